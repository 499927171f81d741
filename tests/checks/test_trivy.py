"""Comments for Trivy are written as its documentation says, for checks that it has, where its findings point.

No Trivy is run. Everything rendered, and every example, is rendered once more with `scanner_comments: [trivy]`; the
comments are read as Trivy's parser reads them (aquasecurity/trivy, `pkg/iac/ignore`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from examples import PROJECT, examples
from msgspec import Struct, structs

from hclpress.catalog import find_modules
from hclpress.hcl.layout import layout
from hclpress.hcl.parsers import read
from hclpress.hcl.scanner_comments import addresses
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.stack import Instance, Stack
from hclpress.model.waiver_targets import scanner_waivers, skips_of
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import packed
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.spec.scanner import Scanner
from hclpress.stages.render import render

FOLDER = Path(__file__).parent
TABLE = yaml.safe_load((FOLDER / "trivy_checks.yaml").read_text("utf-8"))
CHECKOV = yaml.safe_load((FOLDER / "checkov_checks.yaml").read_text("utf-8"))
ID = re.compile(r"\bAVD-AWS-\d{4}\b")
HEAD = re.compile(r'(resource|data) "(\w+)" "([\w-]+)" \{')
SPECS = [
    *(one for one in find_environments(PROJECT / "environments") if (PROJECT / "out" / one.address).is_dir()),
    *(EnvironmentFile("example", f"{one.module}-{one.case}", one.folder / "spec.yaml") for one in examples()),
]
INSIGHTS = ("CKV_AWS_354", "CKV_AWS_353")
"""Checkov asks for the key of Performance Insights also where they are off; Trivy does not."""


class Rendered(Struct, frozen=True):
    """A spec rendered with comments and without.

    Attributes:
        stack: its stack, with comments.
        commented: the files of Terraform with comments for Trivy.
        bare: the same files without.
    """

    stack: Stack
    commented: tuple[GeneratedFile, ...]
    bare: tuple[GeneratedFile, ...]


@cache
def _rendered(index: int) -> Rendered:
    catalog = find_modules()
    stack = packed(SPECS[index], catalog)
    environment = stack.environment.model_copy(update={"scanner_comments": (Scanner.TRIVY,)})
    asked = structs.replace(stack, spec=structs.replace(stack.spec, environment=environment))
    both = (tuple(file for file in render(one, catalog) if file.is_terraform) for one in (asked, stack))
    return Rendered(asked, *both)


@pytest.fixture(params=range(len(SPECS)), ids=[one.address for one in SPECS])
def rendered(request: pytest.FixtureRequest) -> Rendered:
    """Each spec, rendered with comments and without."""
    return _rendered(request.param)


def ignored(text: str) -> dict[str, list[str]]:
    """The ids that Trivy ignores, by the address of the block below them: words of one line behind `#`, `/` or `*`."""
    lines = text.splitlines()
    found: dict[str, list[str]] = {}
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        words = [word.lstrip("#/*") for word in line.strip().split(" ")]
        ids = [parts[2] for word in words if (parts := word.split(":"))[0] in {"trivy", "tfsec"} and len(parts) > 2]
        if ids:
            head = HEAD.fullmatch(below)
            assert head, f"{line} stands above {below!r}, which is no resource"
            found["data." * (head[1] == "data") + f"{head[2]}.{head[3]}"] = ids
    return found


def instances(stack: Stack) -> Iterator[Instance]:
    """The instances that have a contract."""
    return (one for one in stack.instances if one.name not in stack.plain)


def test_trivy_ignores_what_is_waived_and_nothing_else(rendered: Rendered) -> None:
    waivers = {one.name: scanner_waivers(one, rendered.stack) for one in instances(rendered.stack)}
    for file in rendered.commented:
        own = waivers.get(file.instance or "", ())
        skips = skips_of(addresses(file.text), own, Scanner.TRIVY)
        assert ignored(file.text) == {address: list(ids) for address, ids in skips.items() if ids}


def test_comments_change_nothing_else(rendered: Rendered) -> None:
    assert [file.path for file in rendered.commented] == [file.path for file in rendered.bare]
    for commented, bare in zip(rendered.commented, rendered.bare, strict=True):
        assert layout(commented.text) == commented.text, "terraform fmt would change it"
        added = iter(commented.text.splitlines())
        assert all(line in added for line in bare.text.splitlines()), "a line is lost or moved"
        extra = set(commented.text.splitlines()) - set(bare.text.splitlines())
        assert all(line.startswith("#") for line in extra)
        one, other = (read(file.text, file.path.name).blocks for file in (commented, bare))
        assert [block.attributes for block in one] == [block.attributes for block in other]


def test_each_check_is_in_the_table_and_about_the_type_of_its_resource(rendered: Rendered) -> None:
    for instance in instances(rendered.stack):
        for waiver in scanner_waivers(instance, rendered.stack):
            if waiver.scanner == Scanner.TRIVY:
                assert waiver.resource.partition(".")[0] in TABLE[waiver.check]["types"]


def test_a_decision_that_both_scanners_mind_is_waived_for_both(rendered: Rendered) -> None:
    equal = {checkov: check for check, row in TABLE.items() for checkov in row.get("checkov", ())}
    for instance in instances(rendered.stack):
        waived = {one.check for one in scanner_waivers(instance, rendered.stack)}
        asked = {check for check in waived if check in equal and not (check == INSIGHTS[0] and INSIGHTS[1] in waived)}
        assert {equal[check] for check in asked} <= waived


def test_the_examples_cover_every_check_that_a_module_names() -> None:
    sources = [*SHIPPED.rglob("*.py"), PROJECT / "generator/hclpress/module/waivers.py"]
    named = {check for path in sources for check in ID.findall(path.read_text("utf-8"))}
    assert named <= set(TABLE)
    met = {
        one.check
        for rendered in map(_rendered, range(len(SPECS)))
        for instance in instances(rendered.stack)
        for one in scanner_waivers(instance, rendered.stack)
    }
    assert named <= met


def test_the_table_names_checks_of_checkov_that_exist() -> None:
    assert {check for row in TABLE.values() for check in row.get("checkov", ())} <= set(CHECKOV)
    assert all(row["name"].startswith("aws-") for row in TABLE.values())
