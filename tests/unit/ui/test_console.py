import io
import json
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from hclpress.diagnostics import Diagnosed, Diagnostic, Severity, Span
from hclpress.source.reader import read
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json
from hclpress.ui.output_format import Format
from hclpress.ui.terminal_text import visible


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drawn(*found: Diagnostic, environ: dict[str, str] | None = None) -> str:
    stdout, stderr = io.StringIO(), io.StringIO()
    Console(stdout, stderr, environ=environ or {}).diagnostics(found)
    assert stdout.getvalue() == ""
    return stderr.getvalue()


def reported(form: Format, *found: Diagnostic, **result: Json) -> dict[str, Any]:
    stdout, stderr = io.StringIO(), io.StringIO()
    console = Console(stdout, stderr, form, environ={})
    console.say("for people only")
    console.table(["for"], [["people"]])
    console.report(found, result)
    assert stderr.getvalue() == ""
    report = json.loads(stdout.getvalue())
    assert isinstance(report, dict)
    return report


def on_a_terminal(draw: Callable[[Console], None], environ: dict[str, str]) -> str:
    """What `draw` writes on the two streams of a console when both are one terminal."""
    controller, terminal = pty.openpty()
    with ThreadPoolExecutor(1) as reader:
        shown = reader.submit(_until_hung_up, controller)
        with open(terminal, "w", encoding="utf-8") as stream:  # noqa: PTH123
            draw(Console(stream, stream, environ=environ))
        return shown.result(timeout=10).decode()


def _until_hung_up(controller: int) -> bytes:
    """All that the other end of a terminal wrote before it was closed, in however many pieces the kernel hands it over."""
    parts: list[bytes] = []
    with open(controller, "rb", buffering=0) as stream, suppress(OSError):
        while part := stream.read(65536):
            parts.append(part)
    return b"".join(parts)


def problem(span: Span | None, detail: str = "", summary: str = "It is wrong") -> Diagnostic:
    return Diagnostic("area/what-is-wrong", summary, detail, span)


def source(text: str, name: str = "a.yaml") -> str:
    Path(name).write_bytes(text.encode())
    return name


def underlined(text: str, column: int, end_column: int) -> str:
    """The part of the drawn source line that the carets stand under, counted in columns of the terminal."""
    from rich.cells import cell_len

    lines = drawn(problem(Span(source(text), 1, column, 1, end_column))).split("\n")
    line, carets = lines[3], lines[4]
    first, last = carets.index("^"), len(carets)
    reached, part = 0, ""
    for character in line:
        if first <= reached < last:
            part += character
        reached += cell_len(character)
    return part


def test_a_diagnostic_is_drawn_with_its_source_line_and_a_caret_under_the_span() -> None:
    source("\n" * 13 + "          us-east-1c: 10.21.2.0/24\n", "prod.yaml")
    found = Diagnostic(
        "vpc/subnet-outside-vpc",
        "Subnet lies outside the VPC",
        "10.21.2.0/24 is not inside 10.20.0.0/16, which base.yaml:6 sets.\n"
        "Choose a free block inside it, for example 10.20.2.0/24.",
        Span("prod.yaml", 14, 23, 14, 35),
    )
    assert drawn(found) == (
        "error: Subnet lies outside the VPC" + " " * 42 + "[vpc/subnet-outside-vpc]\n"
        "  --> prod.yaml:14:23\n"
        "   |\n"
        "14 |           us-east-1c: 10.21.2.0/24\n"
        "   |                       ^^^^^^^^^^^^\n"
        "   = 10.21.2.0/24 is not inside 10.20.0.0/16, which base.yaml:6 sets.\n"
        "     Choose a free block inside it, for example 10.20.2.0/24.\n"
        "\n"
        "1 error\n"
    )


def test_a_diagnostic_without_a_place_or_a_readable_file_is_drawn_without_source() -> None:
    lines = drawn(problem(None, "Why.")).split("\n")
    assert lines[1:] == ["  = Why.", "", "1 error", ""]
    Path("folder").mkdir()
    for file in ("missing.yaml", "folder", "bad\0name"):
        assert "^" not in drawn(problem(Span(file, 3, 1, 3, 2)))
    assert "^" not in drawn(problem(Span(source("a: 1\n"), 9, 1, 9, 2)))


def test_diagnostics_stand_in_reading_order_and_end_with_their_number() -> None:
    file = source("a: 1\nb: 2\n")
    warning = Diagnostic("a/b", "Careful", "", Span(file, 2, 1, 2, 2), Severity.WARNING)
    text = drawn(warning, problem(Span(file, 2, 4, 2, 5)), problem(Span(file, 1, 1, 1, 2)))
    assert re.findall(r"--> (.*)", text) == ["a.yaml:1:1", "a.yaml:2:1", "a.yaml:2:4"]
    assert text.endswith("\n\n2 errors, 1 warning\n")
    assert drawn(warning).endswith("\n\n1 warning\n")


