"""Atlantis: one project for each environment, planned when its rendered Terraform changes."""

from __future__ import annotations

from collections.abc import Iterable

from hclpress.workflows.setup import TERRAFORM, Setup


def workflow(addresses: Iterable[str], setup: Setup) -> str:
    """The file `atlantis.yaml`; to be made anew when an environment comes or goes."""
    projects = "".join(_project(address, setup) for address in addresses)
    return f"""\
# Made by `hclpress workflow atlantis`. What the specs render is committed: what changes there has to be planned.
version: 3
automerge: false
parallel_plan: true
parallel_apply: true
projects:
{projects}"""


def _project(address: str, setup: Setup) -> str:
    return f"""\
  - name: {address.replace("/", "-")}
    dir: {setup.out.as_posix()}/{address}
    terraform_version: v{TERRAFORM}
    autoplan:
      enabled: true
      when_modified: ["*.tf", "modules/**", ".terraform.lock.hcl"]
    apply_requirements: [approved, mergeable]
"""
