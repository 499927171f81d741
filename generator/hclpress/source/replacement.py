"""Replaces a value in the text of a YAML file, and leaves every other character of it as it is."""

from __future__ import annotations

from collections.abc import Sequence as Items

from hclpress.diagnostics import Diagnosed
from hclpress.source.document import Mapping, Node, Plain, Sequence, find, plain
from hclpress.source.insertion import NoPlaceForValue, with_entry, written
from hclpress.source.reader import read

_TAGS = ("!format", "!append", "!unset", "!replace")


def with_replaced(text: str, path: Items[str], value: Plain) -> str:
    """Return the text of a YAML file with another value at a path, which has one.

    Args:
        text: the text, which is well-formed.
        path: the keys that lead to the value.
        value: the new value, as `hclpress.source.document.plain` gives it.

    Raises:
        NoPlaceForValue: where an alias or an unusual form stands in the way.
    """
    before = read(text, "")
    node = find(before, tuple(path))
    holder = find(before, tuple(path[:-1]))
    if node is None or not isinstance(holder, Mapping):
        raise NoPlaceForValue
    heading = holder.entries[path[-1]].key_span
    expected = with_entry(plain(before), path, value)
    changed = _replaced(text, node, heading.end_line, heading.end_column, value)
    try:
        after = plain(read(changed, ""))
    except Diagnosed as error:
        raise NoPlaceForValue from error
    if after != expected:
        raise NoPlaceForValue
    return changed


def _replaced(text: str, node: Node, line: int, column: int, value: Plain) -> str:
    lines = text.splitlines(keepends=True)
    span = node.span
    if isinstance(node, Mapping | Sequence) and span.line > line:
        return _in_block(lines, node, value)
    if span.line != line:
        raise NoPlaceForValue
    in_flow = lines[line - 1][: column - 1].count("{") + lines[line - 1][: column - 1].count("[") > 0
    head, tail = lines[line - 1][: span.column - 1], lines[span.end_line - 1][span.end_column - 1 :]
    for tag in _TAGS:
        head = head[: -len(tag) - 1] if head.endswith(f"{tag} ") else head
    lines[line - 1 : span.end_line] = [f"{head}{written(value, in_flow=in_flow)}{tail}"]
    return "".join(lines)


def _in_block(lines: list[str], node: Mapping | Sequence, value: Plain) -> str:
    """Replace a block by one of the same indent, with an item or an entry on each line."""
    span = node.span
    if not isinstance(node, Sequence) or not isinstance(value, list) or not value:
        raise NoPlaceForValue
    end = "\r\n" if lines[span.line - 1].endswith("\r\n") else "\n"
    indent = lines[span.line - 1][: span.column - 1]
    if indent.strip() or not lines[span.line - 1][span.column - 1 :].startswith("-"):
        raise NoPlaceForValue
    lines[span.line - 1 : span.end_line] = [f"{indent}- {written(one)}{end}" for one in value]
    return "".join(lines)
