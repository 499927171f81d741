"""Fills in, before validation, the defaults from the posture and the references to other instances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import get_args, get_origin

from msgspec import Struct

from hclpress.module.field_annotations import FromPosture, ReferenceTo
from hclpress.source.document import Plain
from hclpress.spec.posture import PostureDefaults
from hclpress.spec.settings import Settings

Only = Callable[[ReferenceTo], str | None]


def with_defaults(
    kind: type[Settings], raw: Mapping[str, Plain], defaults: PostureDefaults, only: Only
) -> dict[str, Plain]:
    """Return `raw` with missing values that depend on the posture or on other instances filled in, at any depth.

    A field marked `FromPosture` gets the posture's value, a required reference the only possible instance.

    A required part that such values alone can fill is made of them; a spec writes `null` to do without the part.

    Args:
        kind: the class that will validate `raw`.
        raw: plain data from the spec; wrong shapes are passed through for the validator to report.
        defaults: the defaults of the posture.
        only: a function that returns the only possible instance of a reference, or None.
    """
    result = dict(raw)
    for gap in _gaps(kind):
        if gap.key in result:
            result[gap.key] = _filled_inside(gap.inside, result[gap.key], defaults, only)
        elif gap.posture is not None:
            result[gap.key] = getattr(defaults, gap.posture)
        elif gap.reference is not None and (one := only(gap.reference)) is not None:
            result[gap.key] = one
        elif gap.part is not None:
            whole = with_defaults(gap.part, {}, defaults, only)
            if _required(gap.part) <= whole.keys():
                result[gap.key] = whole
    return result


class _Inside(Struct, frozen=True):
    """The settings classes of a field's values.

    Attributes:
        settings: the class of the value itself, or of the items of a list.
        values: the class of a mapping's values.
    """

    settings: type[Settings] | None
    values: _Inside | None


class _Gap(Struct, frozen=True):
    """A field with defaults in it or in its parts.

    Attributes:
        key: its name in the YAML.
        inside: the classes of its value.
        posture: the name of a field of `PostureDefaults` that decides it.
        reference: the modules it refers to, if it is required.
        part: the class to make it of, if it is required.
    """

    key: str
    inside: _Inside
    posture: str | None
    reference: ReferenceTo | None
    part: type[Settings] | None


def _filled_inside(inside: _Inside, raw: Plain, defaults: PostureDefaults, only: Only) -> Plain:
    if isinstance(raw, list) and inside.settings is not None:
        item = _Inside(inside.settings, None)
        return [_filled_inside(item, one, defaults, only) for one in raw]
    if not isinstance(raw, dict):
        return raw
    if inside.values is not None:
        return {key: _filled_inside(inside.values, one, defaults, only) for key, one in raw.items()}
    return raw if inside.settings is None else with_defaults(inside.settings, raw, defaults, only)


@lru_cache(maxsize=1024)
def _gaps(kind: type[Settings]) -> tuple[_Gap, ...]:
    found = []
    for name, field in kind.model_fields.items():
        required = field.is_required()
        gap = _Gap(
            field.alias or name,
            _inside(field.annotation),
            next((mark.default for mark in field.metadata if isinstance(mark, FromPosture)), None),
            next((mark for mark in field.metadata if required and isinstance(mark, ReferenceTo)), None),
            _part(field.annotation) if required else None,
        )
        if gap.inside.settings or gap.posture or gap.reference:
            found.append(gap)
    return tuple(found)


@lru_cache(maxsize=1024)
def _required(kind: type[Settings]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in kind.model_fields.items() if field.is_required())


def _inside(kind: object) -> _Inside:
    values = _mapping_values(kind)
    return _Inside(_settings_in(kind), None if values is None else _inside(values))


def _part(kind: object) -> type[Settings] | None:
    """Return the settings class that `kind` is by itself or beside None; None for maps and lists of such."""
    if _mapping_values(kind) is not None or tuple in (get_origin(kind), *map(get_origin, get_args(kind))):
        return None
    return _settings_in(kind)


def _settings_in(kind: object) -> type[Settings] | None:
    """Return the first settings class in an annotation."""
    if isinstance(kind, type) and issubclass(kind, Settings):
        return kind
    return next(filter(None, map(_settings_in, get_args(kind))), None)


def _mapping_values(kind: object) -> object | None:
    """Return the type of a mapping's values, ignoring unions with None; None for any other type."""
    origin = get_origin(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return get_args(kind)[1]  # type: ignore[no-any-return]
    if origin is not None and not isinstance(origin, type):
        return next((found for one in get_args(kind) if (found := _mapping_values(one)) is not None), None)
    return None
