"""Small output folders for tests of writing: what shall stand there, and what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.history.history import EMPTY, History
from hclpress.history.manifest import MANIFEST
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.write_report import WriteReport
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.stages.write import write

ADDRESS = "web/dev"
OLD = {"main.tf": "# old\n", "modules/a/main.tf": "# a\n", "modules/b/main.tf": "# b\n"}
NEW = {"main.tf": "# new\n", "modules/a/main.tf": "# a\n", "modules/c/main.tf": "# c\n"}


def output(
    texts: Mapping[str, str], address: str = ADDRESS, history: History = EMPTY, previous: History | None = None
) -> EnvironmentOutput:
    """An environment that consists of these files."""
    files = (GeneratedFile.of_text(PurePosixPath(path), text) for path, text in texts.items())
    return EnvironmentOutput.of(address, files, history, previous)


def written(texts: Mapping[str, str], out: Path, *, pretend: bool = False) -> WriteReport:
    """Write these files as the environment `web/dev`."""
    (report,) = write([output(texts)], out, pretend=pretend)
    return report


def codes(texts: Mapping[str, str], out: Path) -> list[str]:
    """What keeps these files from being written."""
    with pytest.raises(Diagnosed) as caught:
        written(texts, out)
    return [found.code for found in caught.value.diagnostics]


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder but the manifest, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
