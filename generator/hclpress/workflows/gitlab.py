"""GitLab: one job says which environments a change concerns, and makes the pipeline that plans and applies them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hclpress.workflows.jobs import Job
from hclpress.workflows.setup import PYTHON, TERRAFORM, Setup


def workflow(setup: Setup) -> str:
    """The file `.gitlab-ci.yml`."""
    return f"""\
# Made by `hclpress workflow gitlab`. What a change concerns is planned; on the default branch it is applied by hand.
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

stages: [affected, environments]

affected:
  stage: affected
  image: python:{PYTHON}
  variables:
    # The commit to compare with has to be there.
    GIT_DEPTH: "0"
  script:
    - pip install {setup.requirement}
    - {setup.command("render")} --check
    - since="${{CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}}"
    - {setup.command("affected")} --since "$since" --format gitlab > environments.yml
  artifacts:
    paths: [environments.yml]

environments:
  stage: environments
  needs: [affected]
  trigger:
    include:
      - artifact: environments.yml
        job: affected
    strategy: depend
"""


def child_pipeline(jobs: Iterable[Job], setup: Setup) -> str:
    """The pipeline of the environments that a change concerns; one that says so when there is none."""
    parts = [part for job in jobs for part in _jobs(job, setup)]
    if not parts:
        # GitLab refuses a pipeline without a job.
        return 'nothing to do:\n  script:\n    - echo "This change concerns no environment."\n'
    return f"""\
stages: [plan, apply]

default:
  image:
    name: hashicorp/terraform:{TERRAFORM}
    entrypoint: [""]

{"".join(parts)}"""


def _jobs(job: Job, setup: Setup) -> Iterator[str]:
    lines = {
        verb: "".join(
            f'    - terraform -chdir="{setup.out.as_posix()}/{address}" {command}\n'
            for address in job.environments
            for command in ("init -input=false", f"{verb} -input=false -lock-timeout=5m{flags}")
        )
        for verb, flags in (("plan", ""), ("apply", " -auto-approve"))
    }
    yield f"""\
"plan {job.name}":
  stage: plan
  script:
{lines["plan"]}
"""
    yield f"""\
"apply {job.name}":
  stage: apply
  needs: ["plan {job.name}"]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
  resource_group: "{job.name}"
  script:
{lines["apply"]}
"""
