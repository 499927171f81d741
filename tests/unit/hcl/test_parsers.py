from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import unicodedata
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hcl2
import pygohcl
import pytest
from hcl2 import SerializationOptions
from hypothesis import given, settings
from hypothesis import strategies as st

from hclpress.diagnostics import Diagnosed, Span
from hclpress.hcl.expression import Expr, Inexpressible
from hclpress.hcl.layout import layout
from hclpress.hcl.parsers import accept, read
from hclpress.hcl.structure import Block, Document, HclValue, expressions
from hclpress.hcl.values import encode

DATA = Path(__file__).parents[2] / "data/hcl"
LAYOUT = DATA / "layout"
# A copy of the design's table: every row was put before Terraform.
ROWS = json.loads((DATA / "literals.json").read_text(encoding="utf-8"))
FATAL = {'"$${"', '"%%{"'}
# Valid files python-hcl2 cannot read, with the line it stops at; none of our templates writes such things.
UNREADABLE = {
    "block-comments": "bb = /* before */ 2",
    "template-over-lines": 'b = "x-${',
    "template-strings": 'j = "a${~ var.x ~}b"',
    "unary-minus": "k = !-1",
}
READABLE = sorted(path.stem for path in LAYOUT.glob("*.tf") if path.stem not in UNREADABLE)

SAMPLE = """\
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
  ratio      = 1.50
  ids        = [aws_a.b.id, "x"] # why

  tags = {
    "Name"   = "say \\"$${hi}\\""
    "owner"  = "${var.owner}"
    plain    = var.owner
    (var.k)  = -2
    for      = null
  }

  ingress {
    from = 80
  }
}

variable "owner" { type = string }
"""

VALUES = {
    '"a"': "a",
    '"\\n\\r\\t\\"\\\\\\u0041\\U0001f600"': '\n\r\t"\\A😀',
    '"$${a} %%{b} $$${c}"': "${a} %{b} $${c}",
    "1": 1,
    "-1": -1,
    "-12": -12,
    "1.50": 1.5,
    "-0.5": -0.5,
    "1e3": 1000.0,
    "0.30000000000000000001": Decimal("0.30000000000000000001"),
    "1e400": Decimal("1e400"),
    "true": True,
    "null": None,
    "[]": (),
    "[1, [2], {}]": (1, (2,), {}),
    "[\n1, # one\n2,\n]": (1, 2),
    '{ a = 1, "b" : 2, 3 = 4, true = 5, if = 6 }': {"a": 1, "b": 2, "3": 4, "true": 5, "if": 6},
    '{ "$${k}" = 1 }': {"${k}": 1},
    "<<EOT\n  a $${b}\n\nEOT": "  a ${b}\n\n",
    "<<-EOT\n    a\n\n      b\n  EOT": "a\n\n  b\n",
    "<<EOT\nEOT": "",
}

EXPRESSIONS = {
    "var.x": "var.x",
    '"${var.x}"': '"${var.x}"',
    '"a${ var.x }"': '"a${var.x}"',
    '"%{ if var.x }a%{ endif }"': '"%{if var.x}a%{endif}"',
    "foo( 1,2 )": "foo(1, 2)",
    "1+2 # three": "1 + 2",
    "(1)": "(1)",
    "-var.x": "-var.x",
    "-(1)": "-(1)",
    "!true": "!true",
    "var.a?1:2": "var.a ? 1 : 2",
    "[for x in var.l:x]": "[for x in var.l : x]",
    "a.b[0].c": "a.b[0].c",
    "a.*.b": "a.*.b",
    "<<EOT\n${ a.b }\nEOT": "<<EOT\n${a.b}\nEOT",
}


def _row(row: dict[str, Any]) -> str:
    return ascii(row["hcl"])[:40]


def _value(written: str) -> HclValue:
    source = f"x = {written}\n"
    accept(source, "x.tf")
    return read(source, "x.tf").attributes["x"]


@pytest.mark.parametrize(("written", "expected"), VALUES.items(), ids=VALUES)
def test_a_literal_is_read_as_the_value_it_stands_for(written: str, expected: HclValue) -> None:
    found = _value(written)
    assert found == expected
    assert type(found) is type(expected)
    assert not isinstance(found, Expr)


@pytest.mark.parametrize(("written", "expected"), EXPRESSIONS.items(), ids=EXPRESSIONS)
def test_what_terraform_would_evaluate_is_an_expression(written: str, expected: str) -> None:
    found = _value(written)
    assert isinstance(found, Expr)
    assert found == expected


def _frozen(value: object) -> object:
    """The value with lists as tuples, as `read` has them."""
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("row", [row for row in ROWS if row["verified"]], ids=_row)
def test_every_literal_terraform_verified_is_read_as_its_value(row: dict[str, Any]) -> None:
    # At the end of a string python-hcl2 takes `$${` for the beginning of a template: see the faults below.
    if row["hcl"] in FATAL:
        with pytest.raises(Diagnosed, match="hcl/unreadable"):
            _value(row["hcl"])
        return
    assert _value(row["hcl"]) == _frozen(row["input"])


