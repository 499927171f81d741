"""The suggestion for a misspelt word: "Did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable

# Two of three letters in place (`vcp` for `vpc`) is a typing error; less than that is another word.
_LIKE_ENOUGH = 0.65
# Longer words are no mistyped settings, and comparing them would take long.
_LONGEST = 100


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of `known` that is most like `word`, or None if none is like enough.

    Upper and lower case, `-` and `_` count as the same, so that `Max-Size` finds `max_size`. A word longer than 100
    characters has no match.
    """
    if len(word) > _LONGEST:
        return None
    # A run without errors needs no import.
    import difflib

    spellings: dict[str, str] = {}
    for candidate in known:
        spellings.setdefault(_folded(candidate), candidate)
    close = difflib.get_close_matches(_folded(word), spellings, n=1, cutoff=_LIKE_ENOUGH)
    return spellings[close[0]] if close else None


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")
