"""Pressing many environments: over processes, with a progress bar, and every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

import modules_templates
from generator.commands.project import Project
from generator.console import Console
from generator.diagnostics import Diagnosed, Diagnostic
from generator.model.address import EnvironmentFile
from generator.model.output import Output
from generator.model.sound import Sound
from generator.processes import WORTH_A_PROCESS, prepare, spread

_Result: TypeAlias = "tuple[tuple[Sound, Output] | None, tuple[Diagnostic, ...]]"


def prepare_pressing(number: int) -> None:
    """Say that so many environments are going to be pressed: meanwhile a process gets ready for it."""
    prepare(_needed(number))


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
        for pressed, found in spread(work, environments, _needed(len(environments))):
            problems.extend(found)
            advance()
            if pressed:
                yield pressed
    if problems:
        raise Diagnosed(problems)


def _needed(number: int) -> tuple[str, ...]:
    """What a process that presses so many environments has to import: with many, every module has its turn."""
    contracts = sorted(Path(modules_templates.__file__).parent.glob("*/contract.py"))
    names = [f"modules_templates.{contract.parent.name}.contract" for contract in contracts]
    return ("generator.commands.press_one", *(names if number >= WORTH_A_PROCESS else ()))


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
