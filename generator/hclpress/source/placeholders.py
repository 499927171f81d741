"""Text with placeholders: `https://{alb.dns_name}/{environment}`, in which `{{` and `}}` are braces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

FACT = r"[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*"
"""The spelling of a fact, `instance.output`, as a regular expression."""
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Placeholder(Struct, frozen=True):
    """A name in braces."""

    name: str


class StrayBraceError(ValueError):
    """A brace that neither opens nor closes a placeholder."""

    def __init__(self, brace: str) -> None:
        self.brace = brace
        super().__init__(f"a `{brace}` stands alone; write `{brace}{brace}` for the character itself")


def pieces(text: str) -> Iterator[str | Placeholder]:
    """Yield the parts of a text: literal text, without doubled braces, and placeholders.

    Raises:
        StrayBraceError: for a brace that stands alone.
    """
    literal, end = "", 0
    for match in _PIECE.finditer(text):
        literal += text[end : match.start()]
        end = match.end()
        if match[0] in ("{{", "}}"):
            literal += match[0][0]
        elif match[1] is not None:
            if literal:
                yield literal
            literal = ""
            yield Placeholder(match[1].strip())
        else:
            raise StrayBraceError(match[0])
    literal += text[end:]
    if literal:
        yield literal


def joined(parts: Iterable[str | Placeholder]) -> str:
    """Return the text that `pieces` reads as these parts."""
    return "".join(map(_written, parts))


def _written(part: str | Placeholder) -> str:
    if isinstance(part, Placeholder):
        return f"{{{part.name}}}"
    return part.replace("{", "{{").replace("}", "}}")
