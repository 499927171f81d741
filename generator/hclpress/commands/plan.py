"""hclpress plan: plan environments with real Terraform, without an account."""

from __future__ import annotations

import os

from hclpress.fleet.producer_values import producer_values
from hclpress.fleet.terraform_plans import STEPS, plan_generated
from hclpress.pipeline import generate
from hclpress.project.project import Project
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import IMPORTS
from hclpress.ui.console import Console


def plan(console: Console, project: Project, wanted: str, binary: str | None) -> int:
    """Render an environment into a scratch folder and plan it with real Terraform, without an AWS account.

    The environments whose instances it uses are planned first, so that it gets the facts that they know.

    Returns:
        0.

    Raises:
        Diagnosed: with everything that Terraform refuses.
    """
    generated = generate(project.environment(wanted), project.catalog, project.checks)
    stack = generated.parsed.stack
    address, shared = stack.spec.address, stack.spec.shared.values()
    producers = tuple(dict.fromkeys(one.producer.address for one in shared))
    terraform, mirror = find_terraform(binary, os.environ), find_mirror(os.environ)
    with console.progress(f"Planning {address}", STEPS * (1 + len(producers))) as advance:
        plans = {}
        for producer in producers:
            theirs = generate(project.environment(producer), project.catalog, project.checks)
            plans[producer], _ = plan_generated(theirs, terraform, mirror, advance)
        values = producer_values(stack, plans)
        found, warnings = plan_generated(generated, terraform, mirror, advance, values)
    counts = dict(sorted(found.counts().items()))
    console.table(("Resource", "Number"), ((kind, str(number)) for kind, number in counts.items()))
    console.say(f"{address}: {sum(counts.values())} to create, by {terraform}")
    if any(file.path.as_posix() == IMPORTS for file in generated.files):
        console.say("What is adopted counts as new here: only a plan with the account can import it.")
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
