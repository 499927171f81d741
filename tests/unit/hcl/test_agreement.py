"""Three readers of HCL agree: Terraform's own parser, python-hcl2 behind our wrapper, and our layout.

On everything we render they agree without exception. On a corpus of valid and invalid files by hand they agree but for
the faults listed here, each of which somebody has looked at: where a list is wrong, a library has changed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import hcl2
import pygohcl
import pytest
from examples import PROJECT
from lark.exceptions import LarkError
from planning import SharedPlans, variables_of

from hclpress.diagnostics import Diagnosed
from hclpress.hcl import tokens
from hclpress.hcl.expression import Expr
from hclpress.hcl.layout import LayoutError, layout
from hclpress.hcl.parsers import accept, read
from hclpress.hcl.references import references
from hclpress.hcl.structure import Block, Document, HclValue, expressions
from hclpress.hcl.tokens import lex
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.environment_variables import terraform_environment

CORPUS = PROJECT / "tests/data/hcl"
VALID = {path.stem: path.read_bytes().decode() for path in sorted((CORPUS / "valid").glob("*.tf"))}
INVALID = {path.stem: path.read_bytes().decode() for path in sorted((CORPUS / "invalid").glob("*.tf"))}
RENDERED = sorted(
    [*(PROJECT / "out").rglob("*.tf"), *(PROJECT / "modules_templates").glob("*/examples/*/expected/**/*.tf")]
)
ENVIRONMENTS = sorted(path.parent for path in (PROJECT / "out").glob("*/*/versions.tf"))

# Terraform takes these and `accept` refuses them: pygohcl cannot carry what it has parsed into Python's data, or would
# stop at a NUL. Nothing we render is of such a form.
REFUSED_BY_ACCEPT = {"block-repeated", "nul-in-string", "object-words-as-keys"}
# Terraform takes these and python-hcl2 cannot read them, so that `read` refuses them at their place.
REFUSED_BY_READ = {"attribute-unicode", "bom", "template-trim"}
# Terraform takes a byte order mark at the head of a file, and we would not write one.
REFUSED_BY_LAYOUT = {"bom"}
# python-hcl2 accepts these although they are not HCL, so `accept` does not use it.
TAKEN_BY_HCL2 = {
    *("attribute-twice", "attribute-twice-in-block", "attributes-on-one-line", "block-brace-on-next-line"),
    *("block-close-and-more", "block-label-template", "block-one-line-nested", "escape-apostrophe"),
    *("escape-beyond-unicode", "escape-hex", "escape-short-unicode", "escape-surrogate", "escape-unknown"),
    *("for-as-key", "number-two-points", "object-without-separator", "operator-over-lines", "string-over-lines"),
    *("template-else-alone", "template-endif-alone", "unclosed-directive"),
}
# What `terraform fmt` rewrites beyond white space and our layout leaves to the templates, which write none of it.
REWRITTEN_BY_FMT = {
    "attribute-nested-templates": '"${x}" becomes x',
    "attribute-quote-in-template": '"${x}" becomes x',
    "template-interpolation": '"${x}" becomes x',
    "block-bare-labels": "labels get quotes",
}
# There, `terraform fmt` leaves an empty line; our layout makes an empty file.
EMPTY = {"blank-lines-only", "empty-file"}


def accepted(source: str) -> bool:
    try:
        accept(source, "x.tf")
    except Diagnosed:
        return False
    return True


def laid_out(source: str) -> str | None:
    try:
        return layout(source)
    except LayoutError:
        return None


def read_or_none(source: str) -> Document | None:
    try:
        return read(source, "x.tf")
    except Diagnosed:
        return None


def taken_by_hcl2(source: str) -> bool:
    try:
        hcl2.parses_to_tree(source)
    except LarkError:
        return False
    return True


@cache
def formatted(source: str, command: tuple[str, ...]) -> str | None:
    """What `terraform fmt` makes of a source, None where it is no HCL."""
    ended = subprocess.run(
        [*command, "fmt", "-no-color", "-"],
        input=source.encode(),
        env=terraform_environment(os.environ),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return ended.stdout.decode() if ended.returncode == 0 else None


def words(source: str) -> list[tuple[str, str]]:
    """The tokens without the white space between them."""
    return [(one.kind, one.text.strip(" \t\r")) for one in lex(source)[0] if one.kind is not tokens.NEWLINE]


def test_the_corpus_is_large_enough() -> None:
    assert len(VALID) >= 60
    assert len(INVALID) >= 60
    assert len(RENDERED) >= 500


@pytest.mark.terraform
@pytest.mark.parametrize("name", VALID)
def test_terraform_takes_every_valid_file(name: str, terraform: Terraform) -> None:
    assert formatted(VALID[name], terraform.command) is not None


@pytest.mark.terraform
@pytest.mark.parametrize("name", INVALID)
def test_terraform_refuses_every_invalid_file(name: str, terraform: Terraform) -> None:
    assert formatted(INVALID[name], terraform.command) is None


@pytest.mark.terraform
@pytest.mark.parametrize("name", [name for name in VALID if name not in REFUSED_BY_LAYOUT | EMPTY])
def test_our_layout_of_a_valid_file_is_that_of_terraform_fmt(name: str, terraform: Terraform) -> None:
    ours = layout(VALID[name])
    theirs = formatted(VALID[name], terraform.command)
    assert theirs is not None
    if name in REWRITTEN_BY_FMT:
        assert formatted(ours, terraform.command) != ours, "fmt no longer rewrites it"
        return
    assert formatted(ours, terraform.command) == ours
    # Blank lines are ours to decide, and so is a line end of Windows.
    assert without_blank_lines(ours) == without_blank_lines(theirs.replace("\r\n", "\n"))


def without_blank_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_is_accepted_read_and_laid_out_but_for_what_is_known(name: str) -> None:
    source = VALID[name]
    assert accepted(source) == (name not in REFUSED_BY_ACCEPT)
    assert (read_or_none(source) is not None) == (name not in REFUSED_BY_READ)
    ours = laid_out(source)
    assert (ours is not None) == (name not in REFUSED_BY_LAYOUT)
    if ours is not None:
        assert layout(ours) == ours
        assert words(ours) == words(source)
        assert accepted(ours) == accepted(source)


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_is_never_accepted(name: str) -> None:
    source = INVALID[name]
    with pytest.raises(Diagnosed) as refused:
        accept(source, "x.tf")
    for one in refused.value.diagnostics:
        assert one.code == "hcl/invalid-syntax"
        assert one.span is not None
        assert 1 <= one.span.line <= source.count("\n") + 2
    assert taken_by_hcl2(source) == (name in TAKEN_BY_HCL2)
    ours = laid_out(source)
    # What is laid out although it is no HCL stays what it is: layout mends nothing.
    assert ours is None or not accepted(ours)


@pytest.mark.parametrize(
    "name", [name for name in VALID if name not in REFUSED_BY_ACCEPT | REFUSED_BY_READ], ids=lambda name: name
)
def test_a_valid_file_has_the_structure_hashicorps_parser_sees(name: str) -> None:
    assert_same_body(read(VALID[name], name), pygohcl.loads(VALID[name]))


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in RENDERED}), ids=lambda path: str(path.relative_to(PROJECT))
)
def test_everything_rendered_is_the_same_to_all_three(folder: Path) -> None:
    for path in RENDERED:
        if path.parent == folder:
            source = path.read_text(encoding="utf-8")
            accept(source, str(path))
            assert layout(source) == source, path
            assert_same_body(read(source, str(path)), pygohcl.loads(source))


@pytest.mark.terraform
@pytest.mark.parametrize("folder", ENVIRONMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_terraform_sees_the_resources_arguments_and_references_that_we_read(folder: Path, planned: SharedPlans) -> None:
    configuration = planned(folder, variables=variables_of(folder)).configuration
    assert_same_module(folder, configuration)


def assert_same_module(folder: Path, seen: Mapping[str, Any]) -> None:
    """Our reading of a module's files against the `configuration` of a plan (JSON output format, "Configuration")."""
    blocks = [
        block for path in sorted(folder.glob("*.tf")) for block in read(path.read_text("utf-8"), str(path)).blocks
    ]
    ours = {_address(block): block for block in blocks if block.type in {"resource", "data"}}
    theirs = {one["address"]: one for one in seen.get("resources", ())}
    assert ours.keys() == theirs.keys()
    for address, block in ours.items():
        meta = {"for_each", "count", "provider", "depends_on", "lifecycle"}
        assert_same_arguments(address, block, theirs[address].get("expressions", {}), meta)
        if "for_each" in block.attributes:
            # One without references is left out.
            described = theirs[address].get("for_each_expression", {})
            assert_same_expression(f"{address}.for_each", block.attributes["for_each"], described)
    for kind in ("variable", "output"):
        names = {block.labels[0] for block in blocks if block.type == kind}
        assert names == set(seen.get(f"{kind}s", {})), kind
    calls = {block.labels[0]: block for block in blocks if block.type == "module"}
    assert calls.keys() == seen.get("module_calls", {}).keys()
    for name, call in calls.items():
        described = seen["module_calls"][name]
        assert call.attributes["source"] == described["source"]
        assert_same_arguments(
            f"module.{name}", call, described.get("expressions", {}), {"source", "providers", "depends_on"}
        )
        assert_same_module(folder / described["source"], described["module"])


