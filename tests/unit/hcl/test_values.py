from __future__ import annotations

import json
import math
import os
import random
import subprocess
import unicodedata
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl.comment import comment
from hclpress.hcl.expression import Expr, Inexpressible
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.values import Object, attributes, bare, encode

ROWS = json.loads((Path(__file__).parents[2] / "data/hcl/literals.json").read_text(encoding="utf-8"))
# Heredocs are another notation; the table holds them to show what only they can get wrong.
CORRECT = [row for row in ROWS if not row["kind"].startswith("WRONG") and row["kind"] != "heredoc"]
# Where our spelling differs on purpose, Terraform is asked instead (see the live test).
SAME_SPELLING = [
    row
    for row in CORRECT
    if row["kind"] in {"quoted", "literal"} or (row["kind"] == "number" and "e" not in row["hcl"])
]
RESPELT = {"${": r'"\u0024{"', "%{": r'"\u0025{"'}


@pytest.mark.parametrize("row", SAME_SPELLING, ids=lambda row: repr(row["input"])[:40])
def test_a_value_is_written_as_in_the_table_terraform_verified(row: dict[str, object]) -> None:
    expected = RESPELT.get(row["input"], row["hcl"]) if isinstance(row["input"], str) else row["hcl"]
    assert encode(row["input"]) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1e-07, "0.0000001"),
        (1e16, "10000000000000000"),
        (-0.0, "0"),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (True, "true"),
        (2**512 - 1, str(2**512 - 1)),
        (["a", "b"], '["a", "b"]'),
        (("a", 1), '["a", 1]'),
        ([Expr("a.b"), None], "[a.b, null]"),
        ({"a": 1}, '{\n  "a" = 1\n}'),
        ({"a": {"b": []}}, '{\n  "a" = {\n    "b" = []\n  }\n}'),
        ([{"a": 1}], '[\n  {\n    "a" = 1\n  },\n]'),
        ([{}], "[{}]"),
        (Object({"cidr": "x"}), '{\n  cidr = "x"\n}'),
        (attributes({"a": attributes({"b-c": 1})}), "{\n  a = {\n    b-c = 1\n  }\n}"),
        ("${a} ${", '"$${a} \\u0024{"'),
        ("} ${", '"} \\u0024{"'),
        ("checkov:skip=CKV_AWS_1:no", r'"checkov:\u0073kip=CKV_AWS_1:no"'),
        ("a trivy:ignore:* #tfsec:x:ignore:*", r'"a \u0074rivy:ignore:* #\u0074fsec:x:ignore:*"'),
        ("trivy:ignore:*", '"trivy:ignore:*"'),
        ("Bridgecrew:SKIP=X", r'"Bridgecrew:\u0073kip=X"'),
    ],
    ids=repr,
)
def test_a_value_is_written_in_our_style(value: object, expected: str) -> None:
    assert encode(value) == expected


def test_a_list_stays_on_one_line_up_to_eighty_characters() -> None:
    assert encode(["x" * 36, "y" * 36]) == f'["{"x" * 36}", "{"y" * 36}"]'
    assert encode(["x" * 36, "y" * 37]) == f'[\n  "{"x" * 36}",\n  "{"y" * 37}",\n]'


@pytest.mark.parametrize(
    "value",
    [
        "e\u0301",
        "\u212b",
        "\ud800",
        {"e\u0301": 1},
        {1: "a"},
        {Expr("a"): 1},
        math.inf,
        math.nan,
        Decimal("NaN"),
        Decimal("1e9999999"),
        Decimal("0." + "1" * 200),
        2**512 + 1,
        10**500,
        {1, 2},
        b"bytes",
        object(),
    ],
    ids=lambda value: ascii(value).partition(" at 0x")[0][:40],
)
def test_what_terraform_would_read_differently_is_refused(value: object) -> None:
    with pytest.raises(Inexpressible, match=r"\w+ \w+"):
        encode(value)


