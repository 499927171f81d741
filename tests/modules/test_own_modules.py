"""A whole environment with a module of one's own: it renders to the files beside it, and Terraform plans it.

It also shows what the root module can look like and none of our own environments does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import OWN, PROJECT, TODAY, write_out
from planning import SharedPlans

from hclpress.catalog import Catalog, Check, find_modules
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import find_environments

EXPECTED = OWN / "expected"


@pytest.fixture(scope="module")
def own() -> Catalog:
    return find_modules((OWN / "modules",))


@pytest.fixture
def generated(own: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch) -> Generated:
    monkeypatch.chdir(PROJECT)
    (where,) = find_environments(OWN / "environments")
    return generate(where, own, checks, TODAY)


def test_an_environment_with_a_module_of_ones_own_renders_to_the_files_beside_it(
    generated: Generated, update_goldens: bool
) -> None:
    rendered = {file.path.as_posix(): file.text for file in generated.files if file.is_hcl}
    if update_goldens:
        for path in golden_files():
            path.unlink()
        write_out(generated, EXPECTED)
        (EXPECTED / "README.md").unlink()
    assert {path.relative_to(EXPECTED).as_posix(): path.read_text("utf-8") for path in golden_files()} == rendered


def golden_files() -> list[Path]:
    return sorted(path for path in EXPECTED.rglob("*") if path.is_file())


def test_what_terraform_must_not_print_is_marked_so_on_its_whole_way_out() -> None:
    for path in ("modules/vault/outputs.tf", "outputs.tf"):
        text = (EXPECTED / path).read_text("utf-8")
        output = text[text.index('number" {' if path == "outputs.tf" else '"number" {') :]
        assert re.search(r"^  sensitive += true$", output[: output.index("\n}")], re.MULTILINE), path


@pytest.mark.terraform
def test_terraform_plans_an_environment_with_a_module_of_ones_own(
    generated: Generated, planned: SharedPlans, tmp_path: Path
) -> None:
    plan = planned(write_out(generated, tmp_path / "everything"))
    assert plan.outputs["vault_number"].sensitive
    rule = plan.changes["aws_vpc_security_group_ingress_rule.worker_eu_west_1_to_db_5432"]
    assert rule.values["from_port"] == 5432
