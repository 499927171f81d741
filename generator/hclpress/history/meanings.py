"""Values of arguments: literals, and expressions that mean the same everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

ANY_CHANGE = "*"
"""The attribute that a data source reads of each resource it names. Terraform reads it only after such a resource has
been changed, whatever the change is, because the data source may need that."""


class Source(Struct, frozen=True, order=True):
    """An attribute of a resource that an expression reads.

    Attributes:
        address: the resource, or one instance of it.
        attribute: the attribute; empty for the whole resource, and `ANY_CHANGE` if every change of it counts.
    """

    address: str
    attribute: str


class Meaning(Struct, frozen=True):
    """An expression that means the same everywhere.

    Attributes:
        text: the expression, with every name replaced.
        sources: the attributes of resources that it reads.
    """

    text: str
    sources: frozenset[Source] = frozenset()


Value: TypeAlias = "str | int | float | Decimal | bool | tuple[Value, ...] | dict[str, Value] | Meaning | None"
"""The value of an argument: a literal, or an expression."""


class Arguments(Struct, frozen=True):
    """The arguments and nested blocks of a resource or of a block in it.

    Attributes:
        values: the arguments that are set.
        blocks: the nested blocks by type, in the order they are written.
    """

    values: Mapping[str, Value]
    blocks: Mapping[str, tuple[Arguments, ...]]


def as_value(arguments: Arguments) -> Value:
    """Return arguments and blocks as one value."""
    return {**arguments.values, **{kind: tuple(map(as_value, ones)) for kind, ones in arguments.blocks.items()}}


def sources_of(value: Value) -> frozenset[Source]:
    """Return the attributes of resources that a value reads."""
    if isinstance(value, Meaning):
        return value.sources
    if isinstance(value, tuple):
        return frozenset[Source]().union(*map(sources_of, value))
    if isinstance(value, dict):
        return frozenset[Source]().union(*map(sources_of, value.values()))
    return frozenset()


def text_of(value: Value) -> str:
    """Return a value as one text, equal for equal values."""
    if isinstance(value, Meaning):
        return value.text
    if isinstance(value, tuple):
        return f"[{', '.join(map(text_of, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key_of(name)} = {text_of(one)}' for name, one in sorted(value.items()))}}}"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return quoted(value) if isinstance(value, str) else str(value)


def _key_of(name: str) -> str:
    """Return the key of an object as HCL reads it; an expression in brackets stays one."""
    return name if re.fullmatch(r"[^\W\d][\w-]*|\(.*\)", name, re.DOTALL) else quoted(name)


_encode = json.JSONEncoder(ensure_ascii=False).encode


def written_key(key: str | int) -> str:
    """Return the key of an instance as Terraform writes it in addresses."""
    return quoted(key) if isinstance(key, str) else str(key)


def quoted(text: str) -> str:
    """Return a text as Terraform writes it in addresses and expressions."""
    return _encode(text).replace("${", "$${").replace("%{", "%%{")
