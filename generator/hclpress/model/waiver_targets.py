"""The instances and resources that an environment's waivers apply to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hclpress.contract_calls.method_calls import every
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock
from hclpress.model.stack import Instance, Stack
from hclpress.module.waivers import ScannerWaiver, fitting
from hclpress.spec.scanner import Scanner
from hclpress.spec.waiver import Waiver


def scanner_waivers(instance: Instance, stack: Stack) -> tuple[ScannerWaiver, ...]:
    """Return the checks that scanners skip for an instance: its module's own first, then those of the spec."""
    own = every(ScannerWaiver, instance.settings.scanner_waivers, instance.site)
    of_spec = tuple(
        ScannerWaiver(one.of_scanner, one.resource, one.reason)
        for one in stack.environment.waivers
        if one.of_scanner and one.resource and concerns(one, instance.name, stack)
    )
    return (*own, *of_spec)


def skips_of(addresses: Iterable[str], waivers: Iterable[ScannerWaiver], scanner: Scanner) -> dict[str, dict[str, str]]:
    """Return the checks that a scanner skips in some resources, by address: sorted, each with its reason.

    If the module and the spec have a reason for the same check, the module's wins, because it is more specific.
    """
    about: dict[str, list[tuple[int, ScannerWaiver]]] = {}
    for number, waiver in enumerate(waivers):
        if waiver.scanner == scanner:
            about.setdefault(waiver.resource, []).append((number, waiver))
    found = {}
    for address in addresses:
        ordered = sorted((pair for name in fitting(address) for pair in about.get(name, ())), reverse=True)
        found[address] = dict(sorted({one.check: one.reason for _, one in ordered}.items()))
    return found


def concerns(waiver: Waiver, instance: str | None, stack: Stack) -> bool:
    """Return whether a waiver applies to an instance; a name includes its replicas in other regions."""
    if waiver.instance is None:
        return True
    return instance is not None and waiver.instance in (instance, stack.spec.placements[instance].declared_name)


def fits(waiver: Waiver, placed: PlacedBlock | None, parsed: ParsedStack) -> bool:
    """Return whether a waiver applies to a block; it applies to a whole environment if it names neither part."""
    if not concerns(waiver, placed.instance if placed else None, parsed.stack):
        return False
    if waiver.resource is None:
        return True
    return placed is not None and waiver.resource in (placed.address, placed.address.rpartition(".")[0])


def waived(waiver: Waiver, parsed: ParsedStack) -> Iterator[PlacedBlock]:
    """Yield the resources and data sources in modules that a waiver's `resource` means, in order of file and line."""
    named = waiver.resource or ""
    kind = named.removeprefix("data.").partition(".")[0]
    of_kind = parsed.data(kind) if named.startswith("data.") else parsed.resources(kind)
    return (placed for placed in of_kind if placed.instance and fits(waiver, placed, parsed))
