"""The breaker's cases 04 and 05 by Terraform's own word: a plan over a state that has the table, without an account."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from repositories import HEAD, STOCK, Repository

from hclpress.terraform.discovery import Terraform
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import execute, init, working_copy

pytestmark = pytest.mark.terraform


def state_of(shop: Repository, module: str) -> str:
    """A state that has the table of the shop and nothing else."""
    name = shop.history.resources[f"module.{module}.aws_dynamodb_table.orders"].name
    attributes = {"id": name, "name": name, "hash_key": "id", "attribute": [{"name": "id", "type": "S"}]}
    table = {
        "module": f"module.{module}",
        "mode": "managed",
        "type": "aws_dynamodb_table",
        "name": "orders",
        "provider": 'provider["registry.terraform.io/hashicorp/aws"]',
        "instances": [{"schema_version": 1, "attributes": attributes}],
    }
    return json.dumps({"version": 4, "terraform_version": "1.5.0", "serial": 1, "lineage": "x", "resources": [table]})


def actions(shop: Repository, state: str, terraform: Terraform) -> dict[str, tuple[str, ...]]:
    """The action at each address of the plan."""
    with working_copy(shop.folder, terraform, find_mirror(os.environ)) as work:
        (work.folder / "terraform.tfstate").write_text(state)
        init(work)
        done = execute(work, "plan", "-refresh=false", "-json", f"-out={work.planned}")
        assert done.code == 0, done.stdout
        plan = Plan.read(execute(work, "show", "-json", str(work.planned)).stdout)
    return {address: change.actions for address, change in plan.changes.items()}


@pytest.mark.parametrize("case", ["git revert", "rm -rf out"])
def test_the_table_stays(tmp_path: Path, terraform: Terraform, case: str) -> None:
    shop = Repository.new(tmp_path, spec=f"{HEAD}{STOCK}")
    applied, now = "stock", "store"
    if case == "git revert":
        shop.rename("stock", "store")
        shop.rendered()
        applied, now = "store", "stock"
    state = state_of(shop, applied)
    if case == "git revert":
        shop.git("revert", "--no-edit", "HEAD")
    else:
        shutil.rmtree(shop.out)
        shop.rename("stock", "store")
    assert shop.render().code == 0
    found = actions(shop, state, terraform)
    assert f"module.{now}.aws_dynamodb_table.orders" in found
    assert not {address for address, one in found.items() if "delete" in one or "create" in one}
