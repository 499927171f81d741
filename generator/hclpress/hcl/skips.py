"""Comments with which Checkov is told to skip a check, in HCL that is laid out already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hclpress.hcl.values import comment

_HEAD = re.compile(r'(resource|data) "([a-z0-9_]+)" "([A-Za-z0-9_-]+)" \{')


def addresses(source: str) -> tuple[str, ...]:
    """The addresses of all resources and data sources in `source`, as `layout` leaves it, in the order of the file."""
    return tuple(_address(head) for line in source.splitlines() if (head := _HEAD.fullmatch(line)))


def add_skips(source: str, skips: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """`source` with a comment for each skip at the head of its resource.

    Checkov 3.2 takes a skip from a comment between the lines a resource begins and ends at, and reads the reason to
    the end of that line: so each stays on one, however long, and what cannot be seen in it is escaped.

    Args:
        source: HCL as `layout` leaves it.
        skips: by address, the id of each check and the reason.
    """
    lines = []
    for line in source.splitlines(keepends=True):
        lines.append(line)
        head = _HEAD.fullmatch(line.rstrip("\n"))
        for check, reason in skips.get(_address(head), ()) if head else ():
            lines.append(f"  # checkov:skip={check}:{_in_one_line(reason)}\n")
    return "".join(lines)


def _address(head: re.Match[str]) -> str:
    kind, resource, label = head.groups()
    return f"{resource}.{label}" if kind == "resource" else f"data.{resource}.{label}"


def _in_one_line(reason: str) -> str:
    return " ".join(line.removeprefix("#").strip() for line in comment(reason).splitlines())