# Of Unicode 15, which Terraform 1.11 knows and Python 3.11 does not; later Pythons see that they are not in order.
@pytest.mark.parametrize("text", ["x\u0301\U0001e4ee", "x\u0301\U00010efd"], ids=ascii)
def test_accents_that_only_terraform_knows_are_refused_where_it_would_move_them(text: str) -> None:
    for write in (encode, fragment):
        with pytest.raises(Inexpressible, match="Terraform"):
            write(text)


def test_characters_newer_than_this_python_are_written_where_nothing_can_move_them() -> None:
    assert encode("\U0001fae9\U0001fae8\ufe0f x") == '"\U0001fae9\U0001fae8\ufe0f x"'


def test_source_is_left_alone() -> None:
    class Markup(str):
        def __html__(self) -> str:
            return self

    assert encode(Expr("var.x")) == "var.x"
    assert encode(Markup("module.a.b")) == "module.a.b", "what a Jinja macro returns"
    assert Expr("a").__html__() == "a"


def test_enumerations_are_written_by_their_value() -> None:
    class Colour(StrEnum):
        RED = "red"

    class Port(IntEnum):
        HTTP = 80

    assert encode([Colour.RED, Port.HTTP]) == '["red", 80]'
    assert encode({Colour.RED: 1}) == '{\n  "red" = 1\n}'


@pytest.mark.parametrize("text", ["a", "_a-1", "aws_vpc.this.id", "module.web.sg_id", "A.b"])
def test_names_and_paths_are_written_bare(text: str) -> None:
    assert bare(text) == text
    assert isinstance(bare(text), Expr)


@pytest.mark.parametrize("text", ["", "1a", "a b", "a.", ".a", "a..b", "a\n", "null", "a[0]", 'a"', "é", "a-${x}"])
def test_anything_else_is_refused_as_a_name(text: str) -> None:
    with pytest.raises(Inexpressible):
        bare(text)


@pytest.mark.parametrize("key", ["for", "null", "a.b", "", "1", "a b"])
def test_a_bare_key_has_to_be_an_identifier_without_a_meaning_of_its_own(key: str) -> None:
    with pytest.raises(Inexpressible):
        attributes({key: 1})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$", r"\u0024"),
        ("a%{b}", r"a\u0025{b}"),
        ('say "x"\n', r"say \"x\"\n"),
        ("\\", r"\\"),
        ("skip=CKV", r"\u0073kip=CKV"),
        ("checkov:skip", r"checkov:\u0073kip"),
        ("trivy:ignore:* trivy:x", r"\u0074rivy:ignore:* \u0074rivy:x"),
    ],
)
def test_a_fragment_cannot_join_its_neighbours_into_something_live(text: str, expected: str) -> None:
    assert fragment(text) == expected


@pytest.mark.parametrize("text", ["\u0301x", "\u1161", "\ud800", "e\u0301"])
def test_a_fragment_that_would_merge_with_its_neighbour_is_refused(text: str) -> None:
    with pytest.raises(Inexpressible):
        fragment(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("Why.", "# Why."),
        ("a\n\nb", "# a\n#\n# b"),
        ("a\u2028b\x85c\x0bd\x0ce\rf\r\ng", "# a b c d e f g"),
        ("one\ntwo\n\nthree", "# one two\n#\n# three"),
        ("Either:\n- a\n  b\n* c\n-d", "# Either:\n# - a b\n# * c -d"),
        ("a checkov:\nskip=CKV_1", "# a checkov: skip=CKV_1"),
        ("a\x00b\u202ec", r"# a\u0000b\u202ec"),
        ("\ud800", r"# \ud800"),
        ("checkov:skip=CKV_1", "# checkov: skip=CKV_1"),
        ("tfsec:ignore:x tflint-ignore: y", "# tfsec: ignore:x tflint- ignore: y"),
        ("trivy:exp:2099-01-01:ignore:* trivy: yes", "# trivy: exp:2099-01-01:ignore:* trivy: yes"),
        ("w" * 120, "# " + "w" * 120),
    ],
    ids=ascii,
)
def test_a_comment_is_written_paragraph_by_paragraph(text: str, expected: str) -> None:
    assert comment(text) == expected