def _address(block: Block) -> str:
    return ".".join(block.labels if block.type == "resource" else (block.type, *block.labels))


def assert_same_arguments(where: str, block: Block, seen: Mapping[str, Any], meta: set[str]) -> None:
    nested = {inner.type for inner in block.blocks} - meta
    assert (block.attributes.keys() - meta) | nested == seen.keys(), where
    for name, value in block.attributes.items():
        if name not in meta:
            assert_same_expression(f"{where}.{name}", value, seen[name])
    for kind in nested:
        inner = [one for one in block.blocks if one.type == kind]
        described = seen[kind] if isinstance(seen[kind], list) else [seen[kind]]
        assert len(inner) == len(described), f"{where}.{kind}"
        for one, other in zip(inner, described, strict=True):
            assert_same_arguments(f"{where}.{kind}", one, other, set())


def assert_same_expression(where: str, value: HclValue, seen: Mapping[str, Any]) -> None:
    found = {str(one) for expression in expressions(value) for one in references(expression)}
    if "constant_value" in seen:
        assert not found, where
        if not any(True for _ in expressions(value)):
            assert_same_value(where, value, seen["constant_value"])
        return
    # Terraform lists each traversal and its beginnings; of ours each has to be among them, and the other way round.
    named = {one.split("[")[0] for one in seen.get("references", ())}
    for one in found:
        assert any(one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.") for other in named), where
    for other in named:
        assert any(one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.") for one in found), where


def assert_same_body(ours: Document, theirs: Mapping[str, Any]) -> None:
    """Our reading of a file against what pygohcl makes of it: mappings by block type and label."""
    _assert_body(ours.file, ours.attributes, ours.blocks, theirs)


def _assert_body(
    where: str, attributes: Mapping[str, HclValue], blocks: Sequence[Block], theirs: Mapping[str, Any]
) -> None:
    assert attributes.keys() | {block.type for block in blocks} == theirs.keys(), where
    for name, value in attributes.items():
        assert_same_value(f"{where}:{name}", value, theirs[name])
    for kind in {block.type for block in blocks}:
        assert kind not in attributes
        _assert_blocks(
            f"{where}:{kind}", [(block.labels, block) for block in blocks if block.type == kind], theirs[kind]
        )


def _assert_blocks(where: str, blocks: Sequence[tuple[tuple[str, ...], Block]], theirs: object) -> None:
    ended = [block for labels, block in blocks if not labels]
    if ended and len(ended) == len(blocks):
        bodies = theirs if isinstance(theirs, list) else [theirs]
        assert len(bodies) == len(ended), where
        for block, body in zip(ended, bodies, strict=True):
            _assert_body(where, block.attributes, block.blocks, body)
        return
    assert isinstance(theirs, Mapping), where
    assert {labels[0] for labels, _ in blocks if labels} | {n for b in ended for n in _names(b)} == theirs.keys(), where
    for label in {labels[0] for labels, _ in blocks if labels}:
        below = [(labels[1:], block) for labels, block in blocks if labels[:1] == (label,)]
        _assert_blocks(f"{where}.{label}", below, theirs[label])


def _names(block: Block) -> Iterator[str]:
    yield from block.attributes
    yield from (inner.type for inner in block.blocks)


def assert_same_value(where: str, ours: HclValue, theirs: object) -> None:
    """Literals are equal; what Terraform would evaluate is left to the plan."""
    if isinstance(ours, Expr):
        return
    if isinstance(ours, tuple):
        assert isinstance(theirs, list), where
        assert len(ours) == len(theirs), where
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            assert_same_value(f"{where}[{index}]", one, other)
    elif isinstance(ours, Mapping):
        assert isinstance(theirs, Mapping), where
        keys = {key for key in ours if not isinstance(key, Expr)}
        assert keys <= theirs.keys(), where
        assert len(ours) == len(theirs), where
        for key in keys:
            assert_same_value(f"{where}.{key}", ours[key], theirs[key])
    elif isinstance(ours, int | float | Decimal) and not isinstance(ours, bool):
        assert not isinstance(theirs, bool | str), where
        assert float(ours) == float(theirs), where  # type: ignore[arg-type]
    else:
        assert ours == theirs, where
        assert type(ours) is type(theirs), where
