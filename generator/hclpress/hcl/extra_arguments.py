"""Adds arguments to a resource in HCL that is already laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hclpress.hcl.expression import Inexpressible
from hclpress.hcl.values import bare, encode


def add_arguments(source: str, kind: str, label: str, arguments: Mapping[str, object]) -> str | None:
    """Return `source` with arguments added at the end of one resource, to lay out again; None without such a resource.

    Args:
        source: HCL after `layout`, so that a top-level block ends at the first `}` in column one.
        kind: the resource's type.
        label: the resource's label.
        arguments: values by argument name, written as literals.

    Raises:
        ValueError: with a sentence for the user, when the resource sets one of the arguments already.
        Inexpressible: when a name is no identifier or a value has no literal.
    """
    lines = source.splitlines()
    try:
        start = lines.index(f'resource "{kind}" "{label}" {{')
    except ValueError:
        return None
    end = lines.index("}", start)
    taken = {match[1] for line in lines[start + 1 : end] if (match := _ARGUMENT_OR_BLOCK.match(line))}
    for name in arguments:
        if "." in bare(name):
            raise Inexpressible(f"{name!r} is not an argument name")
        if name in taken:
            raise ValueError(f"{kind}.{label} sets `{name}` already; use the module's own setting for it")
    added = [f"{name} = {encode(value)}" for name, value in arguments.items()]
    return "\n".join([*lines[:end], "", *added, *lines[end:]]) + "\n"


# `layout` indents direct content of a top-level block so.
_ARGUMENT_OR_BLOCK = re.compile(r"  ([A-Za-z_][A-Za-z0-9_-]*)(?:\s*=| \{| \")")
