"""Types as a template sees them: which attributes a value has, and what one of its items is."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from msgspec import Struct

from hclpress.module.item_view import ItemView
from hclpress.spec.settings import Settings

Type: typing.TypeAlias = object
"""An annotation, `Items`, or `ANYTHING`."""
ANYTHING: Type = Any
"""The type of what annotations do not tell."""


class Items(Struct, frozen=True):
    """A mapping of settings as templates see it: its entries, each an `ItemView`."""

    mapping: object


class ItemType(Struct, frozen=True):
    """One entry of a mapping of settings: an `ItemView` of these settings."""

    settings: object


def members_of(kind: Type) -> tuple[Type, ...]:
    """The members of a union but None; of anything else, itself."""
    if get_origin(kind) is typing.Annotated:
        return members_of(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(member for one in get_args(kind) if one is not NoneType for member in members_of(one))
    return (kind,)


def attribute_of(kind: Type, name: str) -> Type | None:
    """The type of an attribute; None where no value of that type has one of that name."""
    found = [one for member in members_of(kind) if (one := _attribute(member, name)) is not None]
    if not found:
        return None
    return found[0] if len(found) == 1 else _union(found)


def attributes_of(kind: Type) -> list[str]:
    """The attributes that values of a type have, without those that begin with an underscore."""
    found: set[str] = set()
    for member in members_of(kind):
        if isinstance(member, ItemType):
            found |= {*attributes_of(member.settings), "key", "label", "name", "names"}
        elif isinstance(member, type) and issubclass(member, Settings):
            found |= {*member.model_fields, *_properties(member)}
        elif isinstance(member, type) and issubclass(member, Struct):
            found |= {*member.__struct_fields__, *_properties(member)}
            if (settings := settings_of(member)) is not None:
                found |= set(attributes_of(settings))
    return sorted(found)


def item_of(kind: Type) -> Type:
    """The type of one item, when a template iterates over a value of a type."""
    found = [_item(member) for member in members_of(kind)]
    return found[0] if len(found) == 1 else _union(found)


def entry_of(kind: Type, index: int) -> Type:
    """The type at a position of a tuple."""
    arguments = get_args(kind)
    if get_origin(kind) is tuple and index < len(arguments) and Ellipsis not in arguments:
        return arguments[index]
    return ANYTHING


def title_of(kind: Type) -> str:
    """The name of a type for people."""
    names = []
    for member in members_of(kind):
        inner = member.settings if isinstance(member, ItemType) else member
        names += [getattr(one, "__name__", str(one)) for one in members_of(inner)]
    return " or ".join(dict.fromkeys(names))


@lru_cache(maxsize=256)
def settings_of(view: type[Struct]) -> type | None:
    """The settings that a subclass of `ItemView[…]` reads through; None for any other class."""
    for base in view.__mro__:
        for origin in getattr(base, "__orig_bases__", ()):
            if get_origin(origin) is ItemView and isinstance(get_args(origin)[0], type):
                return typing.cast("type", get_args(origin)[0])
    return None


@lru_cache(maxsize=512)
def hints_of(thing: object) -> Mapping[str, Type]:
    """The annotations of a class or a function; none where Python cannot read them."""
    try:
        return typing.get_type_hints(thing)
    except Exception:
        return {}


def _attribute(kind: Type, name: str) -> Type | None:
    if kind is ANYTHING or not isinstance(kind, (type, ItemType, Items)):
        return _of_generic(kind)
    if isinstance(kind, Items):
        return None
    if isinstance(kind, ItemType):
        if name in ("key", "label"):
            return str
        return ANYTHING if name in ("name", "names", "settings") else attribute_of(kind.settings, name)
    if issubclass(kind, Settings) and name in kind.model_fields:
        return hints_of(kind).get(name, ANYTHING)
    if issubclass(kind, Struct) and name in kind.__struct_fields__:
        return hints_of(kind).get(name, ANYTHING)
    member = inspect.getattr_static(kind, name, None)
    if isinstance(member, property):
        return _returned(member.fget)
    if isinstance(member, cached_property):
        return _returned(member.func)
    if member is not None:
        return ANYTHING
    settings = settings_of(kind) if issubclass(kind, Struct) else None
    return None if settings is None else attribute_of(settings, name)


def _of_generic(kind: Type) -> Type | None:
    """Return the type of an attribute of a mapping, a list or an unknown value: Jinja reads keys as attributes."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(arguments) == 2:
        return ANYTHING
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return None
    return ANYTHING


def _item(kind: Type) -> Type:
    if isinstance(kind, Items):
        return ItemType(_values_of(kind.mapping))
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return arguments[0]
    if origin is tuple and arguments:
        return _union(list(arguments))
    if isinstance(origin, type) and issubclass(origin, (Sequence, frozenset, set, Mapping)) and arguments:
        return arguments[0]
    return ANYTHING


def _values_of(mapping: Type) -> Type:
    for member in members_of(mapping):
        origin, arguments = get_origin(member), get_args(member)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return arguments[1]
    return ANYTHING


def _union(kinds: Sequence[Type]) -> Type:
    """A union of types; of those that are no classes or annotations, nothing is told."""
    if any(kind is ANYTHING or isinstance(kind, (ItemType, Items)) for kind in kinds):
        return ANYTHING
    return Union[tuple(kinds)]  # noqa: UP007  (the members are known only when this runs)


def _returned(function: object) -> Type:
    return hints_of(function).get("return", ANYTHING)


def _properties(kind: type) -> set[str]:
    return {
        name
        for base in kind.__mro__
        if base.__module__.startswith("hclpress.")
        for name, member in vars(base).items()
        if isinstance(member, (property, cached_property)) and not name.startswith("_")
    }
