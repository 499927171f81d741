"""The figures, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field


class Goal(Struct, frozen=True):
    """A goal for a ratio, with the measured one.

    Attributes:
        what: the comparison, in words.
        most: the greatest ratio that reaches the goal.
        measured: the measured ratio; in words the reason if there is none.
        least: the lower bound of any program that works in the same way, and that way; if it was measured.
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
    """The figures measured so far."""

    goals: list[Goal] = field(default_factory=list)
    tables: list[tuple[str, Sequence[str], list[Sequence[str]]]] = field(default_factory=list)

    def goal(self, what: str, most: float, measured: float | str, least: tuple[float, str] | None = None) -> None:
        """Note a ratio and its goal, or the reason why it could not be measured. The arguments are those of `Goal`."""
        self.goals.append(Goal(what, most, measured, least))

    def table(self, title: str, header: Sequence[str], rows: list[Sequence[str]]) -> None:
        """Note figures."""
        self.tables.append((title, header, rows))

    def text(self, measured: str, versions: str, note: str = "") -> str:
        """Return everything as a page.

        Args:
            measured: the commit and the machine.
            versions: the versions of the programs.
            note: a sentence about the run; empty for none.
        """
        parts = [
            "# Measured",
            f"By `make bench` on {date.today().isoformat()}: {measured}. {versions}.",
            " ".join(filter(None, ("Medians; ratios are of wall time within one run.", note))),
            _table(("comparison", "at most", "measured", "reached"), [goal.row for goal in self.goals]),
        ]
        for title, header, rows in self.tables:
            parts += [f"## {title}", _table(header, rows)]
        return "\n\n".join(parts) + "\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
