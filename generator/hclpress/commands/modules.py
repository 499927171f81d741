"""hclpress modules: list the modules, or the settings of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.module.field_annotations import FromPosture, ReferenceTo
from hclpress.project.project import Project
from hclpress.source.nearest import nearest
from hclpress.spec.field_descriptions import descriptions
from hclpress.spec.origin import InstanceOrigin
from hclpress.spec.settings import Settings
from hclpress.ui.console import Console


def modules(console: Console, project: Project, name: str | None) -> int:
    """List the modules, or the settings of one.

    Returns:
        0.

    Raises:
        Diagnosed: when there is no module of that name.
    """
    catalog = project.catalog
    if name is None:
        found = [(kind.name, kind.settings.summary) for kind in catalog]
        console.table(("Module", "Purpose"), found)
        console.report((), {"modules": [{"name": one, "summary": summary} for one, summary in found]})
        return 0
    if name not in catalog.folders:
        guess = nearest(name, catalog.names)
        meant = f"Did you mean `{guess}`? " if guess else ""
        there_is = f"{meant}Modules: {', '.join(catalog.names)}."
        raise Diagnosed([Diagnostic("spec/unknown-module", f"There is no module `{name}`", there_is)])
    kind = catalog.module(name)
    rows = list(setting_rows(kind.settings))
    if kind.settings.existing_form is not None:
        existing = setting_rows(kind.settings.existing_form)
        rows += [row for row in existing if row[0].partition(".")[0] == InstanceOrigin.EXISTING.value]
    console.say(f"{name}: {kind.settings.summary}\n")
    console.table(("Setting", "Kind", "Default", "Meaning"), rows)
    console.report(
        (),
        {
            "module": name,
            "summary": kind.settings.summary,
            "settings": [dict(zip(("setting", "kind", "default", "description"), row, strict=True)) for row in rows],
        },
    )
    return 0


def setting_rows(
    kind: type[Settings], prefix: str = "", above: tuple[type[Settings], ...] = ()
) -> Iterator[tuple[str, str, str, str]]:
    """Yield (setting, kind, default, description) of each setting, followed by those of its parts.

    The parts of a mapping are below `<name>`, those of a list below `[]`. Settings inside settings of their own kind
    (one of `above`) are listed once.
    """
    texts = descriptions(kind)
    for name, field in kind.model_fields.items():
        path = f"{prefix}{field.alias or name}"
        yield path, _kind(field.annotation), _default(field), texts.get(name, "")
        for below, part in _parts(field.annotation):
            if part not in (*above, kind):
                yield from setting_rows(part, f"{path}{below}.", (*above, kind))


def _parts(annotation: object, below: str = "") -> Iterator[tuple[str, type[Settings]]]:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        yield below, annotation
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        below += "[]"
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        below, arguments = f"{below}.<name>", arguments[1:]
    for inner in dict.fromkeys(arguments):
        yield from _parts(inner, below)


def _default(field: FieldInfo) -> str:
    for marker in field.metadata:
        if isinstance(marker, FromPosture):
            return f"posture: {marker.default}"
        if isinstance(marker, ReferenceTo) and field.is_required():
            return "the only one"
    if field.is_required():
        parts = list(_parts(field.annotation))
        filled = parts and not any(_needed(part) for _, part in parts) and type(None) in get_args(field.annotation)
        return "on" if filled else "required"
    default = field.get_default(call_default_factory=True)
    if default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, Settings):
        return "see below"
    if isinstance(default, (list, tuple)):
        return ", ".join(map(str, default)) or "none"
    return "none" if default == {} else str(default)


def _needed(kind: type[Settings]) -> bool:
    return any(
        field.is_required() and not any(isinstance(marker, FromPosture) for marker in field.metadata)
        for field in kind.model_fields.values()
    )


def _kind(annotation: object) -> str:
    if isinstance(annotation, type):
        if issubclass(annotation, Settings):
            return "mapping"
        return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(annotation, "text")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        shown = [str(one) for one in arguments]
        return " | ".join(shown) if len(shown) <= 12 else f"{' | '.join(shown[:11])} | …"
    if origin is Annotated:
        return _kind(arguments[0])
    if origin is tuple:
        return f"list of {_kind(arguments[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"map of {_kind(arguments[1])}"
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return " | ".join(dict.fromkeys(_kind(one) for one in arguments if one is not type(None)))
    return "text"
