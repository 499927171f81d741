"""hclpress workflow: print a workflow for a CI system."""

from __future__ import annotations

from msgspec import structs

from hclpress.pipeline import account_and_roles_of
from hclpress.project.project import Project
from hclpress.ui.console import Console
from hclpress.waves import waves
from hclpress.workflows import atlantis, github, gitlab
from hclpress.workflows.ci_systems import Engine
from hclpress.workflows.project_settings import Setup


def workflow(console: Console, project: Project, engine: Engine, setup: Setup) -> int:
    """Print the workflow of an engine for this project.

    Returns:
        0.
    """
    environments = project.environments([])
    named = setup.has_roles or any(any(account_and_roles_of(where)[1:]) for where in environments)
    of_each = waves(environments)
    setup = structs.replace(setup, has_roles=named, waves=max(of_each.values()))
    match engine:
        case Engine.GITHUB:
            text = github.workflow(setup)
        case Engine.GITLAB:
            text = gitlab.workflow(setup)
        case Engine.ATLANTIS:
            text = atlantis.workflow(of_each, setup, of_each)
    console.say(text.rstrip("\n"))
    return 0
