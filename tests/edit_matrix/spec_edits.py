"""Every single edit of a spec that its schema allows: fields, items, names, orders and the posture."""

from __future__ import annotations

import copy
import string
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

Node: TypeAlias = Any
"""A part of a spec or of its JSON schema."""
Path: TypeAlias = "tuple[str | int, ...]"

_POSTURES = ("sandbox", "dev", "staging", "prod")


class SpecEdit(Struct, frozen=True):
    """One edit.

    Attributes:
        name: the kind of edit and its place, such as `remove modules.store.tables.orders`.
        spec: the whole spec afterwards.
    """

    name: str
    spec: dict[str, Node]


def edits(spec: dict[str, Node], schema: Mapping[str, Node]) -> Iterator[SpecEdit]:
    """Yield every single edit of a spec.

    Args:
        spec: the spec, as plain data.
        schema: the JSON schema of specs, with the definition of each module under `module <name>`.
    """
    yield from _posture(spec)
    for name, instance in spec["modules"].items():
        instance = instance or {}
        definition = schema["$defs"].get(f"module {instance.get('module', name)}")
        yield from _of_mapping(spec, ("modules", name), instance, _resolved(definition, schema), schema)
    yield from _items(spec, ("modules",), spec["modules"])


def _posture(spec: dict[str, Node]) -> Iterator[SpecEdit]:
    for posture in _POSTURES:
        if spec.get("posture", "dev") != posture:
            yield SpecEdit(f"posture {posture}", {**spec, "posture": posture})


def _of(spec: Node, place: Path, value: Node, form: Node, schema: Mapping[str, Node]) -> Iterator[SpecEdit]:
    form = _fitting(value, form, schema)
    if isinstance(value, dict):
        properties = form.get("properties")
        if properties is not None:
            yield from _of_mapping(spec, place, value, form, schema)
            return
        inner = form.get("additionalProperties")
        for key, one in value.items():
            yield from _of(spec, (*place, key), one, inner if isinstance(inner, dict) else {}, schema)
        yield from _items(spec, place, value)
    elif isinstance(value, list):
        if len(value) > 1:
            yield _put("reverse", spec, place, value[::-1])
            yield _put("drop last of", spec, place, value[:-1])
            yield _put("drop first of", spec, place, value[1:])
        items = form.get("items", {})
        for index, one in enumerate(value):
            yield from _of(spec, (*place, index), one, items, schema)
    else:
        for other in _others(value, form):
            yield _put(f"set {other!r} at", spec, place, other)


def _of_mapping(spec: Node, place: Path, value: Node, form: Node, schema: Mapping[str, Node]) -> Iterator[SpecEdit]:
    properties, required = form.get("properties", {}), form.get("required", ())
    for name, one in value.items():
        if name in {"module", "extra", "note"}:
            continue
        yield from _of(spec, (*place, name), one, properties.get(name, {}), schema)
        if name not in required:
            yield _taken("unset", spec, (*place, name))
    for name, inner in properties.items():
        if name in value or name in {"module", "extra", "note"}:
            continue
        for new in _new(_resolved(inner, schema), schema):
            yield _put(f"add {new!r} at", spec, (*place, name), new)


def _items(spec: Node, place: Path, value: Mapping[str, Node]) -> Iterator[SpecEdit]:
    """Yield the edits of a mapping whose keys the author chooses."""
    for key in value:
        yield _taken("remove", spec, (*place, key))
        other = f"{key}x" if key[-1:].isalnum() else f"x{key}"
        renamed = {other if name == key else name: one for name, one in value.items()}
        yield _put(f"rename {key} in", spec, place, renamed)
    if value:
        key, one = next(iter(value.items()))
        second = f"{key}-second" if key.islower() and "/" not in key else f"{key}second"
        yield _put(f"copy {key} in", spec, place, {**value, second: one})
    if len(value) > 1:
        yield _put("reverse", spec, place, dict(reversed(value.items())))


def _others(value: Node, form: Mapping[str, Node]) -> Iterator[Node]:
    """Yield other values for a scalar."""
    choices = form.get("enum")
    if choices:
        yield from [one for one in choices if one != value][:3]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        for other in (value + 1, value - 1, value * 2):
            if form.get("minimum", other) <= other <= form.get("maximum", other):
                yield other
    elif isinstance(value, str) and value:
        last = value[-1]
        letters = string.digits if last.isdigit() else string.ascii_lowercase
        yield value[:-1] + letters[(letters.find(last) + 1) % len(letters)] if last in letters else f"{value}x"
        yield f"{value}x"


def _new(form: Mapping[str, Node], schema: Mapping[str, Node]) -> Iterator[Node]:
    """Yield values for a field that is not set."""
    if "anyOf" in form or "oneOf" in form:
        for one in form.get("anyOf", form.get("oneOf", ())):
            yield from [*_new(_resolved(one, schema), schema)][:1]
        return
    default, kind = form.get("default"), form.get("type")
    if "enum" in form:
        yield from [one for one in form["enum"] if one != default][:2]
    elif kind == "boolean":
        yield default is not True
    elif kind in {"integer", "number"}:
        least = form.get("minimum", 1)
        start = default if isinstance(default, int) else least
        yield from [one for one in (start + 1, start, least) if one <= form.get("maximum", one)][:1]
    elif kind == "string" and not form.get("pattern"):
        yield "changed"
    elif kind == "object" and "properties" in form:
        required = {
            name: next(_new(_resolved(form["properties"][name], schema), schema), None)
            for name in form.get("required", ())
        }
        if None not in required.values():
            yield required


def _fitting(value: Node, form: Mapping[str, Node], schema: Mapping[str, Node]) -> Mapping[str, Node]:
    """Return the alternative of a schema that a value has the form of."""
    form = _resolved(form, schema)
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    for one in form.get("anyOf", form.get("oneOf", ())):
        resolved = _resolved(one, schema)
        fits_const = all(
            value.get(name) == inner["const"]
            for name, inner in resolved.get("properties", {}).items()
            if isinstance(value, dict) and "const" in inner
        )
        if resolved.get("type") == kinds.get(type(value)) and fits_const:
            return _fitting(value, resolved, schema)
    return form


def _resolved(form: Mapping[str, Node] | None, schema: Mapping[str, Node]) -> Mapping[str, Node]:
    if form is None:
        return {}
    if "$ref" in form:
        return _resolved(schema["$defs"][form["$ref"].removeprefix("#/$defs/")], schema)
    whole = form.get("allOf")
    return _resolved(whole[0], schema) if whole and len(whole) == 1 else form


def _put(what: str, spec: Node, place: Path, value: Node) -> SpecEdit:
    changed = copy.deepcopy(spec)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    return SpecEdit(f"{what} {'.'.join(map(str, place))}", changed)


def _taken(what: str, spec: Node, place: Path) -> SpecEdit:
    changed = copy.deepcopy(spec)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    del holder[place[-1]]
    return SpecEdit(f"{what} {'.'.join(map(str, place))}", changed)
