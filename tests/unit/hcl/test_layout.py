from __future__ import annotations

import os
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl import tokens
from hclpress.hcl.layout import LayoutError, layout
from hclpress.hcl.tokens import lex

MESSY = {path.stem: path.read_text(encoding="utf-8") for path in sorted(
    (Path(__file__).parents[2] / "data/hcl/layout").glob("*.tf")
)}  # fmt: skip

# What we decide and `terraform fmt` leaves to the author: input, laid out.
BLANK_LINES = {
    "none at the start": ("\n\na = 1\n", "a = 1\n"),
    "one at the end": ("a = 1\n\n\n", "a = 1\n"),
    "a line break at the end": ("a = 1", "a = 1\n"),
    "nothing stays nothing": ("\n \n", ""),
    "never two in a row": ("a = 1\n\n \n\nb = 2\n", "a = 1\n\nb = 2\n"),
    "none behind an opening brace": ("x {\n\n  a = 1\n}\n", "x {\n  a = 1\n}\n"),
    "none before a closing brace": ("x {\n  a = 1\n\n}\n", "x {\n  a = 1\n}\n"),
    "none in brackets": ("a = [\n\n  1,\n\n]\n", "a = [\n  1,\n]\n"),
    "none behind a commented opener": ("x { # c\n\n  a = 1 # d\n}\n", "x {     # c\n  a = 1 # d\n}\n"),
    "one between top-level blocks": ("x {\n}\ny {}\nz {}\n", "x {\n}\n\ny {}\n\nz {}\n"),
    "a comment stays with its block": ("x {}\n# y\ny {}\n", "x {}\n\n# y\ny {}\n"),
    "nested blocks as the author had them": (
        "x {\n  y {}\n  y {}\n\n  z {}\n}\n",
        "x {\n  y {}\n  y {}\n\n  z {}\n}\n",
    ),
    "top-level attributes as the author had them": ("a = {\n  b = 1\n}\nc = 2\n", "a = {\n  b = 1\n}\nc = 2\n"),
    "blank lines in a heredoc are content": ("a = <<EOT\n\n\n  x  \n\nEOT\n", "a = <<EOT\n\n\n  x  \n\nEOT\n"),
    "no space at the end of a comment": ("a = 1 # x  \n# y \t\n", "a = 1 # x\n# y\n"),
    "line breaks of Windows": ("x {\r\n  a = 1\r\n}\r\n", "x {\n  a = 1\n}\n"),
}


@pytest.fixture(scope="module")
def formatted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the real `terraform fmt` makes of every messy file, and of our layout of every file."""
    folder = tmp_path_factory.mktemp("fmt")
    for name, source in MESSY.items():
        (folder / f"messy-{name}.tf").write_text(source, encoding="utf-8")
        (folder / f"ours-{name}.tf").write_text(layout(source), encoding="utf-8")
    for name, (source, _) in BLANK_LINES.items():
        (folder / f"ours-{name}.tf").write_text(layout(source), encoding="utf-8")
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TF_")}
    command = ["terraform", "fmt", "-recursive", "-no-color", folder]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.tf")}


def test_there_are_enough_awkward_files() -> None:
    assert len(MESSY) >= 40


@pytest.mark.terraform
@pytest.mark.parametrize("name", MESSY)
def test_a_messy_file_comes_out_as_terraform_fmt_lays_it_out(name: str, formatted: dict[str, str]) -> None:
    assert layout(MESSY[name]) == formatted[f"messy-{name}"]
    assert MESSY[name] != formatted[f"messy-{name}"] or name == "comment-only"


@pytest.mark.terraform
@pytest.mark.parametrize("name", [*MESSY, *BLANK_LINES])
def test_terraform_fmt_finds_nothing_to_change_in_our_layout(name: str, formatted: dict[str, str]) -> None:
    assert formatted[f"ours-{name}"] == layout(MESSY[name] if name in MESSY else BLANK_LINES[name][0])


@pytest.mark.parametrize(("source", "expected"), BLANK_LINES.values(), ids=BLANK_LINES)
def test_blank_lines_are_settled(source: str, expected: str) -> None:
    assert layout(source) == expected


@pytest.mark.parametrize("name", MESSY)
def test_only_white_space_changes(name: str) -> None:
    assert _code(layout(MESSY[name])) == _code(MESSY[name])


@given(st.sampled_from(sorted(MESSY)), st.randoms(use_true_random=False))
def test_spacing_between_tokens_makes_no_difference(name: str, random: object) -> None:
    respaced = _respaced(MESSY[name], random)
    assert layout(respaced) == layout(MESSY[name])


@given(st.sampled_from(sorted(MESSY)), st.randoms(use_true_random=False))
def test_laying_out_twice_changes_nothing(name: str, random: object) -> None:
    once = layout(_respaced(MESSY[name], random))
    assert layout(once) == once


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a = [1\n", (1, 5), "'[' is opened here and never closed"),
        ("x {\n  y {\n}\n", (1, 3), "'{' is opened here and never closed"),
        ("a = 1\n}\n", (2, 1), "'}' closes nothing"),
        ("a = foo(1]\n", (1, 10), "']' cannot close '('"),
        ("a = foo(\n  1\n]\n", (3, 1), "']' cannot close '('"),
        ('a = 1\nb = "x\n', (2, 5), "The string is not closed on its line"),
        ('a = "${x\n', (1, 5), '" is opened here and never closed'),
        ("a = <<EOT\nx\n", (1, 5), "<<EOT is opened here and never closed"),
        ("/* x\n", (1, 1), "This comment is never closed"),
        ("a = 'x'\n", (1, 5), '"\'" means nothing in HCL here'),
        ("é = 1 ; b = 2\n", (1, 7), "';' means nothing in HCL here"),
        ("a = ~}\n", (1, 5), "'~' means nothing in HCL outside a template"),
    ],
)
def test_what_is_not_balanced_is_blamed_at_its_place(source: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(LayoutError, match=f"^{re.escape(f'{place[0]}:{place[1]}: {message}')}$") as raised:
        layout(source)
    assert (raised.value.line, raised.value.column) == place
    assert raised.value.message == message


def _code(source: str) -> list[tuple[str, str]]:
    found = lex(source)[0]
    return [(token.kind, token.text.rstrip(" \t")) for token in found if token.kind != tokens.NEWLINE]


def _respaced(source: str, random: object) -> str:
    """The source with other white space wherever white space says nothing."""
    assert hasattr(random, "choice")
    found, end = lex(source)
    parts: list[str] = [found[0].text]
    inside = {tokens.TEXT, tokens.OPEN_QUOTE, tokens.CLOSE_QUOTE, tokens.OPEN_HEREDOC, tokens.CLOSE_HEREDOC}
    for before, after in pairwise(found):
        gap = source[before.offset + len(before.text) : after.offset]
        opens_text = before.kind in {tokens.TEXT, tokens.OPEN_QUOTE, tokens.OPEN_HEREDOC}
        closes_text = after.kind in inside - {tokens.OPEN_QUOTE, tokens.OPEN_HEREDOC}
        in_text = before.kind == tokens.CLOSE_TEMPLATE and after.kind == tokens.OPEN_TEMPLATE
        if not (opens_text or closes_text or in_text):
            gap = random.choice([gap, " ", "\t  "] if gap else ["", "", " "])
        parts += [gap, after.text]
    return "".join(parts) + source[end:]
