"""Checks whether HCL can express every value of a spec, wherever a template puts it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hclpress.diagnostics import Diagnostic, Span
from hclpress.hcl.expression import Inexpressible
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.values import encode
from hclpress.source import document
from hclpress.source.node_results import once_for_each_node


@once_for_each_node(4096)
def inexpressible_in(tree: document.Mapping) -> tuple[Diagnostic, ...]:
    """Return a problem for every key and value of a spec that HCL would lose or change, in its order."""
    return tuple(
        problem
        for entry in tree.entries.values()
        for problem in (*_problem(entry.key, entry.key_span), *_problems_of(entry.node))
    )


def _problems_of(node: document.Node) -> Iterator[Diagnostic]:
    if isinstance(node, document.Mapping):
        yield from inexpressible_in(node)
    elif isinstance(node, document.Sequence):
        for item in node.items:
            yield from _problems_of(item)
    else:
        yield from _problem(node.value, node.span)


def _problem(value: document.YamlValue, place: Span) -> Iterator[Diagnostic]:
    why = _why_inexpressible(value)
    if why is not None:
        yield Diagnostic("spec/inexpressible", "HCL cannot express this value", f"{why}.", place)


@lru_cache(maxsize=8192, typed=True)
def _why_inexpressible(value: document.YamlValue) -> str | None:
    """Return the reason why HCL cannot express a value, or None if it can.

    Text is checked as a piece of longer text (`fragment`), which is stricter than the check of a whole value: the
    author of a spec cannot know which of the two it becomes.
    """
    try:
        _ = fragment(value) if isinstance(value, str) else encode(value)
    except Inexpressible as error:
        return str(error)
    return None
