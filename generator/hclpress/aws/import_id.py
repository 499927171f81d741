"""The form of the ids by which Terraform imports resources of one type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct


class ImportId(Struct, frozen=True):
    """The form of the import ids of one type.

    Attributes:
        words: the id in words, as in "the id of a VPC".
        example: such an id.
        pattern: a regular expression that the whole id matches.
        made_of: the id in terms of the attributes in a state: `{name}`, `{a|b}` for the first that is set, `{a:last}`
            for the part behind its last `/` or `:`, and in brackets a part that is left out where its attribute is not
            set.
    """

    words: str
    example: str
    pattern: str
    made_of: str = "{id}"

    def complaint(self, text: str) -> str | None:
        """Return the reason why an id has the wrong form, as a full sentence; None if it is right."""
        if _compiled(self.pattern).fullmatch(text):
            return None
        return f"Terraform imports it by {self.words}, such as {self.example}."

    def arguments(self, text: str) -> Mapping[str, str]:
        """Return the arguments that an id of the right form tells."""
        match = _compiled(self.pattern).fullmatch(text)
        return {name: value for name, value in match.groupdict().items() if value is not None} if match else {}

    @property
    def told(self) -> tuple[str, ...]:
        """The names of the arguments that an id may tell."""
        return tuple(_compiled(self.pattern).groupindex)

    def of(self, values: Mapping[str, object]) -> str | None:
        """Return the id of a resource in a state; None if an attribute is missing.

        Args:
            values: its attributes.
        """
        text = _OPTIONAL.sub(lambda part: part[1] if _attribute(part[2], values) else "", self.made_of)
        parts = [_attribute(part, values) for part in _ATTRIBUTE.findall(text)]
        if not all(parts):
            return None
        filled = iter(parts)
        return _ATTRIBUTE.sub(lambda _: str(next(filled)), text)


_ATTRIBUTE = re.compile(r"\{([\w|]+(?::last)?)\}")
_OPTIONAL = re.compile(r"\[([^\]{]*\{([\w|]+(?::last)?)\})\]")


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _attribute(name: str, values: Mapping[str, object]) -> str:
    names, _, last = name.partition(":")
    found = next((str(values[one]) for one in names.split("|") if values.get(one) not in (None, "")), "")
    return re.split(r"[/:]", found)[-1] if last else found
