"""Environments that use what another one shares: what is taken away must be used by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, errors
from hclpress.producers import Producers, read_spec
from hclpress.spec.environment_file import BASES, ENDING, EnvironmentFile, find_environments
from hclpress.spec.origin import InstanceOrigin
from hclpress.stages.load import load
from hclpress.stages.wire import wire

_KEY = InstanceOrigin.SHARED.value.encode()


def taken_from_consumers(where: EnvironmentFile, catalog: Catalog, place: Span) -> Iterator[Diagnostic]:
    """Yield a problem for each environment that what is shared now does not suffice for.

    Every environment that names this one is wired anew, so this is for a render that takes something away.

    Args:
        where: the environment that shares.
        catalog: the module types.
        place: the place to report.
    """
    producers = Producers(catalog)
    for consumer in consumers_of(where):
        try:
            wire(producers.validated(consumer, load(consumer.path, consumer.extends)))
        except Diagnosed as found:
            # Others follow from the first, or are told by a check of the consumer.
            first = errors(found.diagnostics)[0]
            said = f" ({first.span})" if first.span else ""
            yield Diagnostic(
                "spec/used-elsewhere",
                f"{consumer.address} uses what {where.address} would no longer share",
                f"{first.summary}{said}. Change and apply {consumer.address} first, then take it away here. If it "
                "only has another name now, write that there as `instance:`, and render both together.",
                place,
            )


def consumers_of(where: EnvironmentFile) -> Iterator[EnvironmentFile]:
    """Yield the environments of the project that use instances of another one, by their addresses.

    Specs are merged only where the text of one of their files names another environment at all.

    Args:
        where: the environment that shares.
    """
    specs = where.folder_of_specs
    naming = {path for path in specs.glob(f"*/*{ENDING}") if _KEY in _bytes(path)}
    if not naming:
        return
    is_inherited = any(BASES.fullmatch(path.stem) for path in naming)
    is_inherited |= any(_KEY in _bytes(path) for path in where.extends)
    for other in find_environments(specs, where.extends):
        if other.path != where.path and (is_inherited or other.path in naming) and _uses(other, where.address):
            yield other


def _uses(other: EnvironmentFile, address: str) -> bool:
    try:
        return address in read_spec(other).uses
    except Diagnosed:
        # A spec that cannot be read is reported where it is rendered.
        return False


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
