"""The figures, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was to be reached.

    Attributes:
        what: in words.
        most: the greatest ratio that was wanted.
        measured: the ratio that was measured.
    """

    what: str
    most: float
    measured: float

    @property
    def is_reached(self) -> bool:
        """Whether it was."""
        return self.measured <= self.most


@dataclass
class Report:
    """What was measured so far."""

    goals: list[Goal] = field(default_factory=list)
    tables: list[tuple[str, Sequence[str], list[Sequence[str]]]] = field(default_factory=list)

    def goal(self, what: str, most: float, measured: float) -> None:
        """Note a ratio and what it was to be at most."""
        self.goals.append(Goal(what, most, measured))

    def table(self, title: str, header: Sequence[str], rows: list[Sequence[str]]) -> None:
        """Note figures."""
        self.tables.append((title, header, rows))

    def text(self, machine: str) -> str:
        """Everything as a page."""
        goals = [
            (goal.what, f"{goal.most:.4g} ×", f"{goal.measured:.3g} ×", "yes" if goal.is_reached else "**no**")
            for goal in self.goals
        ]
        parts = [
            "# Measured",
            f"By `make bench` on {date.today().isoformat()}; {machine}. Medians; ratios of wall time within one run.",
            _table(("what", "at most", "measured", "reached"), goals),
        ]
        for title, header, rows in self.tables:
            parts += [f"## {title}", _table(header, rows)]
        return "\n\n".join(parts) + "\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
