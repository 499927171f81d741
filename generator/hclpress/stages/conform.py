"""conform: the rendered blocks, held against the schema of the provider → what does not fit."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.aws.provider_schema import schemas_for
from hclpress.contract_calls.faults import whose
from hclpress.diagnostics import Diagnostic, Span, in_reading_order, shown
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.model.stack import Instance
from hclpress.provider.document_faults import VersionedFault, document_faults
from hclpress.provider.fault_messages import diagnostic_of
from hclpress.provider.schema_fault import FaultKind, FaultPath, SchemaFault
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import MODULES
from hclpress.templates.source_map import template_line_within


def conform(parsed: ParsedStack) -> tuple[Diagnostic, ...]:
    """Hold every block against the schema of each version of hashicorp/aws that the spec allows.

    Returns:
        All errors, and warnings such as deprecated arguments: those of `extra` at the line of the spec, others at the
            line of the template that renders the block.
    """
    constraint = parsed.stack.environment.providers.aws
    if not schemas_for(constraint):
        return ()
    found: list[Diagnostic] = []
    instances: Mapping[str, Instance] | None = None
    for file in parsed.files:
        for fault in document_faults(file.source.text, file.document, constraint):
            if instances is None:
                instances = {one.name: one for one in parsed.stack.instances}
            found.append(_diagnostic(fault, file, parsed, instances))
    return in_reading_order(found)


def _diagnostic(
    found: VersionedFault, file: ParsedFile, parsed: ParsedStack, instances: Mapping[str, Instance]
) -> Diagnostic:
    place = _place_in_spec(found.fault, file, parsed, instances)
    if place is not None:
        return diagnostic_of(found.fault, found.versions, found.others, place, is_extra=True)
    place = _place_in_template(found.fault, file)
    closing = whose(place) if file.source.template else ""
    return diagnostic_of(found.fault, found.versions, found.others, place, is_extra=False, closing=closing)


def _place_in_spec(
    fault: SchemaFault, file: ParsedFile, parsed: ParsedStack, instances: Mapping[str, Instance]
) -> Span | None:
    """Return the place of what `extra` or `override` has written; None if the template has written it."""
    instance = instances.get(file.source.instance or "")
    if instance is None or not fault.path:
        return None
    spec, name = parsed.stack.spec, str(fault.path[0])
    for word, resources in instance.settings.raw_arguments.items():
        arguments = resources.get(fault.address, {})
        if name not in arguments:
            continue
        given = arguments[name]
        present = _blocks_of(name, fault.address, file) if word == "extra" else 0
        path = _path_in_spec(fault.path, present - (len(given) if isinstance(given, list) else 1))
        if path is None:
            continue
        above = (MODULES, spec.placements[instance.name].declared_name, word, fault.address)
        cursor = Cursor(spec.document, above)
        for step in path:
            # One block may be written as a mapping, or as a list of one.
            if not (isinstance(step, int) and isinstance(cursor.node, document.Mapping)):
                cursor = cursor.child(step)
        return cursor.span if fault.kind in {FaultKind.WRONG_TYPE, FaultKind.UNKNOWN_VALUE} else cursor.key_span
    return None


def _blocks_of(name: str, address: str, file: ParsedFile) -> int:
    """Return the number of blocks of a name in a resource."""
    found = (one for one in file.document.blocks if one.type == "resource" and one.address == address)
    return sum(inner.type == name for one in found for inner in one.blocks)


def _path_in_spec(path: FaultPath, before: int) -> FaultPath | None:
    """Return a path with the position of its first block among those of the spec, which follow the template's own.

    Args:
        path: the path of a fault.
        before: the number of blocks of that name that the template has written.

    Returns:
        None if the fault is in a block of the template.
    """
    if before <= 0 or len(path) < 2 or not isinstance(path[1], int):
        return path
    return (path[0], path[1] - before, *path[2:]) if path[1] >= before else None


def _place_in_template(fault: SchemaFault, file: ParsedFile) -> Span:
    if file.source.copied_from is not None:
        return Span(shown(file.source.copied_from), fault.line, 1, fault.line, 1)
    if file.source.template is None:
        return Span(file.document.file, fault.line, 1, fault.line, 1)
    return template_line_within(file.source.template, file.source.text.splitlines(), (*fault.headers, fault.line))
