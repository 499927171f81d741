"""One edit of a sound spec, and what must become of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

PLACE = "§"
"""The mark in front of the text at which the diagnostic must stand; it is no part of the spec."""


class AwsRule(Struct, frozen=True):
    """One rule of AWS, as an edit of a sound spec that breaks it or stays within it.

    Attributes:
        base: the sound spec.
        old: the text that is edited; it stands in the spec once.
        new: the text in its place, with the mark where the diagnostic belongs.
        outcome: what the edited spec gets.
        code: the code of the diagnostic; empty for a spec that is accepted.
        words: words of its message.
    """

    base: str
    old: str
    new: str
    outcome: Literal["error", "warning", "accepted"]
    code: str = ""
    words: str = ""

    @property
    def _marked(self) -> str:
        assert self.base.count(self.old) == 1, f"{self.old!r} stands {self.base.count(self.old)} times in the spec"
        return self.base.replace(self.old, self.new)

    @property
    def spec(self) -> str:
        """The edited spec."""
        return self._marked.replace(PLACE, "")

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column at which the diagnostic must stand."""
        before, mark, _ = self._marked.partition(PLACE)
        assert mark, f"{self.new!r} does not mark the place"
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def __str__(self) -> str:
        shown = " ".join(self.new.replace(PLACE, "").split())
        return f"{self.outcome} {self.code} {shown}".replace("  ", " ")[:90]


def broken(base: str, old: str, new: str, code: str, words: str = "") -> AwsRule:
    """An edit that AWS refuses: it gets just one error, at its place."""
    return AwsRule(base, old, new, "error", code, words)


def above(base: str, old: str, new: str, quota: str, code: str = "") -> AwsRule:
    """An edit that is above a default quota: it gets just one warning, at its place, with the name of the quota."""
    return AwsRule(base, old, new, "warning", code, quota)


def doubtful(base: str, old: str, new: str, code: str, words: str = "") -> AwsRule:
    """An edit that AWS takes and that cannot work as it stands: it gets just one warning, at its place."""
    return AwsRule(base, old, new, "warning", code, words)


def fine(base: str, old: str, new: str) -> AwsRule:
    """An edit that AWS takes, close to a limit: nothing is said about it."""
    return AwsRule(base, old, new, "accepted")


def several(count: int, entry: str, *, joined_by: str = ", ") -> str:
    """`count` numbered entries: `#` stands for the number, from 0."""
    return joined_by.join(entry.replace("#", str(number)) for number in range(count))
