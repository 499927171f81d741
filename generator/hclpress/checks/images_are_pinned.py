"""Every image has a fixed tag or digest.

An image without a tag, or with the tag `latest`, may be a different one each time a task starts: the running version is
unknown, and a rollback is impossible.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import containers
from hclpress.hcl.expression import Expr
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition with an unpinned image."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        for one in containers(placed.block):
            image = one.get("image")
            if isinstance(image, str) and not _is_pinned(image):
                yield Finding(placed, f"{image} may be another image tomorrow", "Give its tag or its digest.")


def _is_pinned(image: str) -> bool:
    told = image
    if isinstance(image, Expr):
        # Nobody knows the end of an image that a reference decides.
        if not image.endswith('"') or image.endswith('}"'):
            return True
        told = image.strip('"').rpartition("}")[2]
    if "@sha256:" in told:
        return True
    # A colon before the last slash belongs to the registry's port.
    _, colon, tag = told.rpartition("/")[2].partition(":")
    return bool(colon) and tag not in ("", "latest")
