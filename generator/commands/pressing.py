"""Pressing many environments: over processes, with a progress bar, and every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.catalog import Catalog, Check, find_checks, find_modules
from generator.commands.project import Project
from generator.console import Console
from generator.diagnostics import Diagnosed, Diagnostic
from generator.model.address import EnvironmentFile
from generator.model.output import Output
from generator.model.sound import Sound
from generator.pipeline import Pressed, press
from generator.processes import spread


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
        for pressed, found in spread(work, environments, preload=(__name__,)):
            problems.extend(found)
            advance()
            if pressed:
                yield pressed
    if problems:
        raise Diagnosed(problems)


class _Press(Struct, frozen=True):
    """The work on one environment: what it is pressed to, or else what is wrong with it."""

    own_modules: tuple[Path, ...]
    today: date
    out: Path | None

    def __call__(self, where: EnvironmentFile) -> tuple[tuple[Sound, Output] | None, tuple[Diagnostic, ...]]:
        catalog, checks = _known(self.own_modules)
        try:
            pressed = press(where, catalog, checks, self.today, out=self.out)
        except Diagnosed as found:
            # As an exception it would not survive the way from one process to another.
            return None, found.diagnostics
        return (_sound(where, pressed), pressed.output), ()


def _sound(where: EnvironmentFile, pressed: Pressed) -> Sound:
    stack = pressed.parsed.stack
    return Sound(
        where,
        pressed.inputs,
        pressed.output.digests,
        pressed.warnings,
        resources=sum(1 for _ in pressed.parsed.resources()),
        modules=len(stack.instances),
        until=min((waiver.last_day for waiver in stack.environment.waivers), default=None),
        is_settled=pressed.is_settled,
    )


@lru_cache(maxsize=1)
def _known(own_modules: tuple[Path, ...]) -> tuple[Catalog, tuple[Check, ...]]:
    return find_modules(own_modules), find_checks()
