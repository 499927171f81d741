"""A share of all environments, for machines that divide the work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic

Shared = TypeVar("Shared")

_FORM = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")


class Shard(Struct, frozen=True):
    """One share of several.

    Attributes:
        number: its number, counted from 1.
        count: the number of shares.
    """

    number: int
    count: int

    @classmethod
    def read(cls, text: str) -> Shard:
        """Parse a shard: `3/16` is the third of sixteen.

        Raises:
            Diagnosed: when the text has another form, or there is no such share.
        """
        match = _FORM.fullmatch(text)
        shard = cls(int(match[1]), int(match[2])) if match else None
        if shard is None or not 1 <= shard.number <= shard.count:
            detail = "It is written as number/count, from 1/16 to 16/16 for sixteen machines."
            raise Diagnosed([Diagnostic("command/bad-shard", f"{text!r} is not a shard", detail)])
        return shard

    def of(self, items: Sequence[Shared]) -> tuple[Shared, ...]:
        """Return its share of the items. Every item is in exactly one shard; their sizes differ by one at most.

        A shard is a run of neighbours. So its machine meets few systems, whose templates and skeletons it has to learn,
        and an item more or less moves one at each border, where every other order would take the machines' caches from
        them.
        """
        first, end = (number * len(items) // self.count for number in (self.number - 1, self.number))
        return tuple(items[first:end])
