"""Generates a variant of an environment, with some top settings changed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from hclpress.pipeline import Generated, generate, written
from hclpress.project.project import Project
from hclpress.spec.environment import EXTENDS
from hclpress.spec.environment_file import ENDING, EnvironmentFile
from hclpress.stages.load import load
from hclpress.ui.json_report import Json

IDENTITY = ("project", "environment", "suffix", "region", "account_id", "naming")
"""The settings that decide the names and places of an environment's resources."""


class _Variant(EnvironmentFile, frozen=True):
    """A spec outside of the folder of its project."""

    project: Path = Path()
    others: Path = Path()

    @property
    def folder_of_specs(self) -> Path:
        """The folder of the original spec's neighbours."""
        return self.others

    @property
    def root(self) -> Path:
        """The root of the project of the original spec."""
        return self.project


def generate_variant(
    project: Project, where: EnvironmentFile, settings: Mapping[str, Json], scratch: Path
) -> Generated:
    """Generate an environment with other settings at the top.

    Args:
        project: the project of the environment.
        where: its spec.
        settings: the settings to change; None removes one, which must be set then.
        scratch: a folder for the variant's spec.

    Raises:
        Diagnosed: when the variant has problems.
    """
    spec = scratch / "environments" / where.system / f"{where.label}{ENDING}"
    spec.parent.mkdir(parents=True, exist_ok=True)
    base = os.path.relpath(where.path.resolve(), spec.parent.resolve())
    names_none = EXTENDS not in load(where.path)[-1].tree.entries
    defaults = [os.path.relpath(one, spec.parent.resolve()) for one in where.extends if names_none]
    lines = [f"extends: {json.dumps([*defaults, base])}"]
    lines += [f"{key}: {'!unset' if value is None else json.dumps(value)}" for key, value in settings.items()]
    spec.write_text("\n".join([*lines, ""]), encoding="utf-8")
    variant = _Variant(where.system, where.label, spec.resolve(), project=where.root, others=where.folder_of_specs)
    return generate(variant, project.catalog, project.checks)


def write_variant(project: Project, where: EnvironmentFile, settings: Mapping[str, Json], scratch: Path) -> Path:
    """Generate a variant, as `generate_variant` does, and write it below the scratch folder.

    Returns:
        The folder of the output.
    """
    generated = generate_variant(project, where, settings, scratch)
    written([generated], scratch / "out")
    return scratch / "out" / generated.parsed.stack.spec.address
