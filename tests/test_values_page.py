"""docs/values.md: its specs, joined by file, render to the HCL that it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from examples import PROJECT
from typer.testing import CliRunner

from hclpress.cli import app

PAGE = (PROJECT / "docs/values.md").read_text("utf-8")
BLOCKS = re.findall(r"```(yaml|hcl) (\S+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the specs of the page; the parts of one file extend each other."""
    monkeypatch.chdir(tmp_path)
    parts: dict[str, list[str]] = defaultdict(list)
    for kind, name, text in BLOCKS:
        if kind == "yaml":
            parts[name].append(text)
    for name, texts in parts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts[1:], start=1):
            (path.parent / f"_{number}.yaml").write_text(text)
        names = ", ".join(["base.yaml", *(f"_{number}.yaml" for number in range(1, len(texts)))])
        path.write_text(texts[0].replace("extends: base.yaml", f"extends: [{names}]"))
    source = tmp_path / "functions/import"
    source.mkdir(parents=True)
    (source / "index.py").write_text("def handler(event, context):\n    return event\n")
    result = CliRunner().invoke(app, ["render", "--no-cache"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return tmp_path


def test_the_specs_render_to_the_hcl_of_the_page(rendered: Path) -> None:
    shown = [(name, text) for kind, name, text in BLOCKS if kind == "hcl"]
    assert len(shown) == 4
    for name, text in shown:
        assert text in (rendered / name).read_text("utf-8"), name
