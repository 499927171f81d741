"""Tags as they are written in HCL."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.hcl.values import Expr, Inexpressible, Object, attributes


def tags_literal(name: str | Expr | None, tags: Mapping[str, str]) -> Object | Mapping[str, object]:
    """Tags with a Name in front; keys without quotes where all of them can do without.

    Args:
        name: the tag Name, None for none.
        tags: the others.
    """
    everything: dict[str, object] = {**({} if name is None else {"Name": name}), **tags}
    try:
        return attributes(everything)
    except Inexpressible:
        return everything
