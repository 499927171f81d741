"""conform: the rendered blocks, held against the schema of the provider → the warnings."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.aws.provider_schema import schemas_for
from hclpress.contract_calls.faults import whose
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, errors, in_reading_order, shown
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.model.stack import Instance
from hclpress.provider.document_faults import VersionedFault, document_faults
from hclpress.provider.fault_messages import diagnostic_of
from hclpress.provider.schema_fault import FaultKind, SchemaFault
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import MODULES
from hclpress.templates.source_map import template_line_within


def conform(parsed: ParsedStack) -> tuple[Diagnostic, ...]:
    """Hold every block against the schema of each version of hashicorp/aws that the spec allows.

    Returns:
        The warnings, such as deprecated arguments.

    Raises:
        Diagnosed: with all faults, if any is an error: those of `extra` at the line of the spec, others at the line of
            the template that renders the block.
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
    found_in_order = in_reading_order(found)
    if errors(found_in_order):
        raise Diagnosed(found_in_order)
    return found_in_order


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
    """Return the place of an argument that `extra` has added; None if the template has written it."""
    instance = instances.get(file.source.instance or "")
    if instance is None or not fault.path or fault.path[0] not in instance.settings.extra.get(fault.address, {}):
        return None
    spec = parsed.stack.spec
    above = (MODULES, spec.placements[instance.name].declared_name, "extra", fault.address)
    if fault.kind is FaultKind.WRONG_TYPE:
        return spec.place(instance.name, (*above[2:], *fault.path))
    return Cursor(spec.document, (*above, *fault.path)).key_span


def _place_in_template(fault: SchemaFault, file: ParsedFile) -> Span:
    if file.source.copied_from is not None:
        return Span(shown(file.source.copied_from), fault.line, 1, fault.line, 1)
    if file.source.template is None:
        return Span(file.document.file, fault.line, 1, fault.line, 1)
    return template_line_within(file.source.template, file.source.text.splitlines(), (*fault.headers, fault.line))
