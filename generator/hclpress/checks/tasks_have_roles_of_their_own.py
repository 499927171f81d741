"""The code of a task has a role of its own.

The execution role starts a task: it pulls images and reads the secrets of every container. If it is the task role too,
the code may do all of that, and whoever takes it over as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_249",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition whose two roles are one."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        told = placed.block.attributes
        role = told.get("task_role_arn")
        if role is not None and role == told.get("execution_role_arn"):
            yield Finding(placed, "The code has the role that starts it", "Give `task_role_arn` a role of its own.")