def test_nothing_is_drawn_where_there_is_nothing_to_say() -> None:
    assert drawn() == ""


def test_a_long_detail_is_wrapped_and_none_of_it_lost() -> None:
    detail = "word " * 60
    lines = drawn(problem(None, detail)).split("\n")[1:-3]
    assert len(lines) > 2
    assert all(len(line) <= 100 for line in lines)
    assert " ".join(lines).replace("=", "").split() == detail.split()


@pytest.mark.parametrize(
    ("text", "column", "end_column", "part"),
    [
        ("name: web", 7, 10, "web"),
        ("名前: 日本 # c", 5, 7, "日本"),
        ("a\tb: x", 6, 7, "x"),
        ("a\u0301b: x", 6, 7, "x"),
        ("\ufeffa: x", 4, 5, "x"),
        ("a: \x1b[31m x", 10, 11, "x"),
        ("a: \x1b b", 4, 5, "\\x1b"),
        ("a: b\r", 4, 5, "b"),
        ("a: 😀 x", 6, 7, "x"),
    ],
)
def test_the_carets_stand_under_the_span_whatever_the_width_of_letters(
    text: str, column: int, end_column: int, part: str
) -> None:
    assert underlined(text, column, end_column) == part


def test_a_span_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    text = drawn(problem(Span(source("vpc:   \n  a: 1\n"), 1, 1, 2, 7)))
    assert "  | ^^^^\n" in text


def test_an_empty_span_and_one_behind_the_line_have_one_caret() -> None:
    file = source("a: 1\n")
    assert "  | ^\n" in drawn(problem(Span(file, 1, 1, 1, 1)))
    assert "  |     ^\n" in drawn(problem(Span(file, 1, 9, 1, 12)))


@pytest.mark.parametrize("letter", ["x", "日"])
@pytest.mark.parametrize("before", [0, 20, 70, 500])
@pytest.mark.parametrize("length", [1, 12, 500])
def test_a_long_line_is_clipped_around_its_span(letter: str, before: int, length: int) -> None:
    from rich.cells import cell_len

    text = letter * before + "#" * length + letter * 500
    lines = drawn(problem(Span(source(text), 1, before + 1, 1, before + length + 1))).split("\n")
    line, carets = lines[3], lines[4]
    assert cell_len(line) <= 100
    assert len(carets) <= 100
    assert line.endswith("…")
    assert line.startswith("1 | …") == (before * cell_len(letter) > 66)
    assert line.count("#") >= min(length, 30)
    assert carets.count("^") == line.count("#") + (1 if length == 500 else 0)


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2028", "\u200b", "\ud800"])
def test_no_control_character_reaches_the_terminal_from_a_file_or_a_message(character: str) -> None:
    hostile = f"a{character}[31mb"
    file = Path("a.yaml")
    file.write_bytes(hostile.encode("utf-8", "surrogatepass"))
    stdout, stderr = io.StringIO(), io.StringIO()
    console = Console(stdout, stderr, environ={})
    console.diagnostics([Diagnostic(hostile, hostile, hostile, Span("a.yaml", 1, 1, 1, 3))])
    console.diagnostics([problem(Span(hostile, 1, 1, 1, 3))])
    console.say(hostile)
    console.table([hostile], [[hostile]])
    assert character not in stdout.getvalue() + stderr.getvalue()
    assert visible(character) in stderr.getvalue()
    assert visible(character) in stdout.getvalue()


def test_what_disturbs_is_shown_as_its_number() -> None:
    assert visible("a\x1b\x9b\u202e\U000e0001\tb\n") == "a\\x1b\\x9b\\u202e\\U000e0001    b\\x0a"
    assert visible("é日😀") == "é日😀"


def test_a_stream_that_cannot_show_a_letter_gets_its_number() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    Console(stream, stream, environ={}).say("é日")
    stream.flush()
    assert raw.getvalue() == b"\\xe9\\u65e5\n"


def test_colours_appear_on_a_terminal_only_and_never_where_they_are_unwanted() -> None:
    found = [problem(Span(source("a: 1\n"), 1, 4, 1, 5), "Why.")]
    in_colour = on_a_terminal(lambda console: console.diagnostics(found), {"TERM": "xterm"})
    assert "\x1b[1;31merror\x1b[0m" in in_colour
    for environ in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}):
        without = on_a_terminal(lambda console: console.diagnostics(found), environ)
        assert "\x1b" not in without
        assert without == re.sub(r"\x1b\[[0-9;]*m", "", in_colour)
    assert "\x1b" not in drawn(*found, environ={"TERM": "xterm"})