@pytest.mark.parametrize("row", [row for row in ROWS if not row["kind"].startswith("WRONG")], ids=_row)
def test_our_spelling_of_every_correct_row_is_read_as_its_value(row: dict[str, Any]) -> None:
    found = _value(encode(row["input"]))
    if isinstance(row["input"], float):
        # Beyond 2**53 the shortest decimal of a float is another whole number than the float itself.
        assert isinstance(found, int | float | Decimal)
        found = float(found)
    assert found == _frozen(row["input"])


@pytest.mark.parametrize("row", [row for row in ROWS if not row["verified"]], ids=_row)
def test_no_naive_spelling_is_ever_ours(row: dict[str, Any]) -> None:
    try:
        ours = encode(row["input"])
    except Inexpressible:
        return
    assert ours != row["hcl"]
    assert _value(ours) == _frozen(row["input"])


def test_a_file_is_read_as_a_tree_with_places() -> None:
    document = read(SAMPLE, "main.tf")
    vpc, owner = document.blocks
    assert (vpc.type, vpc.labels, vpc.line, vpc.end_line) == ("resource", ("aws_vpc", "this"), 1, 17)
    assert dict(vpc.lines) == {"cidr_block": 2, "ratio": 3, "ids": 4, "tags": 6}
    assert vpc.attributes["ids"] == (Expr("aws_a.b.id"), "x")
    assert vpc.attributes["tags"] == {
        "Name": 'say "${hi}"',
        "owner": '"${var.owner}"',
        "plain": "var.owner",
        "(var.k)": -2,
        "for": None,
    }
    (ingress,) = vpc.blocks
    assert (ingress.type, ingress.attributes, ingress.line) == ("ingress", {"from": 80}, 14)
    assert owner.attributes == {"type": Expr("string")}
    assert document.find("resource", "aws_vpc") == (vpc,)
    assert document.find("resource", "aws_vpc", "other") == document.find("data") == ()
    assert sorted(expressions(vpc)) == ['"${var.owner}"', "(var.k)", "aws_a.b.id", "var.owner"]
    assert {str(one) for one in vpc.references} == {"aws_a.b.id", "var.owner", "var.k"}
    assert (vpc.address, owner.address) == ("aws_vpc.this", "variable.owner")


def test_an_interpolation_is_told_from_a_bare_expression_and_from_text() -> None:
    found = read('a = "${x.y}"\nb = x.y\nc = "x.y"\n', "x.tf").attributes
    assert [(str(value), isinstance(value, Expr)) for value in found.values()] == [
        ('"${x.y}"', True),
        ("x.y", True),
        ("x.y", False),
    ]


@pytest.mark.parametrize("name", READABLE)
def test_layout_does_not_change_what_is_read(name: str) -> None:
    source = (LAYOUT / f"{name}.tf").read_text(encoding="utf-8")
    accept(source, name)
    assert _without_lines(read(source, name)) == _without_lines(read(layout(source), name))


@pytest.mark.parametrize(("name", "line"), UNREADABLE.items(), ids=UNREADABLE)
def test_valid_hcl_python_hcl2_cannot_read_is_refused_at_its_place(name: str, line: str) -> None:
    source = (LAYOUT / f"{name}.tf").read_text(encoding="utf-8")
    accept(source, name)
    with pytest.raises(Diagnosed) as raised:
        read(source, name)
    (found,) = raised.value.diagnostics
    assert found.code == "hcl/unreadable"
    assert found.span is not None
    assert source.splitlines()[found.span.line - 1] == line


def _without_lines(document: Document) -> object:
    def block(found: Block) -> object:
        return found.type, found.labels, found.attributes, tuple(map(block, found.blocks))

    return document.attributes, tuple(map(block, document.blocks))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"]) | st.sampled_from('$%{}"\\\n~')).map(
    lambda text: unicodedata.normalize("NFC", text)
)
# Beyond 2**53 the shortest decimal of a float is another whole number than the float itself.
FLOATS = st.floats(-(2.0**53), 2.0**53)
LITERALS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**256), 2**256) | FLOATS | TEXT,
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(TEXT, inner),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(LITERALS)
def test_what_is_written_is_read_back(value: HclValue) -> None:
    assert _value(encode(value)) == value
    assert list(expressions(value)) == []


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_back_as_the_nearest_float(value: float) -> None:
    found = _value(encode(value))
    assert isinstance(found, int | float | Decimal)
    assert float(found) == value


@settings(max_examples=100, deadline=None)
@given(LITERALS)
def test_a_laid_out_literal_is_read_back(value: HclValue) -> None:
    assert read(layout(f"x = {encode(value)}\n"), "x.tf").attributes["x"] == value


