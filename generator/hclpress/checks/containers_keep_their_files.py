"""Containers cannot change the files they started with.

Who takes over a program puts their own beside it. With `readonlyRootFilesystem` there is no place for it; a volume
holds what the program itself has to write. A spec may allow it for an image that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import containers
from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ECS.5",)
CHECKOV = ("CKV_AWS_336",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition with a container whose files can be changed."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        for one in containers(placed.block):
            if one.get("readonlyRootFilesystem") in (None, False) and is_undecided(placed, CHECKOV, parsed):
                yield Finding(
                    placed,
                    f"Container {one.get('name')} can change its own files",
                    "Set `readonlyRootFilesystem = true`, and mount a volume for what it writes.",
                )