def test_a_long_comment_is_filled_up_to_the_width_of_all_comments() -> None:
    lines = comment("word " * 60).splitlines()
    assert len(lines) == 3
    assert max(map(len, lines)) in range(116, 121)
    assert all(line.startswith("# word") for line in lines)


def test_the_lines_of_a_long_item_hang_below_its_first_word() -> None:
    first, *others = comment("- " + "word " * 60).splitlines()
    assert first.startswith("# - word")
    assert others
    assert all(line.startswith("#   word") for line in others)


@given(st.text())
def test_no_text_escapes_from_a_comment(text: str) -> None:
    assert all(line == "#" or line.startswith("# ") for line in comment(text).splitlines())


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"])).map(
        lambda text: unicodedata.normalize("NFC", text)
    )
)
def test_every_written_string_is_one_quoted_line_without_anything_invisible(text: str) -> None:
    written = encode(text)
    assert written[0] == written[-1] == '"'
    assert "\n" not in written
    assert not any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in written)


def _random_values(count: int) -> list[object]:
    source = random.Random(8_1_4)  # noqa: S311  (a fixed set of awkward values, not a secret)
    pieces = [
        *("$", "%", "{", "}", "${", "%{", "$$", "%%", '"', "\\", "\\n", "u0041", "~", "#", "//", "/*", "'", "<&>"),
        *("EOT", "<<EOT\n", "checkov:skip=", "if", "1e3", "a", "Z", " ", "é", "日本", "😀"),
        *("\n", "\r", "\t", "\0", "\x1b", "\x85", "\u200d", "\u2028", "\u202e", "\ufeff", "\uffff", "\U0010ffff"),
    ]

    def text() -> str:
        return unicodedata.normalize("NFC", "".join(source.choices(pieces, k=source.randrange(9))))

    def value(depth: int) -> object:
        match source.randrange(9 if depth else 6):
            case 0:
                return source.choice([None, True, False])
            case 1:
                return source.randrange(-(2 ** source.randrange(1, 200)), 2**200)
            case 2:
                return source.uniform(-1, 1) * 10.0 ** source.randrange(-300, 300)
            case 6:
                return [value(depth - 1) for _ in range(source.randrange(5))]
            case 7 | 8:
                return {text(): value(depth - 1) for _ in range(source.randrange(5))}
            case _:
                return text()

    return [value(3) for _ in range(count)]


def _as_read_back(value: object) -> object:
    """The value with its numbers as exact decimals of what a float would print."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {key: _as_read_back(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_read_back(item) for item in value]
    return value


@pytest.mark.terraform
def test_terraform_reads_every_literal_back_as_the_same_value(tmp_path: Path) -> None:
    values = [row["input"] for row in CORRECT] + _random_values(3_000)
    names = ["$", "a${b}", "%{x", 'say "x"', "plain", "\\", "\n"]
    joined = ", ".join(f'"{fragment(one)}{fragment(two)}"' for one in names for two in [*names, "{x}"])
    (tmp_path / "main.tf").write_text(
        f'output "values" {{\n  value = [{", ".join(map(encode, values))}]\n}}\n'
        f'output "joined" {{\n  value = [{joined}]\n}}\n',
        encoding="utf-8",
    )
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TF_")}
    for arguments in (["init", "-no-color"], ["apply", "-auto-approve", "-no-color"]):
        subprocess.run(["terraform", *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True)
    shown = subprocess.run(
        ["terraform", "output", "-json"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    read = json.loads(shown.stdout, parse_float=Decimal)
    different = [
        (value, got) for value, got in zip(values, read["values"]["value"], strict=True) if _as_read_back(value) != got
    ]
    assert different == []
    assert read["joined"]["value"] == [one + two for one in names for two in [*names, "{x}"]]
