"""Pressing many environments: over processes, with a progress bar, and every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from generator.commands.project import Project
from generator.console import Console
from generator.diagnostics import Diagnosed, Diagnostic
from generator.model.address import EnvironmentFile
from generator.model.output import Output
from generator.model.sound import Sound
from generator.processes import prepare, spread

_Result: TypeAlias = "tuple[tuple[Sound, Output] | None, tuple[Diagnostic, ...]]"


_WORK = ("generator.rarely_collected", "generator.commands.press_one")
"""What a process that presses has to import, in this order."""


def prepare_pressing() -> None:
    """Say that something is going to be pressed: meanwhile a process gets ready for it."""
    prepare(_WORK)


def press_environments(
    console: Console, project: Project, environments: Sequence[EnvironmentFile], today: date, out: Path | None = None
) -> Iterator[tuple[Sound, Output]]:
    """Every environment, pressed in memory, as it gets done and in their order, with what is to be written.

    Args:
        console: where the progress is shown.
        project: what they belong to.
        environments: what is pressed.
        today: the day waivers are judged on.
        out: where the output of before lies; left out, nothing was there before.

    Raises:
        Diagnosed: at the end, with what is wrong in any of them.
    """
    problems: list[Diagnostic] = []
    work = _Press(project.own_modules, today, out)
    with console.progress("Pressing", len(environments)) as advance:
        for pressed, found in spread(work, environments, _WORK):
            problems.extend(found)
            advance()
            if pressed:
                yield pressed
    if problems:
        raise Diagnosed(problems)


class _Press(Struct, frozen=True, dict=True):
    """The work, which crosses to other processes. Only those that do it wait for all that it needs."""

    own_modules: tuple[Path, ...]
    today: date
    out: Path | None

    @cached_property
    def work(self) -> Callable[[EnvironmentFile], _Result]:
        from generator.commands.press_one import PressOne

        return PressOne(self.own_modules, self.today, self.out)

    def __call__(self, where: EnvironmentFile) -> _Result:
        return self.work(where)