def test_a_table_in_a_pipe_is_aligned_plain_text_and_nothing_is_cut() -> None:
    stdout = io.StringIO()
    Console(stdout, io.StringIO(), environ={}).table(
        ["name", "what it is"], [["日本", "[bold]x"], ["vpc", "y" * 300], ["long-name", ""]]
    )
    assert stdout.getvalue() == (f"name       what it is\n日本       [bold]x\nvpc        {'y' * 300}\nlong-name\n")


def test_a_table_on_a_terminal_is_drawn_and_its_cells_are_no_markup() -> None:
    shown = on_a_terminal(
        lambda console: console.table(["name"], [["[bold]vpc[/bold]"]]), {"TERM": "xterm", "NO_COLOR": "1"}
    )
    assert "[bold]vpc[/bold]" in shown
    assert "┃" in shown


def test_a_bar_moves_on_a_terminal_and_not_in_a_pipe_or_in_ci() -> None:
    def draw(console: Console) -> None:
        with console.progress("Checking [b]", 2) as advance:
            advance()
            advance()

    assert "Checking [b]" in on_a_terminal(draw, {"TERM": "xterm"})
    assert on_a_terminal(draw, {"TERM": "xterm", "CI": "true"}) == ""
    stderr = io.StringIO()
    draw(Console(io.StringIO(), stderr, environ={}))
    assert stderr.getvalue() == ""


def test_a_json_report_is_one_object_with_stable_keys() -> None:
    placed = Diagnostic("a/b", "Sum\x1bmary", "Detail.", Span("a.yaml", 1, 2, 3, 4), Severity.WARNING)
    report = reported(Format.JSON, placed, problem(None), written=["a.tf"], count=1)
    assert list(report) == ["diagnostics", "written", "count"]
    assert report["written"] == ["a.tf"]
    assert report["diagnostics"] == [
        {
            "severity": "error",
            "code": "area/what-is-wrong",
            "summary": "It is wrong",
            "detail": "",
            "span": None,
        },
        {
            "severity": "warning",
            "code": "a/b",
            "summary": "Sum\x1bmary",
            "detail": "Detail.",
            "span": {"file": "a.yaml", "line": 1, "column": 2, "end_line": 3, "end_column": 4},
        },
    ]
    assert reported(Format.JSON) == {"diagnostics": []}


def test_a_json_report_keeps_its_own_key_for_itself() -> None:
    with pytest.raises(ValueError, match="taken"):
        Console(io.StringIO(), io.StringIO(), Format.JSON, environ={}).report([], {"diagnostics": 1})


def test_a_text_report_draws_its_diagnostics() -> None:
    stdout, stderr = io.StringIO(), io.StringIO()
    Console(stdout, stderr, environ={}).report([problem(None)], {"written": []})
    assert stdout.getvalue() == ""
    assert stderr.getvalue() == drawn(problem(None))


def test_a_sarif_log_has_what_the_standard_and_code_scanning_require(project: Path) -> None:
    absolute = Span(f"{project.as_posix()}/a b.yaml", 1, 1, 1, 1)
    relative = Span("environments/über/de v.yaml", 2, 3, 2, 9)
    warning = Diagnostic("area/other", "Careful", "Twice.", relative, Severity.WARNING)
    log = reported(
        Format.SARIF, problem(relative, "Why."), warning, problem(absolute), problem(None), result="left out"
    )
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "hclpress"
    assert [rule["id"] for rule in driver["rules"]] == ["area/other", "area/what-is-wrong"]
    for rule in driver["rules"]:
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        assert result["ruleId"] == driver["rules"][result["ruleIndex"]]["id"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
    nowhere, elsewhere, careful, wrong = run["results"]
    assert "locations" not in nowhere
    assert elsewhere["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/a%20b.yaml")
    assert careful["message"]["text"] == "Careful. Twice."
    (location,) = wrong["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "environments/%C3%BCber/de%20v.yaml"},
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9},
    }


def test_what_the_reader_finds_is_drawn_at_its_place() -> None:
    text = "name: 0777\n日本: {b: 1, b: 2}\n"
    with pytest.raises(Diagnosed) as caught:
        read(text, source(text))
    picture = drawn(*caught.value.diagnostics)
    assert "1 | name: 0777\n  |       ^^^^\n" in picture
    assert "2 | 日本: {b: 1, b: 2}\n  |              ^\n" in picture


def test_importing_the_console_does_not_import_rich() -> None:
    code = "import sys, hclpress.ui.console; print([name for name in sys.modules if name.startswith('rich')])"
    root = Path(sys.modules["hclpress"].__path__[0]).parent
    finished = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert finished.stdout == "[]\n"
