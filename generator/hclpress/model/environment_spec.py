"""The typed spec of an environment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Span
from hclpress.module.module import Module
from hclpress.module.site import Site
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.document import SpecPath
from hclpress.spec.environment import MODULES, Environment
from hclpress.spec.placement import Placement


class SharedInstance(Struct, frozen=True):
    """An instance of another environment of the project.

    Attributes:
        producer: the spec of the environment that makes it.
        instance: its name there.
        files: the specs that the producer is made of.
    """

    producer: EnvironmentSpec
    instance: str
    files: tuple[Path, ...]


class EnvironmentSpec(Struct, frozen=True):
    """A whole spec, typed, complete and free of problems.

    Attributes:
        system: the folder below `environments/`.
        label: the file's name without its ending; `<system>/<label>` is the environment's address.
        file: the spec, relative to the project's root.
        environment: the settings at the top.
        placed: each instance's name in the spec, module type and region, by its own name, in the order of the file.
        sites: the site of each instance; `sites[name].neighbours[name]` are its settings.
        document: the merged YAML of the spec, for the places of later diagnostics.
        shared: the instances of other environments, by their names here.
        warnings: what may go wrong with it, as far as the spec alone tells.
        turning_points: the last days before a problem of it begins or ends.
    """

    system: str
    label: str
    file: PurePosixPath
    environment: Environment
    placements: Mapping[str, Placement]
    sites: Mapping[str, Site]
    document: document.Mapping
    shared: Mapping[str, SharedInstance] = {}
    warnings: tuple[Diagnostic, ...] = ()
    turning_points: tuple[date, ...] = ()

    @property
    def address(self) -> str:
        """`<system>/<label>`, as commands and folders name the environment."""
        return f"{self.system}/{self.label}"

    def settings(self, instance: str) -> Module:
        """The settings of one instance."""
        return self.sites[instance].neighbours[instance]

    def replica(self, instance: str, region: str) -> str:
        """Return the instance that a name means in `region`: the replica in this region, if there is one."""
        for name, one in self.placements.items():
            if one.declared_name == instance and self.sites[name].region == region:
                return name
        return instance

    @property
    def start(self) -> Span:
        """The place of the environment as a whole: the beginning of its file."""
        return self.document.span

    def place(self, instance: str, path: SpecPath = ()) -> Span:
        """Return the place of a setting in the YAML; for a mapping, and the instance as a whole, its key."""
        place = Cursor(self.document, (MODULES, self.placements[instance].declared_name, *path))
        return place.key_span if isinstance(place.node, document.Mapping) or not path else place.span
