"""Holds blocks against the schema of the provider, as Terraform does before a plan.

Only what is certain is a fault. An expression may have any type, so nothing is said of its value; the values in a list
or a map that is written out are looked at one by one. Terraform converts `"5"` to a number and `true` to text, and so
do we. Where the table does not know something, nothing follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from hclpress.aws.provider_schema import (
    ANY_TYPE,
    OPTIONAL,
    ArgumentSchema,
    BlockSchema,
    NestedBlock,
    ProviderSchema,
    TypeForm,
)
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue
from hclpress.provider.schema_fault import FaultKind, FaultPath, SchemaFault
from hclpress.provider.value_faults import value_faults

KINDS = frozenset({"resource", "data", "ephemeral"})
"""The blocks whose first label is a type."""

PREFIX = "aws_"
"""The beginning of the types of hashicorp/aws."""

_META_ARGUMENTS = frozenset({"count", "depends_on", "for_each", "provider"})
_META_BLOCKS = frozenset({"connection", "lifecycle", "provisioner"})
_PROVIDER_ARGUMENTS = frozenset({"alias", "version"})
_DYNAMIC = "dynamic"

_ANYTHING = ArgumentSchema(ANY_TYPE, OPTIONAL)
_CONDITION = NestedBlock("list", 0, None, BlockSchema(dict.fromkeys(("condition", "error_message"), _ANYTHING), {}))
_LIFECYCLE = BlockSchema(
    dict.fromkeys(("create_before_destroy", "ignore_changes", "prevent_destroy", "replace_triggered_by"), _ANYTHING),
    dict.fromkeys(("postcondition", "precondition"), _CONDITION),
)
"""The content of `lifecycle`, which belongs to Terraform and not to the provider."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEpP][+-]?\d+)?")
_TRUTHS = frozenset({"true", "false", "1", "0"})
_SHOWN = 40
"""The length at which a value in a message is cut."""


def faults_of(block: Block, schema: ProviderSchema) -> Iterator[SchemaFault]:
    """Yield the faults of a top-level block; none of a block that does not belong to hashicorp/aws.

    Args:
        block: a resource, a data source, an ephemeral resource or a provider; others have no faults.
        schema: the schema to hold it against.
    """
    if block.type in KINDS and len(block.labels) == 2:
        kind = block.labels[0]
        if not kind.startswith(PREFIX):
            return
        found = schema.find(block.type, kind)
        if found is None:
            yield SchemaFault(
                FaultKind.UNKNOWN_TYPE, block.address, (), block.line, known=tuple(schema.types(block.type))
            )
            return
        yield from Holder(block.address, "object-requirements" not in schema.not_known).faults(block, found)
        if block.type == "resource":
            yield from value_faults(block, schema)
    elif block.type == "provider" and block.labels == ("aws",):
        found = schema.find("provider", "aws")
        if found is not None:
            yield from Holder(block.address, is_exact=False).faults(block, found, _PROVIDER_ARGUMENTS)


