"""The characters of tags that every service accepts."""

from __future__ import annotations

import unicodedata

_SIGNS = frozenset("_.:/=+-@")
_KINDS = frozenset({"L", "N", "Z"})


def refused_in_tag(text: str) -> str:
    r"""Return the characters that a key or a value of a tag may not have, each once; empty if there are none.

    All tags of an environment go to each of its resources, so the narrowest rule counts, which is that of IAM: the
    pattern `[\p{L}\p{Z}\p{N}_.:/=+\-@]` (IAM API Reference, "Tag"). "Tag naming limits and requirements" of the
    Tagging AWS Resources user guide names the same characters as those that all services accept.
    """
    return "".join(
        dict.fromkeys(one for one in text if one not in _SIGNS and unicodedata.category(one)[0] not in _KINDS)
    )
