"""Every check bites, and only where it should.

`tests/checks/<check>.tf` is the text of one module. Each line that begins a block the check must not accept ends with
`# finding: <words>`; every other block it must accept.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from examples import TODAY, examples

from hclpress.catalog import Catalog, Check, find_checks
from hclpress.hcl.layout import layout
from hclpress.hcl.parsers import accept, read
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.stages.check import check as check_stage

HERE = Path(__file__).parent
FIXTURES = sorted(HERE.glob("*.tf"))


@pytest.fixture(scope="session")
def parsed(catalog: Catalog, checks: tuple[Check, ...]) -> ParsedStack:
    """A valid stack with one instance called `vpc`, into which the fixture's text is put."""
    example = next(one for one in examples() if str(one) == "vpc/three-tiers")
    return example.generate(catalog, checks).parsed


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_check_finds_just_what_its_fixture_announces(path: Path, parsed: ParsedStack) -> None:
    text = path.read_text("utf-8")
    assert layout(text) == text, "a fixture is laid out like everything else"
    accept(text, path.name)
    file = ParsedFile(
        GeneratedFile.of_text(PurePosixPath("modules/vpc/fixture.tf"), text, "vpc"), read(text, path.name)
    )
    root = tuple(one for one in parsed.files if one.source.instance is None and one.source.path.name != "outputs.tf")
    files = (*root, file)
    (check,) = (one for one in find_checks() if one.id == path.stem)
    announced = {
        number: match[1]
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := re.search(r"# finding: (.*)$", line))
    }
    assert announced
    findings = list(check.run(ParsedStack(parsed.stack, files)))
    places = [one.placed.block.line for one in findings if one.placed]
    assert sorted(places) == sorted(announced)
    for one in findings:
        assert one.placed
        assert announced[one.placed.block.line] in f"{one.summary} {one.detail}"


def test_every_check_has_a_fixture() -> None:
    assert [path.stem for path in FIXTURES] == sorted(check.id for check in find_checks())


def test_findings_point_at_the_instance_in_the_yaml_and_name_the_rendered_line(parsed: ParsedStack) -> None:
    text = 'resource "aws_cloudwatch_log_group" "this" {\n  name = "x-t1"\n}\n'
    file = ParsedFile(GeneratedFile.of_text(PurePosixPath("modules/vpc/logs.tf"), text, "vpc"), read(text, "logs.tf"))
    found = check_stage(ParsedStack(parsed.stack, (*parsed.files, file)), find_checks(), TODAY)
    (one,) = found
    assert one.code == "check/log-groups-expire"
    assert one.span == parsed.stack.spec.place("vpc")
    assert "modules/vpc/logs.tf:1" in one.detail
