"""Containers write logs.

Without `logConfiguration` what a container prints is lost when its task ends, and with it the reason why it ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import containers
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ECS.9",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition with a container whose output nobody keeps."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        for one in containers(placed.block):
            logs = one.get("logConfiguration")
            if logs is None or (isinstance(logs, dict) and logs.get("logDriver") in (None, "none")):
                yield Finding(
                    placed,
                    f"Container {one.get('name')} writes no logs",
                    "Give it a `logConfiguration` with a log group.",
                )
