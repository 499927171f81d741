"""Every reference is declared.

A referenced variable, local, data source, resource or module output must be declared in the same module, and the root
module must pass exactly the variables that a module declares. Terraform would report it too, but only after `init`, and
at a place in a generated file. A finding is an error of a template, not of a spec.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hclpress.checks._blocks import beneath
from hclpress.hcl.references import Reference, ReferenceKind
from hclpress.hcl.structure import Block
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

_META_ARGUMENTS = frozenset({"source", "providers", "for_each", "count", "depends_on", "version"})
_FREE = frozenset(
    {ReferenceKind.EACH, ReferenceKind.COUNT, ReferenceKind.SELF, ReferenceKind.PATH, ReferenceKind.TERRAFORM}
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each undeclared reference and each variable that is not passed or not declared."""
    outputs = {
        instance: {placed.block.labels[0] for placed in blocks if placed.block.type == "output"}
        for instance, blocks in parsed.modules.items()
    }
    plain = parsed.stack.plain
    calls = {one.label: one.name for one in parsed.stack.instances}
    called: dict[str, str] = {}
    for placed in parsed.modules[None]:
        if placed.block.type == "module":
            instance = calls[placed.block.labels[0]]
            called[placed.block.labels[0]] = instance
            if instance not in plain:
                yield from _call(placed, parsed.modules[instance])
    outputs |= {
        one.name: {output.name for output in one.outputs} for one in parsed.stack.instances if one.name in plain
    }
    for owner, blocks in parsed.modules.items():
        if owner in plain:
            # Only Terraform itself knows all that a folder of somebody else may refer to.
            continue
        declared = {address for placed in blocks for address in _declares(placed.block)}
        # These are about an address that exists no longer.
        live = [placed for placed in blocks if placed.block.type not in {"moved", "removed"}]
        wanted = frozenset[Reference]().union(*(placed.block.references for placed in live))
        lost = {reference for reference in wanted if not _resolves(reference, declared, called, outputs)}
        for placed in live if lost else ():
            iterators = frozenset(_iterators(placed.block))
            for reference in sorted(placed.block.references & lost):
                if reference.name[0] in iterators:
                    continue
                yield Finding(
                    placed,
                    f"{reference} is declared nowhere",
                    "This is an error of the module's templates.",
                )


def _call(call: PlacedBlock, blocks: tuple[PlacedBlock, ...]) -> Iterator[Finding]:
    declared = {placed.block.labels[0] for placed in blocks if placed.block.type == "variable"}
    passed = set(call.block.attributes) - _META_ARGUMENTS
    for name in sorted(declared - passed):
        yield Finding(
            call,
            f"Variable {name} is not passed",
            "This is an error of the module's class: no input binds it.",
        )
    for name in sorted(passed - declared):
        yield Finding(call, f"Variable {name} does not exist", "This is an error of the module's templates.")


def _declares(block: Block) -> Iterable[str]:
    match block.type:
        case "resource" | "data" | "ephemeral":
            return (block.address,)
        case "variable":
            return (f"var.{block.labels[0]}",)
        case "locals":
            return (f"local.{name}" for name in block.attributes)
    return ()


def _iterators(block: Block) -> Iterator[str]:
    """Yield the names that the `dynamic` blocks in a block give to their items: their own, or that of `iterator`."""
    for inner in beneath(block):
        if inner.type == "dynamic":
            yield str(inner.attributes.get("iterator", inner.labels[0]))


def _resolves(
    reference: Reference, declared: set[str], called: dict[str, str], outputs: dict[str | None, set[str]]
) -> bool:
    if reference.kind is ReferenceKind.MODULE:
        instance = called.get(reference.name[0])
        return instance is not None and (not reference.attributes or reference.attributes[0] in outputs[instance])
    # `aws.us_east_1` has the form of a resource and is a provider.
    return reference.address in declared or reference.kind in _FREE or reference.name[0] == "aws"
