"""hclpress show: list the values of a merged spec with their places, or all that hold with their origins."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.pipeline import merged, validated
from hclpress.project.project import Project
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES
from hclpress.spec.origin import MODULE, RAW, REGIONS, InstanceOrigin
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json
from hclpress.validation.effective_values import EffectiveValue, ValueOrigin, effective_values


def show(console: Console, project: Project, wanted: str, below: str) -> int:
    """List the values of a merged spec with the place that set each, and the inherited mappings that none comes from.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        below: a dotted path such as `modules.vpc`; empty for everything.

    Returns:
        0.

    Raises:
        Diagnosed: when the spec cannot be merged, or has no value at `below`.
    """
    tree = merged(project.environment(wanted))
    start = _path(tree, below)
    node = document.find(tree, start)
    assert node is not None  # noqa: S101  (`_path` has followed it)
    leaves = [((*start, *path), leaf) for path, leaf in document.walk(node)]
    discarded = [*_above(tree, start), *_discarded(node, start)]
    console.table(
        ("Path", "Value", "Set by"),
        (
            (_dotted(path), json.dumps(document.plain(leaf), ensure_ascii=False), f"{leaf.span.file}:{leaf.span.line}")
            for path, leaf in leaves
        ),
    )
    if discarded:
        console.table(
            ("Path", "Discards"), ((_dotted(path), f"{place.file}:{place.line}") for path, place in discarded)
        )
    console.report(
        (),
        {
            "values": [
                {
                    "path": list(path),
                    "value": document.plain(leaf),
                    "file": leaf.span.file,
                    "line": leaf.span.line,
                    "column": leaf.span.column,
                }
                for path, leaf in leaves
            ],
            "discarded": [
                {"path": list(path), "file": place.file, "line": place.line, "column": place.column}
                for path, place in discarded
            ],
        },
    )
    return 0


def show_effective(console: Console, project: Project, wanted: str, below: str) -> int:
    """List every value that holds, those that the spec does not set as well, with the origin of each.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        below: a dotted path such as `modules.vpc`; empty for everything.

    Returns:
        0.

    Raises:
        Diagnosed: when the spec has a problem, or no value at `below`.
    """
    spec = validated(project.environment(wanted), project.catalog)
    values = [*_of_environment(spec), *(one for name in spec.sites for one in _of_instance(name, spec))]
    start = tuple(int(part) if part.isdigit() else part for part in filter(None, below.split(".")))
    chosen = [one for one in values if one.path[: len(start)] == start]
    if not chosen:
        raise Diagnosed([_no_such_path(below, start, [one.path for one in values])])
    console.table(
        ("Path", "Value", "Origin"),
        ((_dotted(one.path), json.dumps(one.value, ensure_ascii=False), _origin(one, spec)) for one in chosen),
    )
    console.report((), {"values": [_as_json(one, spec) for one in chosen]})
    return 0


def _of_environment(spec: EnvironmentSpec) -> Iterator[EffectiveValue]:
    for one in effective_values(spec.environment, Cursor(spec.document)):
        decided = one.path == ("destroyable",) and one.value is None
        yield EffectiveValue(one.path, spec.environment.may_be_destroyed, ValueOrigin.POSTURE) if decided else one


def _of_instance(name: str, spec: EnvironmentSpec) -> Iterator[EffectiveValue]:
    placement, top = spec.placements[name], Cursor(spec.document)
    place = top.child(MODULES, placement.declared_name)
    told = place.child(MODULE)
    yield EffectiveValue((MODULES, name, MODULE), placement.module, told.span if told.node else place.key_span)
    if name in spec.shared:
        # The other environment lists what its instance has.
        for below, leaf in document.walk(place.node) if place.node else ():
            yield EffectiveValue((MODULES, name, *below), document.plain(leaf), leaf.span)
        return
    for one in effective_values(spec.settings(name), place):
        if placement.origin is InstanceOrigin.EXISTING and one.path[0] in RAW:
            continue
        path = (MODULES, name, *one.path)
        if one.path != ("region",) or isinstance(one.origin, Span):
            yield EffectiveValue(path, one.value, one.origin)
            continue
        region, listed = spec.sites[name].region, place.child(REGIONS)
        by_environment = top.child("region").span if region == spec.environment.region else ValueOrigin.MODULE
        yield EffectiveValue(path, region, listed.span if listed.node else by_environment)


def _origin(one: EffectiveValue, spec: EnvironmentSpec) -> str:
    if isinstance(one.origin, Span):
        return f"{one.origin.file}:{one.origin.line}"
    return f"posture {spec.environment.posture}" if one.origin is ValueOrigin.POSTURE else str(one.origin)


def _as_json(one: EffectiveValue, spec: EnvironmentSpec) -> dict[str, Json]:
    place = one.origin if isinstance(one.origin, Span) else None
    return {
        "path": list(one.path),
        "value": one.value,
        "origin": "spec" if place else _origin(one, spec),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def _no_such_path(below: str, start: document.SpecPath, paths: list[document.SpecPath]) -> Diagnostic:
    depth = max(length for length in range(len(start)) if any(path[:length] == start[:length] for path in paths))
    known = list(dict.fromkeys(str(path[depth]) for path in paths if path[:depth] == start[:depth] and path[depth:]))
    guess = nearest(str(start[depth]), known)
    return Diagnostic(
        "spec/no-such-path",
        f"There is no value at {below}",
        f"{f'Did you mean `{guess}`? ' if guess else ''}The keys at {_dotted(start[:depth]) or 'the top'} are: "
        f"{', '.join(known) or 'none'}.",
    )


def _above(tree: document.Mapping, start: document.SpecPath) -> Iterator[tuple[document.SpecPath, Span]]:
    """Yield the mappings around a path that took the place of inherited ones."""
    for length in range(len(start)):
        node = document.find(tree, start[:length])
        if isinstance(node, document.Mapping) and node.replaced is not None:
            yield start[:length], node.replaced


def _discarded(node: document.Node, path: document.SpecPath) -> Iterator[tuple[document.SpecPath, Span]]:
    """Yield the mappings at a path and below it that took the place of inherited ones, with the places of those."""
    if isinstance(node, document.Mapping):
        if node.replaced is not None:
            yield path, node.replaced
        for key, entry in node.entries.items():
            yield from _discarded(entry.node, (*path, key))


def _path(tree: document.Mapping, dotted: str) -> document.SpecPath:
    path: document.SpecPath = ()
    for part in filter(None, dotted.split(".")):
        step: str | int = int(part) if part.isdigit() else part
        node = document.find(tree, path)
        if document.find(tree, (*path, step)) is None:
            known = list(node.entries) if isinstance(node, document.Mapping) else []
            guess = nearest(part, known)
            raise Diagnosed(
                [
                    Diagnostic(
                        "spec/no-such-path",
                        f"There is no value at {dotted}",
                        f"{f'Did you mean `{guess}`? ' if guess else ''}The keys at {_dotted(path) or 'the top'} are: "
                        f"{', '.join(known) or 'none'}.",
                    )
                ]
            )
        path = (*path, step)
    return path


def _dotted(path: document.SpecPath) -> str:
    return ".".join(map(str, path))