@pytest.mark.parametrize(
    ("source", "summary", "place"),
    [
        ("a = \n", "Invalid expression", (1, 5, 2, 1)),
        ("a = 1\na = 2\n", "Attribute redefined", (2, 1, 2, 2)),
        ('resource "x" {\n', "Unclosed configuration block", (1, 14, 1, 15)),
        ('a = "\\b"\n', "Invalid escape sequence", (1, 6, 1, 8)),
        ('a = "é" b\n', "Missing newline after argument", (1, 9, 1, 10)),
        ('x = 1\na = "\0"\n', "Invalid character", (2, 6, 2, 7)),
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_a_file_hashicorps_parser_refuses_is_refused_at_its_place(
    source: str, summary: str, place: tuple[int, int, int, int]
) -> None:
    with pytest.raises(Diagnosed) as raised:
        accept(source, "out/main.tf")
    found = raised.value.diagnostics[0]
    assert (found.code, found.summary) == ("hcl/invalid-syntax", summary)
    assert found.span == Span("out/main.tf", *place)


def test_every_complaint_of_the_parser_is_passed_on() -> None:
    with pytest.raises(Diagnosed) as raised:
        accept("a = 1\na = 2\nb = [1,\n", "main.tf")
    assert [found.summary for found in raised.value.diagnostics] == ["Attribute redefined", "Missing expression"]
    assert "main.tf:1,1-2" in raised.value.diagnostics[0].detail


def test_a_file_python_hcl2_cannot_read_is_a_diagnostic() -> None:
    for source in ('a = "$${"\n', "a {\n", "a = [\n"):
        with pytest.raises(Diagnosed) as raised:
            read(source, "main.tf")
        assert raised.value.diagnostics[0].code == "hcl/unreadable"
        assert raised.value.diagnostics[0].span is not None


def test_a_file_python_hcl2_would_misread_is_refused() -> None:
    source = 'a = "$${x"\nb = "}"\n'
    accept(source, "main.tf")
    with pytest.raises(Diagnosed, match=r"main\.tf:1:5: error: The value would be misread"):
        read(source, "main.tf")


def test_the_collector_is_as_it_was_after_reading() -> None:
    assert gc.isenabled()
    read("a = 1\n", "x.tf")
    with pytest.raises(Diagnosed):
        read("a = [\n", "x.tf")
    assert gc.isenabled()
    gc.disable()
    try:
        read("a = 1\n", "x.tf")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_grammar_goes_to_the_users_cache_where_the_library_may_not_write(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, hcl2.parser\n"
        "hcl2.parser.PARSER_FILE = pathlib.Path(os.environ['XDG_CACHE_HOME'], 'none', '.lark_cache.bin')\n"
        "from hclpress.hcl.parsers import read\n"
        "assert read('a = 1', 'x').attributes == {'a': 1}\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    (cache,) = (tmp_path / "hclpress").iterdir()
    assert cache.name == f".lark_cache.bin.{sys.implementation.cache_tag}"


class TestFaultsOfTheLibraries:
    """What document.py works around. Where one of these fails, a library has changed: simplify the wrapper."""

    def test_the_wrapper_knows_these_versions(self) -> None:
        assert version("python-hcl2") == "8.1.4"

    def test_python_hcl2_keeps_the_quotes(self) -> None:
        assert hcl2.loads('a = "x"\n')["a"] == '"x"'

    def test_python_hcl2_writes_expressions_as_templates(self) -> None:
        assert hcl2.loads("a = x.y\n")["a"] == "${x.y}"

    def test_python_hcl2_makes_text_of_a_name_once_the_quotes_are_off(self) -> None:
        found = hcl2.loads('a = "x"\nb = x\n', serialization_options=SerializationOptions(strip_string_quotes=True))
        assert found["a"] == found["b"]

    def test_python_hcl2_gives_no_places_when_asked(self) -> None:
        found = hcl2.loads("a {\n}\n", serialization_options=SerializationOptions(with_meta=True))
        assert "line" not in str(found)

    def test_python_hcl2_loses_the_second_digit_of_a_number(self) -> None:
        assert str(hcl2.loads("a = 1.50\n")["a"]) == "1.5"

    def test_python_hcl2_accepts_invalid_files(self) -> None:
        for source in ("a = 1\na = 2\n", 'a = "\\b"\n', 'a = "x\ny"\n'):
            hcl2.loads(source)
            with pytest.raises(pygohcl.HCLParseError):
                pygohcl.loads(source)

    def test_python_hcl2_runs_over_the_end_of_a_string(self) -> None:
        assert list(hcl2.loads('a = "$${x"\nb = "}"\n')) == ["a"]

    def test_pygohcl_does_not_tell_text_from_an_expression(self) -> None:
        found = pygohcl.loads('a = "var.x"\nb = var.x\n')
        assert found["a"] == found["b"]

    def test_pygohcl_stops_at_a_nul_character(self) -> None:
        assert pygohcl.loads("a = 1\n\0 this is no HCL") == {"a": 1}
