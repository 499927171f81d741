"""Every reference leads somewhere.

A variable, local, data source, resource or module output that is referred to must be declared in the same module,
and what the root module passes to a module must be just the variables it declares. Terraform would say so too, but
only after `init`, and with a place in a file nobody wrote. A finding is a fault of a template, not of a spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.hcl.references import Kind, Reference, references
from generator.model.finding import Finding
from generator.model.parsed import ParsedStack, Placed

_META_ARGUMENTS = frozenset({"source", "providers", "for_each", "count", "depends_on", "version"})
_FREE = frozenset({Kind.EACH, Kind.COUNT, Kind.SELF, Kind.PATH, Kind.TERRAFORM})


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each reference that leads nowhere and each variable that is not passed or not declared."""
    outputs = {
        instance: {placed.block.labels[0] for placed in blocks if placed.block.type == "output"}
        for instance, blocks in parsed.modules.items()
    }
    calls = {f"./modules/{instance}": instance for instance in parsed.modules if instance}
    called: dict[str, str] = {}
    for placed in parsed.modules[None]:
        if placed.block.type == "module":
            instance = calls[str(placed.block.attributes["source"])]
            called[placed.block.labels[0]] = instance
            yield from _call(placed, parsed.modules[instance])
    for blocks in parsed.modules.values():
        declared = {address for placed in blocks for address in _declares(placed)}
        for placed in blocks:
            for _, expression in placed.block.expressions():
                for reference in references(expression):
                    if not _resolves(reference, declared, called, outputs):
                        yield Finding(
                            placed,
                            f"{reference} is declared nowhere",
                            "This is a fault of the module's templates.",
                        )


def _call(call: Placed, blocks: tuple[Placed, ...]) -> Iterator[Finding]:
    declared = {placed.block.labels[0] for placed in blocks if placed.block.type == "variable"}
    passed = set(call.block.attributes) - _META_ARGUMENTS
    for name in sorted(declared - passed):
        yield Finding(
            call,
            f"Variable {name} is not passed",
            "This is a fault of the module's contract: no input binds it.",
        )
    for name in sorted(passed - declared):
        yield Finding(call, f"Variable {name} does not exist", "This is a fault of the module's templates.")


def _declares(placed: Placed) -> Iterator[str]:
    block = placed.block
    if block.type in {"resource", "data", "ephemeral", "module"}:
        yield placed.address
    elif block.type == "variable":
        yield f"var.{block.labels[0]}"
    elif block.type == "locals":
        yield from (f"local.{name}" for name in block.attributes)


def _resolves(
    reference: Reference, declared: set[str], called: dict[str, str], outputs: dict[str | None, set[str]]
) -> bool:
    # `aws.us_east_1` has the form of a resource and is a provider.
    if reference.kind in _FREE or reference.name[0] == "aws":
        return True
    if reference.kind is Kind.MODULE:
        instance = called.get(reference.name[0])
        return instance is not None and (not reference.attributes or reference.attributes[0] in outputs[instance])
    return reference.address in declared
