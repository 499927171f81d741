"""hclpress check."""

from __future__ import annotations

from collections.abc import Iterable

from generator.commands.pressing import press_environments
from generator.commands.project import Project
from generator.console import Console


def check(console: Console, project: Project, wanted: Iterable[str]) -> int:
    """Press in memory and report; nothing is written.

    Returns:
        0; what is wrong is raised.
    """
    pressed = press_environments(console, project, wanted)
    for one in pressed:
        stack = one.parsed.stack
        resources = sum(1 for _ in one.parsed.resources())
        console.say(f"{stack.spec.address}: sound, {resources} resource blocks in {len(stack.instances)} modules")
    console.report(
        [warning for one in pressed for warning in one.warnings],
        {"environments": [one.parsed.stack.spec.address for one in pressed]},
    )
    return 0
