"""hclpress plan."""

from __future__ import annotations

import os
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from hclpress.pipeline import generate, written
from hclpress.project import Project
from hclpress.terraform.caller_identity import nobodys_identity
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.workspace import init, validate, workspace
from hclpress.terraform.workspace import plan as plan_workspace
from hclpress.ui.console import Console


def plan(console: Console, project: Project, wanted: str, binary: str | None) -> int:
    """Generate an environment into a scratch folder and let real Terraform plan it from nothing, without calls to AWS.

    Returns:
        0; Terraform's errors are raised.
    """
    generated = generate(project.environment(wanted), project.catalog, project.checks)
    address = generated.parsed.stack.spec.address
    terraform = find_terraform(binary, os.environ)
    with tempfile.TemporaryDirectory(prefix="hclpress-") as scratch:
        written([generated], Path(scratch))
        stack = generated.parsed.stack
        given = {one.name: "for-the-plan-only" for instance in stack.instances for one in instance.variables}
        identity: AbstractContextManager[dict[str, str]] = (
            nobodys_identity() if stack.asks_for_account else nullcontext({})
        )
        with (
            identity as settings,
            workspace(
                Path(scratch, address), terraform, find_mirror(os.environ), variables=given, settings=settings
            ) as work,
            console.progress(f"Planning {address}", 3) as advance,
        ):
            init(work)
            advance()
            warnings = validate(work)
            advance()
            found = plan_workspace(work)
            advance()
    counts = dict(sorted(found.counts().items()))
    console.table(("Resource", "Number"), ((kind, str(number)) for kind, number in counts.items()))
    console.say(f"{address}: {sum(counts.values())} to create, by {terraform}")
    console.report(
        (*generated.warnings, *warnings),
        {
            "environment": address,
            "counts": dict(counts),
            "resources": [one.address for one in found.resources()],
            "outputs": sorted(found.outputs),
        },
    )
    return 0
