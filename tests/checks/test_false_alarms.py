"""Checks are silent about what is rendered, unless it is what a check asks the reader to look at."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from examples import PROJECT, examples

from hclpress.catalog import Catalog, Check, find_checks
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.parsers import accept, read
from hclpress.hcl.structure import Document
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.spec.environment_file import find_environments

RIGHT = {
    ("keys-rotate", "kms/services"): "The spec waives it for one key.",
    ("policies-stay-in-the-account", "ecr/images"): "The spec waives it: the account of the tests pulls.",
    ("policies-stay-in-the-account", "sns/people"): "The spec waives it: another account publishes.",
    ("policies-stay-in-the-account", "sqs/fifo"): "The spec waives it: another account sends.",
    ("policies-stay-in-the-account", "iam/accounts"): "The spec waives it: auditors have an account of their own.",
    ("web-acls-block", "waf/cloudfront"): "Its rules only count.",
}
"""Findings that are right: the check and the environment or example, with the reason."""
ASKED_FOR = frozenset({"public-listeners-have-a-waf"})
"""Checks that name what examples leave out on purpose; the shipped environments waive them with a reason."""

SYSTEMS = [
    one.address for one in find_environments(PROJECT / "environments") if (PROJECT / "out" / one.address).is_dir()
]


def structure(path: Path) -> Document | None:
    """The structure of a file; None if one of the parsers cannot read it, so that it never comes to a check."""
    text = path.read_text("utf-8")
    try:
        accept(text, path.name)
        return read(text, path.name)
    except Diagnosed:
        return None


OTHERS = [
    *sorted((PROJECT / "tests/data/hcl/valid").glob("*.tf")),
    *sorted((PROJECT / "tests/plain/terraform").glob("*/*.tf")),
    *sorted((PROJECT / "tests/schema/ordinary").glob("*.tf")),
]
VALID = {path: document for path in OTHERS if (document := structure(path)) is not None}


@pytest.mark.parametrize("where", [*map(str, examples()), *SYSTEMS])
def test_nothing_rendered_is_found_fault_with(where: str, generated: Callable[[str], ParsedStack]) -> None:
    found = {one.id: [str(each.placed) for each in one.run(generated(where))] for one in find_checks()}
    wrong = {check: places for check, places in found.items() if places and check not in ASKED_FOR}
    assert set(wrong) == {check for check, place in RIGHT if place == where}


@pytest.mark.parametrize("path", VALID, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_check_never_fails_on_what_is_valid(path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    whole = next(one for one in examples() if str(one) == "vpc/three-tiers").generate(catalog, checks).parsed
    text = path.read_text("utf-8")
    file = ParsedFile(GeneratedFile.of_text(PurePosixPath("modules/vpc/more.tf"), text, "vpc"), VALID[path])
    stack = ParsedStack(whole.stack, (*whole.files, file))
    for one in checks:
        if one.id != "references-resolve":
            list(one.run(stack))


ODD = ("null", "var.x", '["*"]', "{}", "5", "true", 'jsonencode({ Statement = "x" })', "toset([])")
ARGUMENT = re.compile(r"^(\s+\w+\s*= ).+$")


@pytest.mark.parametrize("where", ["web-app/prod", "storefront/prod", "cdn/certificate", "aurora/provisioned-mysql"])
def test_a_check_never_fails_on_a_value_of_another_type(
    where: str, generated: Callable[[str], ParsedStack], checks: tuple[Check, ...]
) -> None:
    whole = generated(where)
    chance = random.Random(where)  # noqa: S311  (a sample, and no secret)
    for file in whole.files:
        lines = file.source.text.splitlines()
        number = chance.randrange(len(lines))
        if not (found := ARGUMENT.match(lines[number])):
            continue
        for value in ODD:
            text = "\n".join([*lines[:number], found[1] + value, *lines[number + 1 :], ""])
            try:
                document = read(text, where)
            except Diagnosed:
                continue
            changed = ParsedFile(GeneratedFile.of_text(file.source.path, text, file.source.instance), document)
            stack = ParsedStack(whole.stack, tuple(changed if one is file else one for one in whole.files))
            for one in checks:
                list(one.run(stack))
