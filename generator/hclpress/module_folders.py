"""Folders of modules and of the templates that all environments share."""

from __future__ import annotations

import importlib
from pathlib import Path

import hclpress

PACKAGE = "hclpress.modules"
"""The package of all modules, the shipped ones and a user's own."""
SHIPPED = (Path(hclpress.__file__).parent / "modules").resolve()
TEMPLATE_ENDING = ".tf.j2"
ON_EXISTING = "on_existing"
"""The subfolder of a module with templates for what is made on an instance that exists already."""
SHARED_BY_ALL = tuple(SHIPPED / name for name in ("_root", "_shared", "_proof"))
"""The templates that every environment is made of, whatever modules it uses."""


def folders_of_modules() -> tuple[Path, ...]:
    """The folders whose subfolders are modules: the shipped one, and those that a catalogue has opened."""
    return tuple(Path(folder).resolve() for folder in importlib.import_module(PACKAGE).__path__)
