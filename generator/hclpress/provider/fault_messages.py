"""The words for a fault: one line with the problem, and sentences with the reason and a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hclpress.aws.provider_schema import ANY_TYPE, ProviderSchema
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.provider.schema_fault import WARNINGS, FaultKind, SchemaFault
from hclpress.source.nearest import nearest

_NAMES = 20
"""The number of names that a message lists at most."""
_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws"


def diagnostic_of(
    fault: SchemaFault,
    versions: Sequence[ProviderSchema],
    others: Sequence[ProviderSchema],
    place: Span,
    *,
    is_extra: bool,
    closing: str = "",
) -> Diagnostic:
    """Return the diagnostic of a fault.

    Args:
        fault: the fault.
        versions: the schemas that it is a fault in; at least one.
        others: the schemas that hold as well, in which it is none.
        place: its place in a file of the user.
        is_extra: whether `extra` of a spec has added the argument.
        closing: a last sentence, such as one that says who mends the line.
    """
    summary, way_out = _WORDS[fault.kind](fault, is_extra)
    schema = versions[-1]
    sentences = [f"That is so in {_provider(versions)}.", way_out]
    if fault.kind is FaultKind.DEPRECATED:
        sentences.append(f"Its page names what replaces it: {_page(fault, schema)}.")
    others = [other for other in others if _is_known_right(fault, other)]
    if others:
        accepting = others[-1]
        constraint = f'providers: {{aws: "~> {accepting.version[0]}.{accepting.version[1]}"}}'
        sentences.append(
            f"{_provider(others)} {'has' if len(others) == 1 else 'have'} no such problem; `{constraint}` in the spec "
            "leaves the other versions out."
        )
    severity = Severity.WARNING if fault.kind in WARNINGS else Severity.ERROR
    text = " ".join(sentence for sentence in (*sentences, closing) if sentence)
    return Diagnostic(f"schema/{fault.kind}", summary, text, place, severity)


def _provider(schemas: Sequence[ProviderSchema]) -> str:
    return f"hashicorp/aws {' and '.join(schema.name for schema in schemas)}"


def _is_known_right(fault: SchemaFault, schema: ProviderSchema) -> bool:
    """Return whether a schema in which a fault is none knows enough to tell that it is none."""
    if fault.kind in WARNINGS:
        return not schema.not_known
    content = schema.find(*fault.type)
    names = [part for part in fault.path if isinstance(part, str)]
    for name in names[:-1]:
        if content is None or name not in content.blocks:
            return False
        content = content.blocks[name].schema
    if content is None or not names:
        return content is not None
    argument = content.arguments.get(names[-1])
    return names[-1] in content.blocks if argument is None else argument.type != ANY_TYPE


def _subject(fault: SchemaFault) -> str:
    """Return the block or the value that holds the name at fault."""
    names = [part for part in fault.path if isinstance(part, str)][:-1]
    return f"`{'.'.join(names)}` of {fault.address}" if names else fault.address


def _whole(fault: SchemaFault) -> str:
    """Return the value at fault itself, such as "`rule.priority` of aws_wafv2_web_acl.this"."""
    names = [part for part in fault.path if isinstance(part, str)]
    return f"`{'.'.join(names)}` of {fault.address}"


def _meant(fault: SchemaFault, noun: str) -> str:
    """Return the sentence that names what could be meant."""
    guess = nearest(fault.name, fault.known)
    if guess:
        return f"Did you mean `{guess}`?"
    if not fault.known:
        return f"It takes no {noun} at all; leave it out."
    return f"It takes {_listed(fault.known)}."


def _page(fault: SchemaFault, schema: ProviderSchema) -> str:
    kind, name = fault.type
    folders = {"resource": "resources", "data": "data-sources", "ephemeral": "ephemeral-resources"}
    page = f"/{folders[kind]}/{name.removeprefix('aws_')}" if kind in folders else ""
    return f"{_REGISTRY}/{schema.name}/docs{page}"


def _unknown_type(fault: SchemaFault, _: bool) -> tuple[str, str]:
    kind, name = fault.type
    noun = {"data": "data source", "ephemeral": "ephemeral resource"}.get(kind, "resource type")
    guess = nearest(name, fault.known)
    way_out = f"Did you mean `{guess}`?" if guess else "Its documentation lists the types that there are."
    return f"There is no {noun} {name}", way_out


def _unknown_argument(fault: SchemaFault, _: bool) -> tuple[str, str]:
    return f"{_subject(fault)} has no argument `{fault.name}`", _meant(fault, "argument")


def _unknown_block(fault: SchemaFault, _: bool) -> tuple[str, str]:
    return f"{_subject(fault)} has no block `{fault.name}`", _meant(fault, "block")


def _block_as_argument(fault: SchemaFault, is_extra: bool) -> tuple[str, str]:
    summary = f"{_whole(fault)} is a block and no argument"
    if is_extra:
        return summary, "In `extra` a block is written as a mapping, and several of them as a list of mappings."
    return summary, f"Write it without the sign of equality: `{fault.name} {{ … }}`."


def _argument_as_block(fault: SchemaFault, _: bool) -> tuple[str, str]:
    form = {"map": "{ … }", "list": "[ … ]", "set": "[ … ]"}.get(fault.wanted, "…")
    return f"{_whole(fault)} is an argument and no block", f"Write it with a sign of equality: `{fault.name} = {form}`."


def _missing_argument(fault: SchemaFault, _: bool) -> tuple[str, str]:
    if fault.given == "null":
        return f"{_whole(fault)} is null, but required", "Give it a value."
    if fault.given == "object":
        return f"{_whole(fault)} is missing", f"Add `{fault.name}`, which is {fault.wanted}, or null for none."
    return f"{_whole(fault)} is missing", f"Add `{fault.name} = …` to the block; it is {fault.wanted}."


def _missing_block(fault: SchemaFault, _: bool) -> tuple[str, str]:
    wanted, given = int(fault.wanted), int(fault.given)
    if given == 0 and wanted == 1:
        return f"The block {_whole(fault)} is missing", f"Add a block `{fault.name} {{ … }}`."
    summary = f"{_subject(fault)} has {given} of {wanted} blocks `{fault.name}`"
    return summary, f"Add {wanted - given} more."


def _too_many_blocks(fault: SchemaFault, _: bool) -> tuple[str, str]:
    wanted, given = int(fault.wanted), int(fault.given)
    summary = f"{_subject(fault)} has {given} blocks `{fault.name}`, and may have {wanted}"
    return summary, f"Leave {given - wanted} of them out."


def _wrong_type(fault: SchemaFault, is_extra: bool) -> tuple[str, str]:
    verb = "is" if fault.given else "holds"
    summary = f"{_whole(fault)} must be {fault.wanted}, and {verb} {fault.given}"
    return summary, f"Write {_EXAMPLES.get(fault.wanted, _example_of(fault, is_extra=is_extra))}."


def _example_of(fault: SchemaFault, *, is_extra: bool) -> str:
    if fault.wanted.startswith(("a list", "a set")):
        single = fault.given not in {"a list", "a map"}
        return f"it in brackets: `[{fault.given}]`" if single else "a list in brackets: `[…]`"
    if is_extra:
        return "a mapping of names to values"
    return "it in braces: `{ name = … }`"


def _unknown_value(fault: SchemaFault, _: bool) -> tuple[str, str]:
    guess = nearest(fault.given.strip('"'), fault.known)
    way_out = f'Did you mean "{guess}"?' if guess else f"There are {_listed(fault.known)}."
    return f"{_whole(fault)} cannot be {fault.given}", way_out


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _NAMES
    return f"{', '.join(f'`{name}`' for name in names[:_NAMES])}{f' and {rest} more' if rest > 0 else ''}"


def _computed_only(fault: SchemaFault, _: bool) -> tuple[str, str]:
    return f"Only the provider sets {_whole(fault)}", "Leave it out; other blocks may read it."


def _ignored_attribute(fault: SchemaFault, _: bool) -> tuple[str, str]:
    summary = f"{_subject(fault)} has no attribute `{fault.name}`"
    return summary, f"Terraform drops it without a word. {_meant(fault, 'attribute')}"


def _deprecated(fault: SchemaFault, _: bool) -> tuple[str, str]:
    return f"{_whole(fault)} is deprecated", "A later version may refuse it."


_EXAMPLES = {
    "text": 'text in quotes, such as `"a"`',
    "a number": "digits, such as `5`",
    "true or false": "`true` or `false`",
}
_WORDS: Mapping[FaultKind, Callable[[SchemaFault, bool], tuple[str, str]]] = {
    FaultKind.UNKNOWN_TYPE: _unknown_type,
    FaultKind.UNKNOWN_ARGUMENT: _unknown_argument,
    FaultKind.UNKNOWN_BLOCK: _unknown_block,
    FaultKind.BLOCK_AS_ARGUMENT: _block_as_argument,
    FaultKind.ARGUMENT_AS_BLOCK: _argument_as_block,
    FaultKind.MISSING_ARGUMENT: _missing_argument,
    FaultKind.MISSING_BLOCK: _missing_block,
    FaultKind.TOO_MANY_BLOCKS: _too_many_blocks,
    FaultKind.WRONG_TYPE: _wrong_type,
    FaultKind.UNKNOWN_VALUE: _unknown_value,
    FaultKind.COMPUTED_ONLY: _computed_only,
    FaultKind.IGNORED_ATTRIBUTE: _ignored_attribute,
    FaultKind.DEPRECATED: _deprecated,
}
