"""Lays one file over the file it extends. Each value keeps the place it was written at."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.document import Directive, Entry, Mapping, Node, Sequence, SpecPath
from hclpress.source.nearest import nearest
from hclpress.source.node_results import once_for_each_node

KeptKeys: TypeAlias = Callable[[SpecPath, Mapping, Mapping], Collection[str] | None]
"""A function of a path, the inherited mapping there and the one laid over it: the inherited keys that stay where the
latter replaces the former; None where the two merge."""


def merge(base: Mapping, over: Mapping, kept_keys: KeptKeys = lambda _path, _base, _over: None) -> Mapping:
    """Merge `over` onto `base`; a chain of files is merged from its root on, each file onto the result so far.

    Two mappings merge key by key. Every other value replaces the inherited one, whatever its kind: a setting may take
    `none` or a mapping, and the schema reports a wrong kind at the file that wrote it. `!append` adds its items after
    the inherited ones; with nothing inherited, they are the list. `!unset` removes the key. A mapping after `!replace`
    takes the place of the inherited one. Keys keep the order of `base`; new ones follow in the order of `over`. A
    mapping or list from both files has its place in `over`; its values keep their own.

    Args:
        base: a document without directives: the result of `finish` or `merge`.
        over: a document as the reader returned it.
        kept_keys: a function that finds the mappings which replace the inherited one without a directive.

    Returns:
        A document without directives.

    Raises:
        Diagnosed: every `merge/append-to-non-list` and `merge/nothing-to-unset`.
    """
    problems: list[Diagnostic] = []
    merged = _merged(base, over, _Merge(kept_keys, problems), ())
    if problems:
        raise Diagnosed(problems)
    return merged


class _Merge(Struct, frozen=True):
    """The rules of one merge, and the problems that it finds."""

    kept_keys: KeptKeys
    problems: list[Diagnostic]


def finish(document: Mapping) -> Mapping:
    """Return a document that extends nothing, without its directives: the same as `merge` onto an empty one.

    Raises:
        Diagnosed: a `merge/nothing-to-unset` for every `!unset`.
    """
    return merge(Mapping({}, Span.start_of(document.span.file)), document)


def _merged(base: Mapping, over: Mapping, merging: _Merge, path: SpecPath) -> Mapping:
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        inherited = entries.get(key)
        node = _over(inherited, entry, merging, (*path, key))
        if node is not None:
            entries[key] = entry if node is entry.node else Entry(key, entry.key_span, node)
        elif inherited:
            del entries[key]
        else:
            merging.problems.append(_nothing_to_unset(base, entry))
    return Mapping(entries, over.span, replaced=base.replaced)


def _over(inherited: Entry | None, entry: Entry, merging: _Merge, path: SpecPath) -> Node | None:
    """Return the value of an entry merged onto the inherited one, or None if it is to be removed."""
    node, base = entry.node, inherited.node if inherited else None
    if isinstance(node, Mapping):
        if inherited is None or not isinstance(base, Mapping):
            if _has_no_directive(node):
                return node
            return _merged(Mapping({}, node.span, replaced=node.replaced), node, merging, path)
        kept = () if node.directive is Directive.REPLACE else merging.kept_keys(path, base, node)
        if kept is not None:
            staying = {key: one for key, one in base.entries.items() if key in kept}
            base = Mapping(staying, node.span, replaced=inherited.key_span)
        return _merged(base, node, merging, path)
    if node.directive is Directive.UNSET:
        return None
    if node.directive is Directive.APPEND and isinstance(node, Sequence):
        if base is not None and not isinstance(base, Sequence):
            merging.problems.append(_append_to_non_list(base, entry))
        before = base.items if isinstance(base, Sequence) else ()
        return Sequence((*before, *node.items), node.span)
    return node


@once_for_each_node(4096)
def _has_no_directive(node: Mapping) -> bool:
    """Return whether merging a mapping onto nothing would change nothing. Directives below a list are not followed."""
    if node.directive is not None:
        return False
    return all(
        _has_no_directive(entry.node) if isinstance(entry.node, Mapping) else entry.node.directive is None
        for entry in node.entries.values()
    )


def _nothing_to_unset(base: Mapping, entry: Entry) -> Diagnostic:
    meant = nearest(entry.key, base.entries)
    hint = f" Did you mean '{meant}'?" if meant else " Remove the line."
    detail = f"The key '{entry.key}' inherits no value that '!unset' could remove.{hint}"
    return Diagnostic("merge/nothing-to-unset", "There is nothing to unset", detail, entry.key_span)


def _append_to_non_list(base: Node, entry: Entry) -> Diagnostic:
    kind = "a mapping" if isinstance(base, Mapping) else "a single value"
    detail = (
        f"'{entry.key}' inherits {kind}, which {base.span.file}:{base.span.line} sets. "
        "Remove '!append' to replace it by the list."
    )
    return Diagnostic("merge/append-to-non-list", "'!append' needs a list to add to", detail, entry.node.span)
