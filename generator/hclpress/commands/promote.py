"""hclpress promote: carry values from the spec of one environment into that of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hclpress.commands.preview import PreviewOptions, preview
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.pipeline import inherited
from hclpress.project.project import Project
from hclpress.source import document
from hclpress.source.insertion import NoPlaceForValue, lines_of, with_value
from hclpress.source.nearest import nearest
from hclpress.source.reader import read
from hclpress.source.replacement import with_replaced
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.ui.console import Console


def promote(
    console: Console,
    project: Project,
    source: str,
    target: str,
    paths: Sequence[str],
    options: PreviewOptions,
    *,
    dry_run: bool = False,
) -> int:
    """Carry values from one spec into another, whose comments and order stay, and preview the change.

    Args:
        console: the console to print to.
        project: the project of both.
        source: the environment whose values are carried.
        target: the environment whose spec is written.
        paths: dotted paths of the values, such as `modules.ecs.services.web.memory`.
        options: the options of the preview.
        dry_run: whether the spec is put back after the preview.

    Returns:
        The exit code of the preview.

    Raises:
        Diagnosed: when a value is not set, or the spec cannot be changed, or has a problem then. It stays as it was.
    """
    first, second = project.environment(source), project.environment(target)
    before = second.path.read_bytes()
    values = inherited(first)
    text = before.decode()
    problems: list[Diagnostic] = []
    for dotted in paths:
        try:
            text = _with(text, inherited(second), _found(values, dotted, first), dotted)
        except NoPlaceForValue:
            problems.append(_cannot_write(second, dotted, document.find(values, tuple(dotted.split(".")))))
        except Diagnosed as found:
            problems.extend(found.diagnostics)
    if problems:
        raise Diagnosed(problems)
    second.path.write_bytes(text.encode())
    is_done = False
    try:
        _hold_equal(values, inherited(second), paths, second)
        code = preview(console, project, [second.address], options)
        is_done = True
        return code
    finally:
        if dry_run or not is_done:
            second.path.write_bytes(before)


def _found(values: document.Mapping, dotted: str, where: EnvironmentFile) -> document.Node:
    path = tuple(dotted.split("."))
    found = document.find(values, path)
    if found is not None:
        return found
    known = [".".join(map(str, one)) for one, _ in document.walk(values)]
    guess = nearest(dotted, known)
    meant = f"Did you mean `{guess}`? " if guess else ""
    raise Diagnosed(
        [
            Diagnostic(
                "promote/not-set",
                f"{where.address} sets no {dotted}",
                f"{meant}`hclpress show {where.address}` lists what its spec sets; a default is not carried.",
                Span.start_of(shown(where.path.absolute())),
            )
        ]
    )


def _with(text: str, inherited: document.Mapping, value: document.Node, dotted: str) -> str:
    """Return the text of a spec with a value; of a mapping, each of its values is set where it differs."""
    for path, one in _settings(tuple(dotted.split(".")), value):
        there = document.find(inherited, path)
        if there is not None and document.plain(there) == document.plain(one):
            continue
        own = document.find(read(text, ""), path)
        change = with_value if own is None else with_replaced
        text = change(text, path, document.plain(one))
    return text


def _settings(path: tuple[str, ...], node: document.Node) -> Iterator[tuple[tuple[str, ...], document.Node]]:
    if isinstance(node, document.Mapping) and node.entries:
        for key, entry in node.entries.items():
            yield from _settings((*path, key), entry.node)
    else:
        yield path, node


def _hold_equal(
    values: document.Mapping, after: document.Mapping, paths: Sequence[str], where: EnvironmentFile
) -> None:
    """Refuse a promotion after which a value is another one: a mapping may have more keys there."""
    problems = []
    for dotted in paths:
        path = tuple(dotted.split("."))
        wanted, there = (document.find(tree, path) for tree in (values, after))
        if wanted is None or there is None or document.plain(wanted) == document.plain(there):
            continue
        known = {one for one, _ in document.walk(wanted)}
        more = [one for one, _ in document.walk(there) if one not in known]
        names = ", ".join(".".join(map(str, (*path, *one))) for one in more[:5])
        problems.append(
            Diagnostic(
                "promote/more-there",
                f"{where.address} sets more at {dotted}",
                f"It has {names} as well. Remove these, with `!unset` where they are inherited, or name single values.",
                document.span_of(after, (*path, *(more[0] if more else ()))),
            )
        )
    if problems:
        raise Diagnosed(problems)


def _cannot_write(where: EnvironmentFile, dotted: str, value: document.Node | None) -> Diagnostic:
    path: Sequence[str] = dotted.split(".")
    lines = "" if value is None else "\n".join(lines_of(path, document.plain(value)))
    return Diagnostic(
        "promote/cannot-write",
        f"`{dotted}` cannot be written into the spec",
        f"Its text is too unusual to be changed safely. Write this yourself:\n{lines}",
        Span.start_of(shown(where.path.absolute())),
    )
