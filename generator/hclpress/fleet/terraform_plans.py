"""Plans of generated environments by real Terraform, on a scratch copy and without an AWS account."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from hclpress.diagnostics import Diagnostic
from hclpress.fleet.look_up_answers import answer
from hclpress.pipeline import Generated, written
from hclpress.terraform.caller_identity import nobodys_identity
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import Mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import init, leave_out_imports, validate, working_copy
from hclpress.terraform.working_copy import plan as plan_copy

STEPS = 3
"""The times that a plan calls `advance`."""


def plan_generated(
    generated: Generated,
    terraform: Terraform,
    mirror: Mirror | None,
    advance: Callable[[], None] = lambda: None,
    values: Mapping[str, JsonValue] = {},
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Plan an environment from nothing, without asking AWS for anything.

    Args:
        generated: the environment.
        terraform: the Terraform that plans.
        mirror: the mirror that providers come from; None for the registry.
        advance: a function that is called after each of the `STEPS`.
        values: known values of what its look-ups read, by their expressions.

    Returns:
        The plan, and the warnings of `terraform validate`.

    Raises:
        Diagnosed: when Terraform refuses the configuration.
    """
    stack = generated.parsed.stack
    given = {one.name: "for-the-plan-only" for instance in stack.instances for one in instance.variables}
    with tempfile.TemporaryDirectory(prefix="hclpress-") as scratch:
        written([generated], Path(scratch))
        folder = Path(scratch, stack.spec.address)
        with (
            nobodys_identity() as settings,
            working_copy(folder, terraform, mirror, variables=given, settings=settings) as work,
        ):
            leave_out_imports(work.folder)
            init(work)
            advance()
            with running_provider(work) as served:
                warnings = validate(served)
                advance()
                answer(work.folder, stack.look_ups, values)
                found = plan_copy(served)
                advance()
    return found, tuple(warnings)
