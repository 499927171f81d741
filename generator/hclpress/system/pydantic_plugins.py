"""Disables plugins of pydantic: an installed plugin must not change the meaning of a spec.

Import it before anything is validated. `PYDANTIC_DISABLE_PLUGINS` also disables plugins, but pydantic then still
imports the loader and all code that reads package metadata, a mail parser among it: 3 % of the time of an uncached
environment. So a stand-in takes the loader's place and finds no plugins.
"""

import os
import sys
from importlib import import_module
from types import ModuleType

LOADER = "pydantic.plugin._loader"


class _FindsNone(ModuleType):
    """The part of `pydantic.plugin._loader` that pydantic uses. Other attributes come from the real module."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(LOADER) is self:
            del sys.modules[LOADER]
        return getattr(import_module(LOADER), name)


os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
sys.modules.setdefault(LOADER, _FindsNone(LOADER))
