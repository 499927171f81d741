"""The other instances of an environment, some of which may be invalid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hclpress.contract_calls.method_calls import Broken
from hclpress.module.module import Module


class Neighbours(dict[str, Module]):
    """The settings of instances by name. Invalid ones are known, but raise `Broken`."""

    def __init__(self, settings: Mapping[str, Module], broken: Collection[str]) -> None:
        """Take the valid settings, and the names of the instances with invalid ones."""
        super().__init__(settings)
        self._broken = frozenset(broken)

    def __contains__(self, name: object) -> bool:
        return name in self._broken or super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  (as dict has it)
        """Return the settings of an instance. `dict.get` would take an invalid one for an unknown one."""
        if name in self._broken:
            raise Broken(name)
        return super().get(name, default)

    def __missing__(self, name: str) -> Module:
        """Distinguish invalid instances from unknown ones."""
        if name in self._broken:
            raise Broken(name)
        raise KeyError(name)
