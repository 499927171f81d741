"""The value of every setting of an instance, with its origin: the spec, the posture, the only instance, the module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from pydantic.fields import FieldInfo

from hclpress.diagnostics import Span
from hclpress.module.fact_references import FormattedText
from hclpress.module.field_annotations import FromPosture, ReferenceTo
from hclpress.source.cursor import Cursor
from hclpress.source.document import FORMAT, Plain, SpecPath
from hclpress.spec.settings import Settings


class ValueOrigin(StrEnum):
    """The origin of a value that the spec does not set."""

    POSTURE = "posture"
    ONLY_INSTANCE = "the only instance"
    MODULE = "default"


class EffectiveValue(Struct, frozen=True):
    """A value that holds.

    Attributes:
        path: its path below the settings.
        value: the value as plain data.
        origin: the place of the spec that sets it, or its origin.
    """

    path: SpecPath
    value: Plain
    origin: Span | ValueOrigin


def effective_values(settings: Settings, place: Cursor) -> Iterator[EffectiveValue]:
    """Yield every value of typed settings, in the order of their fields.

    Args:
        settings: the settings.
        place: their place in the spec, whether it has one or not.
    """
    yield from _of_settings(settings, place, (), ValueOrigin.MODULE)


def _of_settings(settings: Settings, place: Cursor, path: SpecPath, origin: ValueOrigin) -> Iterator[EffectiveValue]:
    for name, field in type(settings).model_fields.items():
        key = field.alias or name
        yield from _of_value(getattr(settings, name), place.child(key), (*path, key), _origin_of(field, origin))


def _of_value(value: object, place: Cursor, path: SpecPath, origin: ValueOrigin) -> Iterator[EffectiveValue]:
    if isinstance(value, FormattedText):
        yield EffectiveValue(path, {FORMAT: value.template}, _place_or(place, origin))
    elif isinstance(value, Settings):
        yield from _of_settings(value, place, path, origin)
    elif isinstance(value, Mapping) and value:
        for key, one in value.items():
            yield from _of_value(one, place.child(str(key)), (*path, str(key)), origin)
    elif isinstance(value, (tuple, list)) and value:
        for index, one in enumerate(value):
            yield from _of_value(one, place.child(index), (*path, index), origin)
    else:
        yield EffectiveValue(path, _plain(value), _place_or(place, origin))


def _plain(value: object) -> Plain:
    if isinstance(value, Mapping):
        return {}
    if isinstance(value, (tuple, list)):
        return []
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _place_or(place: Cursor, origin: ValueOrigin) -> Span | ValueOrigin:
    return origin if place.node is None else place.span


def _origin_of(field: FieldInfo, above: ValueOrigin) -> ValueOrigin:
    for mark in field.metadata:
        if isinstance(mark, FromPosture):
            return ValueOrigin.POSTURE
        if isinstance(mark, ReferenceTo) and field.is_required():
            return ValueOrigin.ONLY_INSTANCE
    return above
