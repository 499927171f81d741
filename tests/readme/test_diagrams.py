"""The diagram of every README, drawn in a real browser: whoever opens the folder on GitHub sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawing import draw
from examples import PROJECT

READMES = sorted((PROJECT / "out").glob("*/*/README.md"))
_NODE = re.compile(r'^  \w+\["(.*)"\]$', re.MULTILINE)
_SOLID = re.compile(r'^  \w+ -->\|"(.*)"\| \w+$', re.MULTILINE)
_DOTTED = re.compile(r"^  \w+ -\.-> \w+$", re.MULTILINE)


def diagram_of(readme: Path) -> str:
    (found,) = re.findall(r"^```mermaid\n(.*?)^```$", readme.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


@pytest.mark.browser
def test_the_diagram_of_every_readme_is_drawn(chromium: str, mermaid: Path, tmp_path: Path) -> None:
    assert READMES
    texts = [diagram_of(one) for one in READMES]
    for readme, text, drawn in zip(READMES, texts, draw(texts, chromium, mermaid, tmp_path), strict=True):
        assert not drawn.error, f"{readme}: {drawn.error}"
        assert drawn.nodes == _NODE.findall(text), readme
        assert drawn.labels == _SOLID.findall(text), readme
        assert (drawn.arrows - drawn.dotted, drawn.dotted) == (len(drawn.labels), len(_DOTTED.findall(text))), readme
        assert text.count("\n") == 1 + len(drawn.nodes) + drawn.arrows, "every line is drawn"


@pytest.mark.browser
def test_a_diagram_that_mermaid_cannot_read_is_noticed(chromium: str, mermaid: Path, tmp_path: Path) -> None:
    good, bad = draw(['flowchart LR\n  a["a"]\n', 'flowchart LR\n  end["a"]\n'], chromium, mermaid, tmp_path)
    assert (good.nodes, good.error) == (["a"], "")
    assert bad.error
