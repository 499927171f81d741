"""What every command works on: where the specs lie, and the modules and checks there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.catalog import Catalog, Check, find_checks, find_modules
from generator.diagnostics import Diagnosed, Diagnostic
from generator.model.address import EnvironmentFile, find_environments, select


@dataclass(frozen=True)
class Project:
    """A project folder, looked at when something of it is asked for.

    Attributes:
        specs: the folder of the specs.
        own_modules: folders with the user's own modules.
    """

    specs: Path
    own_modules: tuple[Path, ...] = ()

    @cached_property
    def catalog(self) -> Catalog:
        """The module types, shipped and own."""
        return find_modules(self.own_modules)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks."""
        return find_checks()

    def environments(self, wanted: Iterable[str]) -> tuple[EnvironmentFile, ...]:
        """The environments that are asked for; all when none is.

        Raises:
            Diagnosed: when there is none of that name.
        """
        return select(find_environments(self.specs), wanted)

    def environment(self, wanted: str) -> EnvironmentFile:
        """The one environment that is asked for.

        Raises:
            Diagnosed: when there is none of that name, or several.
        """
        found = self.environments([wanted])
        if len(found) > 1:
            choice = ", ".join(one.address for one in found)
            raise Diagnosed(
                [Diagnostic("spec/which-environment", f"{wanted} has several environments", f"Name one of {choice}.")]
            )
        return found[0]
