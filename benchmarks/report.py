"""The figures, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field


class Goal(Struct, frozen=True):
    """A figure that was to be reached.

    Attributes:
        what: in words.
        most: the greatest ratio that was wanted.
        measured: the ratio that was measured; in words why it was not, where it was not.
        least: below what nothing can come that does its work in the same way, and what way that is; where it was
            measured.
    """

    what: str
    most: float
    measured: float | str
    least: tuple[float, str] | None = None

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The goal as a row of a table."""
        if isinstance(self.measured, str):
            return (self.what, f"{self.most:.4g} ×", self.measured, "not measured")
        reached = "yes" if self.measured <= self.most else "**no**"
        if self.least and self.least[0] > self.most:
            reached += f"; {self.least[1]}: {self.least[0]:.3g} ×"
        return (self.what, f"{self.most:.4g} ×", f"{self.measured:.3g} ×", reached)


class Report(Struct):
    """What was measured so far."""

    goals: list[Goal] = field(default_factory=list)
    tables: list[tuple[str, Sequence[str], list[Sequence[str]]]] = field(default_factory=list)

    def goal(self, what: str, most: float, measured: float | str, least: tuple[float, str] | None = None) -> None:
        """Note a ratio and what it was to be at most; or why it could not be measured. As a `Goal` has it."""
        self.goals.append(Goal(what, most, measured, least))

    def table(self, title: str, header: Sequence[str], rows: list[Sequence[str]]) -> None:
        """Note figures."""
        self.tables.append((title, header, rows))

    def text(self, machine: str) -> str:
        """Everything as a page."""
        parts = [
            "# Measured",
            f"By `make bench` on {date.today().isoformat()}; {machine}. Medians; ratios of wall time within one run.",
            _table(("what", "at most", "measured", "reached"), [goal.row for goal in self.goals]),
        ]
        for title, header, rows in self.tables:
            parts += [f"## {title}", _table(header, rows)]
        return "\n\n".join(parts) + "\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
