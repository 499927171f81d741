"""GitHub Actions: one job says which environments a change concerns, and a matrix plans and applies them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hclpress.workflows.jobs import Job
from hclpress.workflows.setup import PYTHON, TERRAFORM, Setup


def matrix(jobs: Iterable[Job]) -> str:
    """The jobs as GitHub's `fromJSON` takes them for a matrix, on one line. No jobs are an empty list."""
    return json.dumps({"include": [{"name": job.name, "environments": " ".join(job.environments)} for job in jobs]})


def workflow(setup: Setup) -> str:
    """The file `.github/workflows/terraform.yml`."""
    return f"""\
# Made by `hclpress workflow github`. What a change concerns is planned; on main it is applied, once somebody approves.
name: Terraform

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  affected:
    name: What does this change concern?
    runs-on: ubuntu-latest
    outputs:
      matrix: ${{{{ steps.affected.outputs.matrix }}}}
      any: ${{{{ steps.affected.outputs.any }}}}
    steps:
      - uses: actions/checkout@v4
        with:
          # The commit to compare with has to be there.
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "{PYTHON}"
      - run: pip install {setup.requirement}
      - name: What is committed is what the specs render
        run: {setup.command("render")} --check
      - id: affected
        name: List the environments
        env:
          SINCE: ${{{{ github.event.pull_request.base.sha || github.event.before }}}}
        run: |
          matrix=$({setup.command("affected")} --since "$SINCE" --format matrix)
          echo "matrix=$matrix" >> "$GITHUB_OUTPUT"
          if [ "$matrix" != '{matrix(())}' ]; then echo "any=true" >> "$GITHUB_OUTPUT"; fi

{_job("plan", setup, _PLAN)}
{_job("apply", setup, _APPLY)}"""


_PLAN = """\
    needs: affected
    if: needs.affected.outputs.any == 'true'
"""
_APPLY = """\
    needs: [affected, plan]
    if: github.event_name == 'push'
    # Whoever this environment of GitHub's names as reviewers has to approve first.
    environment: production
    concurrency:
      # Two applies of one environment wait for one another, and none is broken off.
      group: apply-${{ matrix.name }}
      cancel-in-progress: false
"""


def _job(verb: str, setup: Setup, conditions: str) -> str:
    """A job of the matrix that runs one command of Terraform in each of its environments."""
    flags = " -auto-approve" if verb == "apply" else ""
    return f"""\
  {verb}:
    name: {verb.capitalize()} ${{{{ matrix.name }}}}
{conditions}\
    runs-on: ubuntu-latest
    permissions:
      contents: read
      # To take the AWS role by the token of this run; no key is kept anywhere.
      id-token: write
    strategy:
      fail-fast: false
      matrix: ${{{{ fromJSON(needs.affected.outputs.matrix) }}}}
    env:
      ENVIRONMENTS: ${{{{ matrix.environments }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
        with:
          terraform_version: {TERRAFORM}
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: ${{{{ vars.AWS_{verb.upper()}_ROLE }}}}
          aws-region: ${{{{ vars.AWS_REGION }}}}
      - name: {verb.capitalize()}
        run: |
          for environment in $ENVIRONMENTS; do
            terraform -chdir="{setup.out.as_posix()}/$environment" init -input=false
            terraform -chdir="{setup.out.as_posix()}/$environment" {verb} -input=false -lock-timeout=5m{flags}
          done
"""
