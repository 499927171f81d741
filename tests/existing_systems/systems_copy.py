"""The shipped systems over things that exist already: copies of their environments, each with one more spec."""

from __future__ import annotations

import shutil
from pathlib import Path

from examples import PROJECT

HERE = Path(__file__).parent
SYSTEMS = sorted(file.stem for file in HERE.glob("*.yaml"))
LABEL = "existing"


def copy_systems(folder: Path) -> Path:
    """Copy the project's environments and functions, and put the spec with existing things beside those of a system.

    Args:
        folder: an empty folder.

    Returns:
        The folder.
    """
    for name in ("environments", "functions"):
        shutil.copytree(PROJECT / name, folder / name)
    for system in SYSTEMS:
        shutil.copy(HERE / f"{system}.yaml", folder / "environments" / system / f"{LABEL}.yaml")
    return folder
