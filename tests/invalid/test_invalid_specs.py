"""Every invalid spec is refused with just the errors its own comments announce, each at its line.

A line that is wrong ends with `# error: <code>: <words of the message>`; several errors on one line are separated by
` | `. Files named `_….yaml` and `base….yaml` are there to be extended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.glob("*/*.yaml") if not re.match(r"_|base", path.name))
ANNOUNCED = re.compile(r"#.*?\berror: (.*)$")


def announced(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, code, words) of each error a file announces."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        match = ANNOUNCED.search(line)
        if match:
            for one in match[1].split(" | "):
                code, _, words = one.partition(": ")
                yield number, code.strip(), words.strip()


def test_there_are_invalid_specs() -> None:
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_invalid_spec_gets_the_errors_it_announces(
    path: Path, catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    expected = sorted(announced(path))
    assert expected, f"{path} announces no error"
    with pytest.raises(Diagnosed) as caught:
        generate(EnvironmentFile("invalid", path.stem, path), catalog, checks)
    found = caught.value.diagnostics
    shown = path.relative_to(PROJECT).as_posix()
    assert all(one.span is not None and one.span.file == shown for one in found), str(caught.value)
    places = sorted((one.span.line, one.code) for one in found if one.span)
    assert places == [(line, code) for line, code, _ in expected], str(caught.value)
    for line, code, words in expected:
        texts = [
            f"{one.summary} {one.detail}" for one in found if one.span and (one.span.line, one.code) == (line, code)
        ]
        assert any(words in text for text in texts), f"{path}:{line}: {words!r} is in none of {texts}"
