"""What the benchmarks measure against renders the very files that hclpress renders, but for their layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.contexts import write_contexts
from benchmarks.fleet import PROJECT, make_fleet
from benchmarks.floor import generate_all

from hclpress.catalog import find_modules
from hclpress.hcl.layout import layout
from hclpress.pipeline import packed
from hclpress.spec.environment_file import find_environments
from hclpress.stages.render import render

SHIPPED = len(find_environments(PROJECT / "environments"))


def test_jinja_alone_makes_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fleet(tmp_path / "project", SHIPPED)
    monkeypatch.chdir(tmp_path / "project")
    contexts, out = tmp_path / "contexts", tmp_path / "out"
    contexts.mkdir()
    write_contexts(tmp_path / "project", contexts)
    assert len(list(contexts.iterdir())) == SHIPPED
    generate_all(sorted(contexts.iterdir()), out)
    catalog = find_modules()
    for where in find_environments(Path("environments")):
        folder = out / f"{where.system}-{where.label}"
        ours = {str(file.path): file.text for file in render(packed(where, catalog), catalog) if file.is_terraform}
        floors = {str(path.relative_to(folder)): layout(path.read_text()) for path in folder.rglob("*.tf")}
        assert floors == ours
