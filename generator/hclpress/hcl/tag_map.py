"""Tag maps in HCL."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.hcl.expression import Expr, Inexpressible
from hclpress.hcl.values import Object, attributes


def tags_literal(name: str | Expr | None, tags: Mapping[str, str]) -> Object | Mapping[str, object]:
    """Return tags with a Name first; keys are unquoted if all of them are identifiers.

    Args:
        name: the tag Name, None for none.
        tags: the others.
    """
    everything: dict[str, object] = {**({} if name is None else {"Name": name}), **tags}
    try:
        return attributes(everything)
    except Inexpressible:
        return everything
