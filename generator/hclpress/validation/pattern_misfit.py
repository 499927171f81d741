"""The reason, in words, why a text does not have the form that a pattern demands."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from functools import lru_cache

import regex

_PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7F))
_CLASSES = (
    (string.ascii_lowercase, "a lowercase letter"),
    (string.ascii_uppercase, "an uppercase letter"),
    (string.digits, "a digit"),
)
# One of each kind is enough to find the end of a text that stops too early.
_KINDS = "a0A-_./:@*"
_LONGEST_END = 4
_LONGEST_WORD = 40


def misfit(text: str, pattern: str) -> str:
    """Return the first place at which a text leaves a pattern, and what may stand there, as sentences.

    Args:
        text: a text that the pattern does not match.
        pattern: a regular expression for the whole text.
    """
    form = _form(pattern)
    length = 0
    while length < len(text) and form.begins(text[: length + 1]):
        length += 1
    before, wanted, end = text[:length], _wanted(form, text[:length]), None
    place = f"behind `{before}`" if before else "at its beginning"
    if length == len(text):
        found = (
            f"It ends too early: {wanted} must follow `{before}`."
            if before
            else f"It is empty; {wanted} must be there."
        )
        end = _completed(form, text)
    elif not wanted:
        found = f"It goes on with {_shown(text[length])} {place}, where it has to end."
    else:
        found = f"{_capital(_shown(text[length]))} cannot stand {place}; {wanted} can."
    meant = next((one for one in _spelled_otherwise(text) if form.matches(one)), end)
    return f"{found} Write for example `{meant}`." if meant else found


class _Form:
    """A pattern that can also be asked about the beginning of a text."""

    def __init__(self, pattern: str) -> None:
        self._whole = regex.compile(pattern.removeprefix("^").removesuffix("$") if _is_simple(pattern) else pattern)

    def matches(self, text: str) -> bool:
        return self._whole.fullmatch(text) is not None

    def begins(self, text: str) -> bool:
        return self._whole.fullmatch(text, partial=True) is not None

    def next_characters(self, text: str) -> str:
        return "".join(one for one in _PRINTABLE if self.begins(text + one))


_form: Callable[[str], _Form] = lru_cache(maxsize=64)(_Form)


def _is_simple(pattern: str) -> bool:
    """Whether the ends of a pattern are those of the whole text and not of one of several alternatives."""
    return pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith(r"\$")


def _wanted(form: _Form, before: str) -> str:
    """The characters and words that may stand behind a text, as words; empty if it has to end."""
    allowed = form.next_characters(before)
    if len(allowed) > 80:
        missing = [_shown(one) for one in _PRINTABLE if one not in allowed]
        return f"any character but {_listed(missing, 'and')}" if missing else "any character"
    parts = []
    for members, words in _CLASSES:
        if set(members) <= set(allowed):
            parts.append(words)
            allowed = "".join(one for one in allowed if one not in members)
    whole = [_shown(one) if parts else f"`{_forced(form, before, one)}`" for one in allowed]
    return _listed([*parts, *whole], "or")


def _forced(form: _Form, before: str, word: str) -> str:
    """A word with all that can only follow it."""
    while len(word) < _LONGEST_WORD and not form.matches(before + word):
        following = form.next_characters(before + word)
        if len(following) != 1:
            break
        word += following
    return word


def _listed(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}" if parts else ""


def _shown(character: str) -> str:
    names = {" ": "a space", "\t": "a tab", "\n": "a line break", "`": "a grave accent"}
    return names.get(character) or (f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _completed(form: _Form, text: str) -> str | None:
    """A text of the form that begins with another; None if none is nearly as short."""
    ends = [text]
    for _ in range(_LONGEST_END):
        ends = [longer for one in ends for longer in _longer(form, one)]
        if (found := next((one for one in ends if form.matches(one)), None)) is not None:
            return found
    return None


def _longer(form: _Form, text: str) -> Iterator[str]:
    return (text + one for one in _KINDS if form.begins(text + one))


def _spelled_otherwise(text: str) -> Iterator[str]:
    """The spellings that people mean when they write another one."""
    plain = text.strip()
    hyphens = "-".join(plain.replace("_", " ").split())
    yield from (plain, plain.lower(), plain.upper(), hyphens, hyphens.lower(), plain.replace("-", "_"))
    yield from (plain.replace("-", "_").lower(), f"/{plain}", plain.strip("/"), plain.rstrip("/."))
    yield plain.removeprefix("https://").removeprefix("http://").rstrip("/")
