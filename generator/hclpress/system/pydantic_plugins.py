"""Keeps plugins out of pydantic: what somebody has installed must not change what a spec means.

To be imported before anything is validated. `PYDANTIC_DISABLE_PLUGINS` says as much to pydantic, which then still
imports what would look for them and all that reads the metadata of packages, a parser of mail among it: three in a
hundred of what a cold environment takes. So something stands in its place that finds none.
"""

import os
import sys
from importlib import import_module
from types import ModuleType

LOADER = "pydantic.plugin._loader"


class _FindsNone(ModuleType):
    """The part of `pydantic.plugin._loader` that pydantic asks for. Whoever wants anything else gets the real one."""

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
