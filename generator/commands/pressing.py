"""Pressing many environments with a progress bar, and every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from generator.commands.project import Project
from generator.console import Console
from generator.diagnostics import Diagnosed, Diagnostic
from generator.pipeline import Pressed, press_all


def press_environments(console: Console, project: Project, wanted: Iterable[str]) -> tuple[Pressed, ...]:
    """Every environment asked for, pressed in memory.

    Raises:
        Diagnosed: with what is wrong in any of them.
    """
    environments = project.environments(wanted)
    pressed: list[Pressed] = []
    problems: list[Diagnostic] = []
    with console.progress("Pressing", len(environments)) as advance:
        for one in press_all(environments, project.catalog, project.checks):
            if isinstance(one, Diagnosed):
                problems.extend(one.diagnostics)
            else:
                pressed.append(one)
            advance()
    if problems:
        raise Diagnosed(problems)
    return tuple(pressed)
