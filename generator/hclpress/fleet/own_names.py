"""The texts that tell one environment from the others of its system."""

from __future__ import annotations

from hclpress.source.cursor import Cursor
from hclpress.source.document import Mapping

_KEYS = {"account_id": "{account}", "suffix": "{suffix}", "environment": "{environment}", "region": "{region}"}


def own_names(address: str, tree: Mapping) -> tuple[tuple[str, str], ...]:
    """Return these texts, each with the word for it; the longest first, since one may hold another.

    Args:
        address: the environment.
        tree: its merged spec.
    """
    words = {address.rpartition("/")[2]: "{environment}"}
    top = Cursor(tree)
    for key, word in _KEYS.items():
        text = top.child(key).plain
        if isinstance(text, str) and text:
            words[text] = word
    return tuple(sorted(words.items(), key=lambda one: -len(one[0])))
