"""A failed deployment rolls back automatically.

Without a circuit breaker ECS starts a broken image again and again for hours; without a rollback the broken version
stays until an operator acts. Either ECS or CodeDeploy must undo it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each ECS service whose failed deployments are not rolled back."""
    for placed in parsed.resources("aws_ecs_service"):
        controllers = {str(one.attributes.get("type")) for one in within(placed.block, "deployment_controller")}
        undone = _by_codedeploy(placed, parsed) if "CODE_DEPLOY" in controllers else _by_ecs(placed)
        if not undone and "EXTERNAL" not in controllers:
            yield Finding(
                placed,
                "A failed deployment is not undone",
                "Switch on the circuit breaker with its rollback, or CodeDeploy's automatic rollback.",
            )


def _by_ecs(placed: PlacedBlock) -> bool:
    return any(
        one.attributes.get("enable") is True and one.attributes.get("rollback") is True
        for one in within(placed.block, "deployment_circuit_breaker")
    )


def _by_codedeploy(placed: PlacedBlock, parsed: ParsedStack) -> bool:
    """Return whether the deployment group of the service rolls back failed deployments."""
    return any(
        one.attributes.get("enabled") is True and "DEPLOYMENT_FAILURE" in (one.attributes.get("events") or ())  # type: ignore[operator]  # a list of events
        for group in parsed.referring_to(placed, "aws_codedeploy_deployment_group", "service_name", "ecs_service")
        for one in within(group.block, "auto_rollback_configuration")
    )
