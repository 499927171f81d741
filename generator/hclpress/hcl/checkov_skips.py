"""Adds comments that make Checkov skip a check to HCL that is already laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hclpress.hcl.comment import comment

_HEAD = re.compile(r'(resource|data) "([a-z0-9_]+)" "([A-Za-z0-9_-]+)" \{')


def addresses(source: str) -> tuple[str, ...]:
    """Return the addresses of all resources and data sources in `source`, after `layout`, in the order of the file."""
    return tuple(_address(head) for line in source.splitlines() if (head := _HEAD.fullmatch(line)))


def add_skips(source: str, skips: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """Return `source` with a comment for each skip at the head of its resource.

    Checkov 3.2 reads a skip from a comment between the first and the last line of a resource, and the reason to the end
    of that line: so each stays on one, however long, and invisible characters in it are escaped.

    Args:
        source: HCL after `layout`.
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
