"""Converts plain data to settings, or to diagnostics with their places in the YAML.

Pydantic checks the shapes; this file reports its errors in words and places for platform engineers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, get_args

import msgspec
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hclpress.diagnostics import Diagnostic
from hclpress.source import document
from hclpress.source.composer import MAX_PROBLEMS
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.source.scalars import resolve
from hclpress.spec.settings import Settings
from hclpress.validation.wrong_values import described, reason

AnySettings = TypeVar("AnySettings", bound=Settings)

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping of `key: value` lines",
    "mapping_type": "a mapping of `key: value` lines",
    "model_type": "a mapping of `key: value` lines",
    "model_attributes_type": "a mapping of `key: value` lines",
    "list_type": "a list",
    "tuple_type": "a list",
}


def typed_settings(
    kind: type[AnySettings],
    raw: document.Plain,
    place: Cursor,
    modules: Mapping[str, str],
    also: Iterable[str] = (),
) -> tuple[AnySettings | None, tuple[Diagnostic, ...]]:
    """Return settings of type `kind`, or else all problems of `raw`, up to `MAX_PROBLEMS`.

    Args:
        kind: the settings class.
        raw: plain data.
        place: where `raw` stands in its document.
        modules: the module type of each instance, for fields that name one.
        also: keys that are known at this place besides the fields of `kind`, for "did you mean".
    """
    try:
        return sound_settings(kind, raw, modules), ()
    except ValidationError as error:
        found = _without_echoes(error.errors(include_url=False))[:MAX_PROBLEMS]
        return None, tuple(dict.fromkeys(_blame(one, kind, place, also) for one in found))


def sound_settings(kind: type[AnySettings], raw: document.Plain, modules: Mapping[str, str]) -> AnySettings:
    """Return settings as `typed_settings` does.

    Raises:
        ValidationError: if `raw` has a problem.
    """
    # JSON mode accepts lists and mappings as they are, and is strict about every scalar.
    return kind.model_validate_json(msgspec.json.encode(raw), strict=True, context={"instances": modules})


def _without_echoes(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list has too few items where only a wrong item makes it short."""
    above = {one["loc"][:length] for one in found for length in range(len(one["loc"]))}
    return [one for one in found if one["type"] != "too_short" or one["loc"] not in above]


def _blame(
    error: ErrorDetails,
    kind: type[Settings],
    place: Cursor,
    also: Iterable[str],
) -> Diagnostic:
    location = error["loc"]
    # A key's own rule is reported at `(…, key, "[key]")`.
    about_key = bool(location) and location[-1] == "[key]"
    is_missing = error["type"] == "missing"
    place = _below(place, location[:-1] if about_key or is_missing else location)
    key = str(place.path[-1]) if place.path else ""
    type_ = error["type"]
    if (node := place.node) is not None and isinstance(node, document.Scalar) and node.is_format:
        return _fact_out_of_place(key, type_, error, place)
    if type_ == "extra_forbidden":
        known = {*_keys_at(kind, location[:-1]), *(also if len(location) == 1 else ())}
        guess = nearest(key, known)
        meant = f"Did you mean `{guess}`? " if guess else ""
        return Diagnostic(
            "spec/unknown-key",
            f"Unknown key `{key}`",
            f"{meant}Known here: {', '.join(sorted(known))}.",
            place.key_span,
        )
    if type_ == "missing":
        return _missing(str(location[-1]), place)
    span = place.key_span if about_key else place.span
    subject = f"`{key}`" if not key.isdigit() else "This item"
    if type_ in _WANTED:
        return Diagnostic(
            "spec/wrong-type",
            f"{subject} must be {_WANTED[type_]}",
            f"It is {described(error['input'])}.{_with_or_without_quotes(type_, error['input'])}",
            span,
        )
    if type_ == "reference":
        return Diagnostic("spec/wrong-reference", f"{subject} names no suitable instance", error["msg"], span)
    if type_ in ("union_tag_not_found", "union_tag_invalid"):
        # A choice is made by a key, or by a function of ours, of whose name nobody has heard.
        chooser = str(error["ctx"]["discriminator"]).strip("'")
        if chooser.isidentifier() and type_ == "union_tag_not_found":
            return _missing(chooser, place)
        if chooser.isidentifier():
            subject, span = f"`{chooser}`", place.child(chooser).span
    summary = f"`{key}` cannot be a key here" if about_key else f"{subject} has an invalid value"
    return Diagnostic("spec/wrong-value", summary, reason(error), span)


def _with_or_without_quotes(type_: str, written: object) -> str:
    """The way out if a value is of another type only for its quotes."""
    if type_ == "string_type" and isinstance(written, int):
        return f' Put it in quotes: "{described(written).rpartition(" ")[2]}".'
    if type_ == "string_type" and isinstance(written, float):
        return " Put it in quotes as it stands there."
    if _WANTED[type_] in ("a whole number", "a number", "true or false") and isinstance(written, str):
        bare = resolve(written)
        wanted = bool if _WANTED[type_] == "true or false" else int if "whole" in _WANTED[type_] else (int, float)
        if isinstance(bare, wanted) and isinstance(bare, bool) == (wanted is bool):
            return f" Remove the quotes: {written}."
    return ""


def _missing(key: str, place: Cursor) -> Diagnostic:
    return Diagnostic("spec/missing-key", f"`{key}` is missing", f"Add `{key}:` here.", place.child(key).span)


def _fact_out_of_place(key: str, type_: str, error: ErrorDetails, place: Cursor) -> Diagnostic:
    if type_ == "value_error":
        return Diagnostic("spec/wrong-value", f"`{key}` has an invalid value", reason(error), place.span)
    return Diagnostic(
        "spec/fact-out-of-place",
        f"`{key}` cannot hold a fact",
        "It is decided when the environment is rendered, and only AWS knows the facts in braces. Constants such as "
        "`{environment}` may stand here.",
        place.span,
    )


def _below(place: Cursor, location: tuple[str | int, ...]) -> Cursor:
    """The place that a location of the validator stands for; the names of union members in it are passed over."""
    return _found_below(place, location)[1]


def _found_below(place: Cursor, location: tuple[str | int, ...]) -> tuple[bool, Cursor]:
    """The place, and whether the last step of the location led to it.

    A union member may be called like a field of it: of `type: queue`, the queue and the batch size lie below `queue`.
    """
    if not location:
        return True, place
    step, rest = location[0], location[1:]
    child = place.child(step)
    if child.node is None:
        return (False, place) if not rest else _found_below(place, rest)
    is_last, inside = _found_below(child, rest)
    if is_last or not rest:
        return is_last, inside
    is_last, beside = _found_below(place, rest)
    return (True, beside) if is_last else (False, inside)


def _keys_at(kind: object, location: tuple[str | int, ...]) -> Iterator[str]:
    """Yield the known keys at a validator's location."""
    candidates = list(_expanded(kind))
    for step in location:
        fields = [
            inner
            for one in candidates
            for name, field in one.model_fields.items()
            if step in (name, field.alias)
            for inner in _expanded(field.annotation)
        ]
        # A step that is no field is the key of a mapping, the index of a list or a union member's name.
        candidates = fields or [one for one in candidates if one.__name__ == step] or candidates
    for one in candidates:
        yield from (field.alias or name for name, field in one.model_fields.items())


def _expanded(kind: object) -> Iterator[type[Settings]]:
    if isinstance(kind, type) and issubclass(kind, Settings):
        yield kind
    for inner in get_args(kind):
        yield from _expanded(inner)
