"""An environment with some of its top settings changed: pressed elsewhere, its own files untouched."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from hclpress.pipeline import generate, written
from hclpress.project import Project
from hclpress.spec.environment_file import ENDING, EnvironmentFile
from hclpress.ui.console import Json

IDENTITY = ("project", "environment", "suffix", "region", "account_id", "naming")
"""What decides how the resources of an environment are called and where they are."""


class _Variant(EnvironmentFile, frozen=True):
    """A spec that lies elsewhere than the project it belongs to."""

    project: Path

    @property
    def root(self) -> Path:
        """The root of the project it is a variant of a spec of."""
        return self.project


def generate_variant(project: Project, where: EnvironmentFile, settings: Mapping[str, Json], scratch: Path) -> Path:
    """Press an environment with other settings at the top.

    Args:
        project: what it belongs to.
        where: its spec.
        settings: the settings to change; None takes one away, which must be there then.
        scratch: a folder for the variant's spec and what is rendered of it.

    Returns:
        The folder it was rendered to.

    Raises:
        Diagnosed: when it is not sound that way.
    """
    spec = scratch / "environments" / where.system / f"{where.label}{ENDING}"
    spec.parent.mkdir(parents=True, exist_ok=True)
    base = os.path.relpath(where.path.resolve(), spec.parent.resolve())
    lines = [f"extends: {json.dumps(base)}"]
    lines += [f"{key}: {'!unset' if value is None else json.dumps(value)}" for key, value in settings.items()]
    spec.write_text("\n".join([*lines, ""]), encoding="utf-8")
    variant = _Variant(where.system, where.label, spec.resolve(), where.root)
    generated = generate(variant, project.catalog, project.checks)
    written([generated], scratch / "out")
    return scratch / "out" / generated.parsed.stack.spec.address