class Holder:
    """Holds one top-level block against its schema."""

    def __init__(self, address: str, is_exact: bool) -> None:
        self._address = address
        self._is_exact = is_exact

    def faults(self, block: Block, schema: BlockSchema, own: frozenset[str] = _META_ARGUMENTS) -> Iterator[SchemaFault]:
        """Yield the faults of the whole block.

        Args:
            block: the block.
            schema: its content.
            own: the arguments that Terraform itself knows.
        """
        meta_blocks = _META_BLOCKS if own is _META_ARGUMENTS else frozenset[str]()
        for inner in block.blocks:
            if inner.type == "lifecycle" and inner.type in meta_blocks:
                yield from self._content(inner, _LIFECYCLE, ("lifecycle",), (block.line,))
                yield from self._ignored(inner, schema, (block.line, inner.line))
        yield from self._content(block, schema, (), (), own, meta_blocks)

    def _content(
        self,
        block: Block,
        schema: BlockSchema,
        path: FaultPath,
        headers: tuple[int, ...],
        own: frozenset[str] = frozenset(),
        own_blocks: frozenset[str] = frozenset(),
    ) -> Iterator[SchemaFault]:
        headers = (*headers, block.line)
        for name, value in block.attributes.items():
            if name not in own or name in schema.arguments:
                here = (*path, name)
                yield from self._argument(name, value, schema, here, block.lines[name], headers, own)
        present = Counter[str]()
        for inner in block.blocks:
            is_dynamic = inner.type == _DYNAMIC and len(inner.labels) == 1
            name = inner.labels[0] if is_dynamic else inner.type
            if name in own_blocks and name not in schema.blocks:
                continue
            position = present[name]
            # One dynamic block may stand for any number.
            present[name] += 1
            here = (*path, name, position)
            contents = [one for one in inner.blocks if one.type == "content"] if is_dynamic else [inner]
            around = (*headers, inner.line) if is_dynamic else headers
            yield from self._block(name, inner, contents, schema, here, around, own_blocks)
        yield from self._missing(block, schema, path, headers, present)
        yield from self._counts(block, schema, path, headers)

    def _argument(
        self,
        name: str,
        value: HclValue,
        schema: BlockSchema,
        path: FaultPath,
        line: int,
        headers: tuple[int, ...],
        own: frozenset[str],
    ) -> Iterator[SchemaFault]:
        found = schema.arguments.get(name)
        if found is None:
            if name in schema.blocks:
                yield self._fault(FaultKind.BLOCK_AS_ARGUMENT, path, line, headers)
            else:
                yield self._fault(FaultKind.UNKNOWN_ARGUMENT, path, line, headers, known=_settable(schema, own))
        elif not found.is_settable:
            yield self._fault(FaultKind.COMPUTED_ONLY, path, line, headers)
        else:
            if found.is_deprecated:
                yield self._fault(FaultKind.DEPRECATED, path, line, headers)
            if value is None and found.is_required:
                yield self._fault(FaultKind.MISSING_ARGUMENT, path, line, headers, given="null")
            yield from self._value(value, found.type, path, line, headers)

    def _block(
        self,
        name: str,
        written: Block,
        contents: Iterable[Block],
        schema: BlockSchema,
        path: FaultPath,
        headers: tuple[int, ...],
        own: frozenset[str],
    ) -> Iterator[SchemaFault]:
        nested = schema.blocks.get(name)
        if nested is not None:
            if nested.schema.is_deprecated:
                yield self._fault(FaultKind.DEPRECATED, path, written.line, headers)
            for content in contents:
                yield from self._content(content, nested.schema, path, headers)
            return
        argument = schema.arguments.get(name)
        if argument is None:
            yield self._fault(FaultKind.UNKNOWN_BLOCK, path, written.line, headers, known=_settable(schema, own))
        elif not argument.is_settable:
            yield self._fault(FaultKind.COMPUTED_ONLY, path, written.line, headers)
        elif not argument.may_be_blocks:
            wanted = "map" if _outer(argument.type) in {"map", "object"} else _outer(argument.type)
            yield self._fault(FaultKind.ARGUMENT_AS_BLOCK, path, written.line, headers, wanted=wanted)
        elif argument.type != ANY_TYPE:
            for content in contents:
                yield from self._content(content, _as_block(argument.type), path, headers)

    def _missing(
        self, block: Block, schema: BlockSchema, path: FaultPath, headers: tuple[int, ...], present: Mapping[str, int]
    ) -> Iterator[SchemaFault]:
        around = headers[:-1]
        for name, argument in schema.arguments.items():
            if argument.is_required and name not in block.attributes and name not in present:
                wanted = _in_words(argument.type)
                yield self._fault(FaultKind.MISSING_ARGUMENT, (*path, name), block.line, around, wanted=wanted)

    def _counts(
        self, block: Block, schema: BlockSchema, path: FaultPath, headers: tuple[int, ...]
    ) -> Iterator[SchemaFault]:
        around = headers[:-1]
        for name, nested in schema.blocks.items():
            own = [inner for inner in block.blocks if inner.type == name]
            may_be_more = any(inner.type == _DYNAMIC and inner.labels == (name,) for inner in block.blocks)
            if len(own) < nested.minimum and not may_be_more and name not in block.attributes:
                wanted, given = str(nested.minimum), str(len(own))
                yield self._fault(FaultKind.MISSING_BLOCK, (*path, name), block.line, around, wanted, given)
            maximum = 1 if nested.nesting in {"single", "group"} else nested.maximum
            if maximum is not None and len(own) > maximum:
                wanted, given, line = str(maximum), str(len(own)), own[maximum].line
                yield self._fault(FaultKind.TOO_MANY_BLOCKS, (*path, name, maximum), line, headers, wanted, given)

    def _value(
        self, value: HclValue, form: TypeForm, path: FaultPath, line: int, headers: tuple[int, ...]
    ) -> Iterator[SchemaFault]:
        if value is None or isinstance(value, Expr) or form == ANY_TYPE:
            return
        if isinstance(form, str):
            if not _is_convertible(value, form):
                yield self._wrong(value, form, path, line, headers)
            return
        outer, inner = form[0], form[1]
        if outer in {"list", "set"}:
            if not isinstance(value, tuple):
                yield self._wrong(value, form, path, line, headers)
                return
            for position, item in enumerate(value):
                yield from self._value(item, inner, (*path, position), line, headers)
        elif outer in {"map", "object"}:
            if not isinstance(value, dict):
                yield self._wrong(value, form, path, line, headers)
            elif outer == "map":
                for key, item in value.items():
                    yield from self._value(item, inner, (*path, key), line, headers)
            else:
                yield from self._object(value, form, path, line, headers)

    def _object(
        self, value: Mapping[str, HclValue], form: TypeForm, path: FaultPath, line: int, headers: tuple[int, ...]
    ) -> Iterator[SchemaFault]:
        fields: Mapping[str, TypeForm] = form[1]
        optional = form[2] if len(form) > 2 else ()
        has_expressions = any(isinstance(key, Expr) for key in value)
        for key, item in value.items():
            if isinstance(key, Expr):
                continue
            if key in fields:
                yield from self._value(item, fields[key], (*path, key), line, headers)
            else:
                yield self._fault(FaultKind.IGNORED_ATTRIBUTE, (*path, key), line, headers, known=tuple(sorted(fields)))
        if self._is_exact and not has_expressions:
            for name, field in fields.items():
                if name not in value and name not in optional:
                    wanted, here = _in_words(field), (*path, name)
                    yield self._fault(FaultKind.MISSING_ARGUMENT, here, line, headers, wanted=wanted, given="object")

    def _ignored(self, lifecycle: Block, schema: BlockSchema, headers: tuple[int, ...]) -> Iterator[SchemaFault]:
        """Yield each name of `ignore_changes` that the block cannot have."""
        names = lifecycle.attributes.get("ignore_changes")
        for position, name in enumerate(names if isinstance(names, tuple) else ()):
            first = re.match(r"[\w-]+", name) if isinstance(name, str) else None
            if first and first[0] not in schema.arguments and first[0] not in schema.blocks:
                path = ("lifecycle", "ignore_changes", position, first[0])
                line = lifecycle.lines["ignore_changes"]
                yield self._fault(FaultKind.UNKNOWN_ARGUMENT, path, line, headers, known=_settable(schema))

    def _wrong(
        self, value: HclValue, form: TypeForm, path: FaultPath, line: int, headers: tuple[int, ...]
    ) -> SchemaFault:
        return self._fault(FaultKind.WRONG_TYPE, path, line, headers, _in_words(form), _shown(value))

    def _fault(
        self,
        kind: FaultKind,
        path: FaultPath,
        line: int,
        headers: tuple[int, ...],
        wanted: str = "",
        given: str = "",
        known: tuple[str, ...] = (),
    ) -> SchemaFault:
        return SchemaFault(kind, self._address, path, line, headers, wanted, given, known)


