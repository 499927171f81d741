"""Whether HCL can say what a spec says, wherever a template would put it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hclpress.diagnostics import Diagnostic
from hclpress.hcl.values import Inexpressible, encode, fragment
from hclpress.source import document


def inexpressible_in(tree: document.Mapping) -> Iterator[Diagnostic]:
    """Every key and value of a spec that is lost or changed on its way through HCL."""
    for value, place in document.words(tree):
        why = _why_inexpressible(value)
        if why is not None:
            yield Diagnostic("spec/inexpressible", "HCL cannot express this value", f"{why}.", place)


@lru_cache(maxsize=8192, typed=True)
def _why_inexpressible(value: document.YamlValue) -> str | None:
    """Why HCL cannot express a value, or None when it can.

    Text is judged as a piece of longer text (`fragment`), which is stricter than a whole value has to be: nobody who
    writes a spec can know which of the two it becomes.
    """
    try:
        _ = fragment(value) if isinstance(value, str) else encode(value)
    except Inexpressible as error:
        return str(error)
    return None
