"""Adds comments that make Checkov and Trivy skip a check to HCL that is already laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.hcl.comment import comment

_HEAD = re.compile(r'(resource|data) "([a-z0-9_]+)" "([A-Za-z0-9_-]+)" \{')

Skips = Mapping[str, Mapping[str, str]]
"""By address, the id of each check that is skipped there, and the reason."""


def addresses(source: str) -> tuple[str, ...]:
    """Return the addresses of all resources and data sources in `source`, after `layout`, in the order of the file."""
    return tuple(_address(head) for line in source.splitlines() if (head := _HEAD.fullmatch(line)))


def add_comments(source: str, checkov: Skips, trivy: Skips) -> str:
    """Return `source` with comments at the resources in which a scanner skips checks.

    Checkov 3.2 reads a skip from a comment between the first and the last line of a resource, and the reason to the end
    of that line: so each stays on one, however long, and invisible characters in it are escaped.

    Trivy reads the ids from one comment directly above a resource (its documentation, "Skipping resources by inline
    comments"), and no reason: so the reasons stand above that line, as comments that mean nothing to it.

    Args:
        source: HCL after `layout`.
        checkov: the checks that Checkov skips.
        trivy: the checks that Trivy skips.
    """
    lines: list[str] = []
    for line in source.splitlines(keepends=True):
        head = _HEAD.fullmatch(line.rstrip("\n"))
        address = _address(head) if head else ""
        lines += _ignored(trivy.get(address, {}))
        lines.append(line)
        lines += (
            f"  # checkov:skip={check}:{_in_one_line(reason)}\n" for check, reason in checkov.get(address, {}).items()
        )
    return "".join(lines)


def _ignored(ids: Mapping[str, str]) -> Iterator[str]:
    for check, reason in ids.items():
        yield f"{comment(f'{check}: {reason}')}\n"
    if ids:
        yield f"#{' '.join(f'trivy:ignore:{check}' for check in ids)}\n"


def _address(head: re.Match[str]) -> str:
    kind, resource, label = head.groups()
    return f"{resource}.{label}" if kind == "resource" else f"data.{resource}.{label}"


def _in_one_line(reason: str) -> str:
    return " ".join(line.removeprefix("#").strip() for line in comment(reason).splitlines())
