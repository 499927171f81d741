"""No container is privileged.

A privileged container has all rights of its host's administrator: an attacker who takes over the service takes over the
machine and everything else on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import containers
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition with a privileged container."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        for one in containers(placed.block):
            if one.get("privileged", False) not in (False, None):
                yield Finding(
                    placed,
                    f"Container {one.get('name')} is privileged",
                    "Remove `privileged`, and grant only the capability it needs.",
                )
