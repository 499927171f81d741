"""Environments whose instances others use: found by address, validated once in a run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, errors
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.spec_file import SpecFile
from hclpress.source import document
from hclpress.source.nearest import nearest
from hclpress.spec.environment_file import BASES, ENDING, EnvironmentFile, find_environments
from hclpress.stages.fill import fill
from hclpress.stages.inherit import inherit
from hclpress.stages.load import load
from hclpress.stages.validate import validate
from hclpress.validation.plain_sources import plain_files
from hclpress.validation.shared_instances import FindProducer, Producer, addresses_used


class Producers:
    """The environments of one project that others use; each is read once."""

    def __init__(self, catalog: Catalog, today: date | None = None) -> None:
        """Begin with none.

        Args:
            catalog: the module types.
            today: the day on which the specs are judged; by default, today.
        """
        self._catalog, self._today = catalog, today
        self._known: dict[Path, Producer] = {}

    def of(self, where: EnvironmentFile, below: tuple[str, ...] = ()) -> FindProducer:
        """Return the function by which an environment finds others of its project.

        Args:
            where: the environment.
            below: the environments that led to it.
        """
        asking = (*below, where.address)

        def find(address: str, place: Span) -> Producer:
            if address in asking:
                circle = " → ".join((*asking[asking.index(address) :], address))
                detail = f"{circle} (→ uses). Remove one of these `shared_by`."
                summary = "Environments need each other in a circle"
                raise Diagnosed([Diagnostic("spec/environment-cycle", summary, detail, place)])
            producer = at_address(address, where)
            if producer.path not in self._known:
                if not producer.path.is_file() or BASES.fullmatch(producer.label):
                    raise Diagnosed([_no_such(address, where, place)])
                self._known[producer.path] = self._read(producer, asking, place)
            return self._known[producer.path]

        return find

    def validated(
        self, where: EnvironmentFile, chain: tuple[SpecFile, ...], below: tuple[str, ...] = ()
    ) -> EnvironmentSpec:
        """Return the typed spec of an environment, which may use these.

        Args:
            where: the environment.
            chain: its spec and the files that it extends.
            below: the environments that led to it.

        Raises:
            Diagnosed: when the spec has a problem.
        """
        return self.validated_tree(where, fill(inherit(chain), where.label), below)

    def validated_tree(
        self, where: EnvironmentFile, tree: document.Mapping, below: tuple[str, ...] = ()
    ) -> EnvironmentSpec:
        """Return the typed spec of an environment from its document, merged and filled in; otherwise as `validated`."""
        find = self.of(where, below)
        return validate(tree, where.system, where.label, self._catalog, where.specs, find, where.root, self._today)

    def _read(self, producer: EnvironmentFile, asking: tuple[str, ...], place: Span) -> Producer:
        try:
            chain = load(producer.path, producer.extends)
            spec = self.validated(producer, chain, asking)
        except Diagnosed as found:
            if any(one.code == "spec/environment-cycle" for one in found.diagnostics):
                raise
            first = errors(found.diagnostics)[0]
            detail = f"{first.span}: {first.summary}. `hclpress check {producer.address}` tells all of them."
            summary = f"{producer.address} has problems of its own"
            raise Diagnosed([Diagnostic("spec/broken-producer", summary, detail, place)]) from found
        files = (*(file.path for file in chain), *plain_files(spec, producer.root), *files_elsewhere(spec))
        return spec, tuple(dict.fromkeys(files))


def files_elsewhere(spec: EnvironmentSpec) -> tuple[Path, ...]:
    """Return the files that the environments are made of whose instances an environment uses."""
    return tuple(dict.fromkeys(path for one in spec.shared.values() for path in one.files))


class SpecReading(Struct, frozen=True):
    """A merged spec, as far as it matters to the order of environments.

    Attributes:
        files: the spec itself and the files that it extends.
        uses: the addresses of the environments whose instances it names.
    """

    files: tuple[Path, ...]
    uses: tuple[str, ...]


ReadSpec: TypeAlias = Callable[[EnvironmentFile], SpecReading]
"""A function like `read_spec`, such as one that remembers what it has read."""


def read_spec(where: EnvironmentFile) -> SpecReading:
    """Read the spec of an environment.

    Raises:
        Diagnosed: when it cannot be merged.
    """
    chain = load(where.path, where.extends)
    return SpecReading(tuple(file.path for file in chain), tuple(dict.fromkeys(addresses_used(inherit(chain)))))


def at_address(address: str, beside: EnvironmentFile) -> EnvironmentFile:
    """Return the file of an environment by its address, whether there is one or not.

    Args:
        address: `<system>/<label>`.
        beside: another environment of the same project.
    """
    system, _, label = address.partition("/")
    return EnvironmentFile(system, label, beside.folder_of_specs / system / f"{label}{ENDING}", beside.extends)


def _no_such(address: str, where: EnvironmentFile, place: Span) -> Diagnostic:
    known = [one.address for one in find_environments(where.folder_of_specs, where.extends)]
    guess = nearest(address, known)
    meant = f"Did you mean `{guess}`? " if guess else ""
    detail = f"{meant}Environments: {', '.join(known)}."
    return Diagnostic("spec/no-such-producer", f"There is no environment {address}", detail, place)