def _settable(schema: BlockSchema, own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names that may be written in a block, those of Terraform itself last."""
    names = (*(name for name, one in schema.arguments.items() if one.is_settable), *schema.blocks)
    return (*sorted(names), *sorted(own))


def _as_block(form: TypeForm) -> BlockSchema:
    """Return the content of a block that is written in place of an element of a list of objects."""
    fields: Mapping[str, TypeForm] = form[1][1]
    return BlockSchema({name: ArgumentSchema(field, OPTIONAL) for name, field in fields.items()}, {})


def _is_convertible(value: HclValue, form: str) -> bool:
    """Return whether Terraform accepts a literal where it wants a value of a simple type."""
    if isinstance(value, tuple | dict):
        return False
    if form == "number":
        if isinstance(value, str):
            return bool(_NUMBER.fullmatch(value))
        return not isinstance(value, bool)
    if form == "bool":
        return isinstance(value, bool) or (isinstance(value, str) and value in _TRUTHS)
    return True


def _outer(form: TypeForm) -> str:
    return str(form if isinstance(form, str) else form[0])


_WORDS = {"string": "text", "number": "a number", "bool": "true or false", "object": "an object"}
_PLURALS = {"string": "texts", "number": "numbers", "bool": "values true or false", "object": "objects"}


def _in_words(form: TypeForm) -> str:
    """Return a type as people say it, such as "a list of numbers"."""
    outer = _outer(form)
    if outer not in {"list", "set", "map"}:
        return _WORDS.get(outer, "a value")
    inner = _outer(form[1])
    return f"a {outer} of {_PLURALS.get(inner, f'{inner}s' if inner != ANY_TYPE else 'values')}"


def _shown(value: HclValue) -> str:
    """Return a literal as HCL writes it, cut if it is long."""
    match value:
        case bool():
            text = "true" if value else "false"
        case int() | float() | Decimal():
            text = str(value)
        case str():
            text = f'"{" ".join(value.split())}"'
        case tuple():
            text = "a list"
        case _:
            text = "a map"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
