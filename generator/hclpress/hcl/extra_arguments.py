"""Adds arguments and blocks of a spec to a resource in HCL that is laid out, or puts them in place of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from hclpress.aws.provider_schema import BlockSchema
from hclpress.hcl.expression import Inexpressible
from hclpress.hcl.values import bare, encode

LIFECYCLE = BlockSchema({}, {})
"""The content of `lifecycle`, in which the names of arguments stand without quotes."""
_META_ARGUMENTS = frozenset({"count", "depends_on", "for_each", "provider"})
"""Arguments of Terraform itself: they change the address of a resource, or name things that a spec cannot."""
Arguments = Mapping[str, Any]
"""Values by the name of the argument or block: plain data, in which an `Expr` may stand for any value."""


class RefusedArgument(Exception):  # noqa: N818  (it describes the argument)
    """An argument or block that cannot be written, with a sentence for the user.

    Attributes:
        name: its name.
    """

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(why)


class ResourceEdit(Struct, frozen=True):
    """The change of one resource.

    Attributes:
        added: what is added at its end.
        replaced: what takes the place of its own arguments and blocks of these names.
    """

    added: Arguments
    replaced: Arguments


def changed(source: str, kind: str, label: str, change: ResourceEdit, schema: BlockSchema | None) -> str | None:
    """Return `source` with a resource changed, to lay out again; None without such a resource.

    Args:
        source: HCL after `layout`, so that a top-level block ends at the first `}` in column one.
        kind: the resource's type.
        label: the resource's label.
        change: the change.
        schema: the content of the resource, which says what is a block; None if it is not known.

    Raises:
        RefusedArgument: when the resource sets what is added, or does not set what is replaced, or when a name is no
            identifier or a value has no literal.
    """
    lines = source.splitlines()
    try:
        start = lines.index(f'resource "{kind}" "{label}" {{')
    except ValueError:
        return None
    for name in (*change.added, *change.replaced):
        if name in _META_ARGUMENTS:
            raise RefusedArgument(name, f"`{name}` belongs to the module, which decides about the address. Remove it")
    end = lines.index("}", start)
    body = lines[start + 1 : end]
    for name, value in change.replaced.items():
        body = _with_replaced(body, name, _written(name, value, schema), f"{kind}.{label}")
    body = _with_added(body, change.added, schema, f"{kind}.{label}")
    return "\n".join([*lines[: start + 1], *body, *lines[end:]]) + "\n"


def _with_added(body: list[str], added: Arguments, schema: BlockSchema | None, address: str) -> list[str]:
    """Return the lines of a resource or a block with more arguments and blocks.

    What is added to a block of which there is only one goes into that block, if it stands there already.
    """
    arguments: list[str] = []
    blocks: list[str] = []
    for name, value in added.items():
        places = [(first, last) for found, first, last in _parts(body) if found == name]
        inner = _only_block(name, schema)
        if places and inner is not None and isinstance(value, Mapping) and body[places[0][0]].endswith(f"{name} {{"):
            first, last = places[0]
            content = [line.removeprefix("  ") for line in body[first + 1 : last]]
            try:
                content = _with_added(content, value, inner, f"`{name}` of {address}")
            except RefusedArgument as refused:
                raise RefusedArgument(name, str(refused)) from None
            body = [*body[: first + 1], *(f"  {line}" if line else "" for line in content), *body[last:]]
            continue
        if places and name == "ignore_changes" and isinstance(value, list):
            body = _with_ignored(body, places[0], value)
            continue
        if places and not _may_be_added(name, schema):
            raise RefusedArgument(
                name,
                f"{address} sets `{name}` already. Use the module's own setting for it, or move the line from "
                "`extra` to `override`, which replaces it",
            )
        written = _written(name, value, schema)
        (blocks if written[:1] == [""] else arguments).extend(written)
    return [*body, *([""] if arguments and body else []), *arguments, *blocks]


def _only_block(name: str, schema: BlockSchema | None) -> BlockSchema | None:
    """Return the content of a block of which a resource has one at most; None for anything else."""
    if name == "lifecycle":
        return LIFECYCLE
    nested = None if schema is None else schema.blocks.get(name)
    if nested is None or not (nested.maximum == 1 or nested.nesting in {"single", "group"}):
        return None
    return nested.schema


def _with_ignored(body: list[str], place: tuple[int, int], names: list[Any]) -> list[str]:
    """Return the lines of a `lifecycle` block that ignores the changes of further arguments."""
    first, last = place
    before = " ".join(line.strip() for line in body[first : last + 1]).removesuffix("]").rstrip(" ,")
    added = ", ".join(bare(str(one)) for one in names)
    return [*body[:first], f"  {before}, {added}]", *body[last + 1 :]]


def _with_replaced(body: list[str], name: str, written: list[str], address: str) -> list[str]:
    places = [(first, last) for found, first, last in _parts(body) if found == name]
    if not places:
        raise RefusedArgument(name, f"{address} does not set `{name}`. Move the line from `override` to `extra`")
    result = list(body)
    for first, last in reversed(places):
        result[first : last + 1] = written if first == places[0][0] else []
    return result


def _may_be_added(name: str, schema: BlockSchema | None) -> bool:
    """Whether a resource may have one more block of a name."""
    nested = None if schema is None else schema.blocks.get(name)
    return nested is not None and nested.nesting in {"list", "set"} and nested.maximum != 1


def _written(name: str, value: object, schema: BlockSchema | None) -> list[str]:
    """Return the lines of an argument, or of the blocks that a mapping or a list of mappings stands for."""
    if "." in name:
        raise RefusedArgument(name, f"{name!r} is not an argument name")
    try:
        bare(name)
        if name == "lifecycle" and isinstance(value, Mapping):
            return _block(name, value, LIFECYCLE)
        if name == "ignore_changes" and schema is LIFECYCLE:
            names = [bare(one) for one in value] if isinstance(value, list) else bare(str(value))
            return f"{name} = {encode(names)}".splitlines()
        inside = _block_schema(name, value, schema)
        if inside is not None:
            items = [value] if isinstance(value, Mapping) else list(value) if isinstance(value, list) else []
            return [line for item in items for line in _block(name, item, inside)]
        return f"{name} = {encode(value)}".splitlines()
    except Inexpressible as error:
        raise RefusedArgument(name, str(error)) from None


def _block(name: str, content: Mapping[str, object], schema: BlockSchema) -> list[str]:
    lines = ["", f"{name} {{"]
    for key, value in content.items():
        lines += _written(key, value, schema)
    return [*lines, "}"]


def _block_schema(name: str, value: object, schema: BlockSchema | None) -> BlockSchema | None:
    """Return the content of the blocks that a value stands for; None if it is the value of an argument."""
    are_mappings = isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    if schema is None or not (isinstance(value, Mapping) or are_mappings):
        return None
    if name in schema.blocks:
        return schema.blocks[name].schema
    argument = schema.arguments.get(name)
    if argument is None or not argument.may_be_blocks or isinstance(argument.type, str):
        return None
    # Lists of objects that were blocks once: an object would have to name each of its attributes.
    return BlockSchema({}, {})


def _parts(body: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each argument and block of a resource, with the positions of its first and last line."""
    position = 0
    while position < len(body):
        match = _ARGUMENT_OR_BLOCK.match(body[position])
        last = position
        if match and body[position].endswith(("{", "[", "(")):
            last = next(at for at in range(position + 1, len(body)) if _CLOSING.match(body[at]))
        if match:
            yield match[1], position, last
        position = last + 1


# `layout` indents direct content of a top-level block so.
_ARGUMENT_OR_BLOCK = re.compile(r"  ([A-Za-z_][A-Za-z0-9_-]*)(?:\s*=| \{| \")")
_CLOSING = re.compile(r"  [}\])]")
