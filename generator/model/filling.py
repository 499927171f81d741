"""Fills in, before validation, what the spec leaves to its posture and to its other instances."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_args, get_origin

from generator.model.contract import FromPosture, ReferenceTo
from generator.model.environment import Settings
from generator.model.posture import PostureDefaults
from generator.source.document import Plain

Only = Callable[[ReferenceTo], str | None]


def filled(kind: object, raw: Plain, defaults: PostureDefaults, only: Only) -> Plain:
    """`raw` with what depends on the posture or on the other instances filled in where it is not written, at any depth.

    A field marked `FromPosture` gets the posture's value, a required reference the only instance it can mean.

    A required part that could be made of such values alone is made of them; writing `null` is how a spec says that it
    does without the part.

    Args:
        kind: the annotation `raw` will be validated against.
        raw: plain data from the spec; shapes that do not fit are passed through for the validator to report.
        defaults: what the posture decides.
        only: the one instance a reference can mean; None where there is none, or more than one.
    """
    if isinstance(raw, list):
        inner = next(_settings_in(kind), None)
        return raw if inner is None else [filled(inner, one, defaults, only) for one in raw]
    if not isinstance(raw, dict):
        return raw
    values = _mapping_values(kind)
    if values is not None:
        return {key: filled(values, one, defaults, only) for key, one in raw.items()}
    settings = next(_settings_in(kind), None)
    if settings is None:
        return raw
    result = dict(raw)
    for name, field in settings.model_fields.items():
        key = field.alias or name
        marker = next((mark for mark in field.metadata if isinstance(mark, FromPosture)), None)
        reference = next((mark for mark in field.metadata if isinstance(mark, ReferenceTo)), None)
        if key in result:
            result[key] = filled(field.annotation, result[key], defaults, only)
        elif marker is not None:
            result[key] = getattr(defaults, marker.default)
        elif reference is not None and field.is_required() and (one := only(reference)) is not None:
            result[key] = one
        elif field.is_required() and (part := _part(field.annotation)) is not None:
            whole = filled(part, {}, defaults, only)
            if isinstance(whole, dict) and _required(part) <= whole.keys():
                result[key] = whole
    return result


def _required(kind: type[Settings]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items() if field.is_required()}


def _part(kind: object) -> type[Settings] | None:
    """The settings class that `kind` is by itself or beside None; None for maps and lists of such."""
    if _mapping_values(kind) is not None or tuple in (get_origin(kind), *map(get_origin, get_args(kind))):
        return None
    return next(_settings_in(kind), None)


def _settings_in(kind: object) -> Iterator[type[Settings]]:
    if isinstance(kind, type) and issubclass(kind, Settings):
        yield kind
    for inner in get_args(kind):
        yield from _settings_in(inner)


def _mapping_values(kind: object) -> object | None:
    """What the values of a mapping type are, looking through unions with None; None for anything else."""
    origin = get_origin(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return get_args(kind)[1]  # type: ignore[no-any-return]
    if origin is not None and not isinstance(origin, type):
        return next((found for one in get_args(kind) if (found := _mapping_values(one)) is not None), None)
    return None
