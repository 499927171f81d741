"""Every row of the table ends soon, in little memory, with an error at its place or with the right result."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from examples import PROJECT
from msgspec import Struct
from row import NOTHING, SPEC, Row
from table import ROWS

from hclpress.hcl.parsers import accept, read

SECONDS = 2.0
MEGABYTES = 500.0


class Ended(Struct, frozen=True):
    """How a run ended: exit code (negative: a signal), CPU seconds, the most memory held, what it said."""

    code: int
    seconds: float
    megabytes: float
    stdout: str
    stderr: str


Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """`run(folder, *arguments)` is the real command in a child of its own, forked from a process that is warm."""
    command = [sys.executable, str(Path(__file__).with_name("runner.py"))]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdin is not None
        assert runner.stdout is not None

        def run(folder: Path, *arguments: str) -> Ended:
            assert runner.stdin is not None
            assert runner.stdout is not None
            runner.stdin.write(json.dumps({"folder": str(folder), "arguments": arguments}) + "\n")
            runner.stdin.flush()
            return Ended(**json.loads(runner.stdout.readline()))

        yield run
        runner.stdin.close()


def test_there_are_enough_hostile_specs() -> None:
    assert len(ROWS) >= 150
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_hostile_spec_gets_an_error_at_its_place_or_the_right_result(row: Row, run: Run, tmp_path: Path) -> None:
    row.write(tmp_path)
    ended = run(tmp_path, "render", "--format", "json")
    sound(ended)
    report = json.loads(ended.stdout)
    found = [_shown(one) for one in report["diagnostics"]]
    if row.errors:
        assert ended.code == 1, found
        assert_just(found, row.errors)
        assert not (tmp_path / "out").exists()
        for_people = run(tmp_path, "check")
        sound(for_people)
        assert for_people.code == 1
        assert all(character.isprintable() for line in for_people.stderr.splitlines() for character in line)
        return
    assert ended.code == 0, found
    rendered = tmp_path / "out/shop/dev"
    if row.gives is not NOTHING:
        (path,) = rendered.glob("modules/*/main.tf")
        source = path.read_text("utf-8")
        accept(source, "main.tf")
        (resource,) = read(source, "main.tf").blocks
        assert resource.attributes["probe"] == row.gives
    if row.holds is not None:
        assert row.holds[1] in (rendered / row.holds[0]).read_text("utf-8")


def sound(ended: Ended) -> None:
    """It ended by itself, within its limits, and without a traceback."""
    assert "Traceback" not in ended.stderr, ended.stderr[-2000:]
    assert ended.code in {0, 1}, ended.stderr[-2000:]
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


def assert_just(found: list[str], expected: tuple[str, ...]) -> None:
    """Each error that is expected is there, and no other; `+` allows for more of the same code."""
    many = {_code(one) for one in expected if one.endswith("+")}
    places = [one.removesuffix("+") for one in expected]
    assert set(places) <= set(found), found[:5]
    assert [one for one in found if one not in places and _code(one) not in many] == [], found[:5]


def _code(shown: str) -> str:
    return shown.rpartition("@")[0].rpartition(":")[2]


def _shown(diagnostic: dict[str, object]) -> str:
    span = diagnostic["span"]
    assert isinstance(span, dict), f"no place: {diagnostic}"
    file = "" if span["file"] == SPEC else f"{Path(span['file']).name}:"
    return f"{file}{diagnostic['code']}@{span['line']}:{span['column']}"
