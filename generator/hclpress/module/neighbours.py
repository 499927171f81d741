"""The instances around one, some of which may be broken."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hclpress.contracts.calls import Broken
from hclpress.module.module import Module


class Neighbours(dict[str, Module]):
    """The settings of instances by name. Those that could not be read are there, and cannot be had."""

    def __init__(self, settings: Mapping[str, Module], broken: Collection[str]) -> None:
        """Take the settings that could be read, and the names of the instances whose could not."""
        super().__init__(settings)
        self._broken = frozenset(broken)

    def __contains__(self, name: object) -> bool:
        return name in self._broken or super().__contains__(name)

    def __missing__(self, name: str) -> Module:
        """Tell apart what is broken from what does not exist."""
        if name in self._broken:
            raise Broken(name)
        raise KeyError(name)
