"""hclpress show: list the values of a merged spec with their places."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.pipeline import merged
from hclpress.project.project import Project
from hclpress.source import document
from hclpress.source.nearest import nearest
from hclpress.ui.console import Console


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
