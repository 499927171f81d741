"""hclpress workflow."""

from __future__ import annotations

from generator.commands.project import Project
from generator.console import Console
from generator.workflows import atlantis, github, gitlab
from generator.workflows.forms import Engine
from generator.workflows.setup import Setup


def workflow(console: Console, project: Project, engine: Engine, setup: Setup) -> int:
    """Print the workflow of an engine for this project.

    Returns:
        0.
    """
    match engine:
        case Engine.GITHUB:
            text = github.workflow(setup)
        case Engine.GITLAB:
            text = gitlab.workflow(setup)
        case Engine.ATLANTIS:
            text = atlantis.workflow([where.address for where in project.environments([])], setup)
    console.say(text.rstrip("\n"))
    return 0
