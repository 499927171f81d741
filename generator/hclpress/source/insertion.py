"""Writes values into the text of a YAML file, and leaves every other character of it as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence as Items

from hclpress.source.document import FORMAT, Mapping, Node, Plain, Scalar, plain
from hclpress.source.reader import read

_PLAIN = re.compile(r"[A-Za-z_/][\w./:@+=\[\]\",*-]*(?<!:)")
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z_/][\w./@+=-]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_STEP = 2


class NoPlaceForValue(Exception):  # noqa: N818  (it describes the text, and is no error of the program)
    """The text is written in a way into which a value cannot be put without changing something else."""


def with_value(text: str, path: Items[str], value: Plain) -> str:
    """Return the text of a YAML file with one more value.

    Args:
        text: the text, which is well-formed.
        path: the keys that lead to the value. Those that are missing are added too.
        value: the value, as `hclpress.source.document.plain` gives it.

    Raises:
        NoPlaceForValue: where an alias, a value of another kind or an unusual form stands in the way.
    """
    before = read(text, "")
    expected = with_entry(plain(before), list(path), value)
    changed = _inserted(text, before, list(path), value)
    try:
        after = plain(read(changed, ""))
    except Exception as error:
        raise NoPlaceForValue from error
    if after != expected:
        raise NoPlaceForValue
    return changed


def lines_of(path: Items[str], value: Plain, indent: int = 0) -> list[str]:
    """Return the lines of a value below its keys, in block style."""
    *above, last = path
    lines = [f"{' ' * (indent + _STEP * depth)}{scalar(key)}:" for depth, key in enumerate(above)]
    return [*lines, f"{' ' * (indent + _STEP * len(above))}{scalar(last)}: {written(value)}"]


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a text as YAML, in quotes only where it needs them."""
    allowed = _PLAIN_IN_FLOW if in_flow else _PLAIN
    if allowed.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return (
        f"'{text}'" if '"' in text and "'" not in text and text.isprintable() else json.dumps(text, ensure_ascii=False)
    )


def written(value: Plain, *, in_flow: bool = False) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict) and value.keys() == {FORMAT}:
        return f"{FORMAT} {json.dumps(value[FORMAT], ensure_ascii=False)}"
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(key, in_flow=True)}: {written(one, in_flow=True)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(one, in_flow=True) for one in value)}]"
    return scalar(value, in_flow=in_flow) if isinstance(value, str) else json.dumps(value)


def with_entry(tree: Plain, path: Items[str], value: Plain) -> Plain:
    """Return plain data with a value at a path; mappings that are missing are added.

    Raises:
        NoPlaceForValue: where something else than a mapping is in the way.
    """
    if not path:
        return value
    found = dict(tree) if isinstance(tree, dict) else {}
    if tree is not None and not isinstance(tree, dict):
        raise NoPlaceForValue
    return {**found, path[0]: with_entry(found.get(path[0]), path[1:], value)}


def _inserted(text: str, root: Mapping, path: list[str], value: Plain) -> str:
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[-1].endswith("\r\n") else "\n"
    node: Node = root
    indent, heading = 0, 0
    while isinstance(node, Mapping) and path[0] in node.entries and len(path) > 1:
        entry = node.entries[path.pop(0)]
        indent, heading = entry.key_span.column - 1 + _STEP, entry.key_span.line
        node = entry.node
    if isinstance(node, Scalar):
        if node.value is not None:
            raise NoPlaceForValue
        return _after_line(lines, heading, lines_of(path, value, indent), end)
    if not isinstance(node, Mapping):
        raise NoPlaceForValue
    if node.entries or node is root:
        if heading and node.span.line < heading:
            raise NoPlaceForValue
        if _is_flow(lines, node):
            return _into_flow(lines, node, path, value)
        first = next(iter(node.entries.values()), None)
        indent = first.key_span.column - 1 if first is not None else 0
        last = node.span.end_line if node.entries else len(lines)
        return _after_line(lines, last, lines_of(path, value, indent), end)
    return _into_flow(lines, node, path, value)


def _is_flow(lines: list[str], node: Mapping) -> bool:
    line = lines[node.span.line - 1] if node.span.line <= len(lines) else ""
    return line[node.span.column - 1 : node.span.column] == "{"


def _after_line(lines: list[str], number: int, added: list[str], end: str) -> str:
    if number and not lines[number - 1].endswith(("\n", "\r")):
        lines[number - 1] += end
    return "".join([*lines[:number], *(f"{line}{end}" for line in added), *lines[number:]])


def _into_flow(lines: list[str], node: Mapping, path: list[str], value: Plain) -> str:
    line, column = node.span.end_line - 1, node.span.end_column - 2
    if lines[line][column] != "}":
        raise NoPlaceForValue
    inner = written(value, in_flow=True)
    for key in reversed(path[1:]):
        inner = f"{{{scalar(key, in_flow=True)}: {inner}}}"
    comma = ", " if node.entries else ""
    head = lines[line][:column]
    stripped = head.rstrip()
    # A space before the brace, or a comma behind the last entry, stays as it is.
    gap = head[len(stripped) :]
    comma = " " if stripped.endswith(",") else comma
    lines[line] = f"{stripped}{comma}{scalar(path[0], in_flow=True)}: {inner}{gap}{lines[line][column:]}"
    return "".join(lines)
