"""The project that every command works on: its specs, modules and checks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.spec.environment_file import EnvironmentFile, find_environments, select
from hclpress.spec.shard import Shard

if TYPE_CHECKING:
    from hclpress.catalog import Catalog, Check


class Project(Struct, frozen=True, dict=True):
    """A project folder, whose parts are read on first use.

    Attributes:
        specs: the folder of the specs.
        own_modules: folders with the user's own modules.
        shard: the share of the environments to work on; None for all.
    """

    specs: Path
    own_modules: tuple[Path, ...] = ()
    shard: Shard | None = None

    @cached_property
    def catalog(self) -> Catalog:
        """The module types, shipped and own."""
        # A command that reuses results needs no pydantic.
        from hclpress.catalog import find_modules

        return find_modules(self.own_modules)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks."""
        from hclpress.catalog import find_checks

        return find_checks()

    def environments(self, wanted: Iterable[str]) -> tuple[EnvironmentFile, ...]:
        """Return the requested environments, or all if none is requested; of these, the share to work on.

        Raises:
            Diagnosed: when there is none of that name.
        """
        selected = select(find_environments(self.specs), wanted)
        return self.shard.of(selected) if self.shard else selected

    def environment(self, wanted: str) -> EnvironmentFile:
        """Return the one requested environment.

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
