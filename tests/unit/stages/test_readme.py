"""readme: the README of an environment counts what there is and stays a table whatever stands in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from examples import PROJECT, examples

from hclpress.catalog import Catalog, Check, find_checks, find_modules
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile, find_environments

SPEC = """\
project: shop
suffix: t1
owner: team a b
note: "<script>|[x](y)\\nand more"
region: us-east-1
modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets: {public: {size: 24}, private: {size: 24}}
"""


@pytest.fixture
def readme(tmp_path: Path) -> str:
    path = tmp_path / "prod.yaml"
    path.write_text(SPEC)
    generated = generate(EnvironmentFile("web", "prod", path), find_modules(), find_checks())
    (file,) = (one for one in generated.files if one.path.as_posix() == "README.md")
    return file.text


@pytest.mark.parametrize("here", [".", "shop", "shop/specs"])
def test_the_spec_has_one_name_from_whatever_folder_it_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str
) -> None:
    path = tmp_path / "shop/specs/web/prod.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SPEC)
    monkeypatch.chdir(tmp_path / here)
    (where,) = find_environments(Path(os.path.relpath(tmp_path / "shop/specs")))
    text = {one.path.as_posix(): one for one in generate(where, find_modules(), find_checks()).files}
    assert " from specs/web/prod.yaml: " in text["main.tf"].text.splitlines()[0]
    assert "[specs/web/prod.yaml](../../../specs/web/prod.yaml)" in text["README.md"].text


def test_its_parts_stand_in_the_order_of_their_use(readme: str) -> None:
    parts = [line for line in readme.splitlines() if line.startswith("#")]
    assert parts == ["# web/prod", "## Diagram", "## Changes", "## Outputs", "## Resources"]


def test_its_diagram_joins_each_two_instances_once(catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path) -> None:
    path = tmp_path / "specs/web/prod.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        SPEC.replace("private:", "isolated: {size: 24}, private:")
        + "  end: {module: aurora, engine: postgresql, version: '16.6', capacity: {min: 0.5, max: 4}}\n"
    )
    generated = generate(EnvironmentFile("web", "prod", path), catalog, checks)
    (file,) = (one for one in generated.files if one.path.as_posix() == "README.md")
    drawn = file.text.partition("```mermaid\n")[2].partition("```")[0]
    assert drawn.splitlines() == [
        "flowchart LR",
        '  module_vpc["vpc"]',
        '  module_end["end: aurora"]',
        "  module_vpc -.-> module_end",
    ]


def test_it_counts_what_for_each_makes(readme: str) -> None:
    assert "| vpc | `aws_subnet` | 4 |" in readme
    assert "| vpc | `aws_route_table_association` | 4 |" in readme
    assert "| vpc | `aws_nat_gateway` | 1 |" in readme


def test_its_numbers_are_those_of_the_plan(
    catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    example = next(one for one in examples() if str(one) == "vpc/three-tiers")
    text = {file.path.as_posix(): file.text for file in example.generate(catalog, checks).files}["README.md"]
    assert "32 resources in 1 module." in text


def test_it_names_commands_outputs_and_what_destroy_would_do(readme: str) -> None:
    assert "terraform init\nterraform plan -out=change.tfplan\nterraform apply change.tfplan" in readme
    assert "| `vpc_id` | Id of the VPC. |" in readme
    assert "`terraform destroy` removes everything, including the data." in readme


def test_text_from_a_spec_stays_inside_its_cell(readme: str) -> None:
    assert "| Owner | team a b |" in readme
    assert "&lt;script>\\|\\[x](y) and more" in readme


EXISTING = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  network:
    module: vpc
    existing:
      tags: {Name: shared}
      cidr: 10.0.0.0/16
      zones: [us-east-1a, us-east-1b]
      subnets:
        public: {ids: [subnet-0a1b2c3d4e5f67890, subnet-0a1b2c3d4e5f67891], size: 24}
  balancer:
    module: alb
    existing:
      name: shared
      targets:
        web: {port: 8080, rules: {paths: [/*], priority: 7}}
  unused: {module: s3, existing: {name: acme-assets}}
  ecs:
    services:
      web:
        subnets: public
        containers:
          app: {image: "public.ecr.aws/nginx/nginx:1.27", port: 8080}
        load_balancer: {instance: balancer, target: web}
"""


def test_it_lists_the_instances_that_exist_already(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    path = tmp_path / "prod.yaml"
    path.write_text(EXISTING)
    generated = generate(EnvironmentFile("web", "prod", path), catalog, checks)
    (text,) = (one.text for one in generated.files if one.path.as_posix() == "README.md")
    _, _, section = text.partition("## Resources that exist already\n")
    section, _, _ = section.partition("\n## ")
    rows = {line.split(" | ")[0].strip("| "): line for line in section.splitlines() if line.startswith("|")}
    assert [name for name in rows if name.isalpha()] == ["Instance", "network", "balancer"]
    assert "`data.aws_vpc.network`" in rows["network"]
    assert "its subnets `public` have a route from the internet" in rows["network"]
    assert "`data.aws_lb.balancer`, `data.aws_lb_listener.balancer_https`" in rows["balancer"]
    assert "no other rule of that listener has the priority 7" in rows["balancer"]
    assert "unused" not in section, "nothing here uses it"


def test_its_diagram_has_round_ends_for_what_nothing_is_made_of(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    path = tmp_path / "prod.yaml"
    path.write_text(EXISTING)
    generated = generate(EnvironmentFile("web", "prod", path), catalog, checks)
    (text,) = (one.text for one in generated.files if one.path.as_posix() == "README.md")
    assert '(["network' in text
    assert '["balancer' in text
    assert '(["balancer' not in text, "target groups and rules are made on it"
    assert "unused" not in text
    assert "Instances with round ends exist already." in text
    lines = text.splitlines()
    assert len({one for one in lines if " -.-> " in one}) == len([one for one in lines if " -.-> " in one])
    assert not [one for one in lines if " -.-> " in one and one.split()[0] == one.split()[2]]
