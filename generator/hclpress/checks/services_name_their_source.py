"""A service acts only for resources of this account.

A policy that names a service lets every customer of that service in: somebody else's API, bucket or rule may then call
the function, or write into the queue. `source_arn`, or a condition on `aws:SourceArn` or `aws:SourceAccount`, says on
whose behalf the service may come (IAM User Guide, "The confused deputy problem").
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._callers import NARROWING, SOURCES, is_narrowed
from hclpress.checks._literals import texts
from hclpress.checks._policy_statements import PolicyStatement, allowing
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("Lambda.1",)
CHECKOV = ("CKV_AWS_301", "CKV_AWS_364", "CKV_AWS_385")

# Their guides show a trust policy with `aws:SourceAccount` or `aws:SourceArn`, so they send the keys on this call too.
_WITH_SOURCE_IN_TRUST = frozenset(
    {
        "codedeploy.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "monitoring.rds.amazonaws.com",
        "pipes.amazonaws.com",
        "scheduler.amazonaws.com",
        "states.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
    }
)
_FOR_AN_ACCOUNT = frozenset({"delivery.logs.amazonaws.com"})
_ASSUME = "sts:AssumeRole"


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each statement and each permission of a function that lets a service in, whoever it acts for."""
    for placed in parsed.resources("aws_lambda_permission"):
        told = placed.block.attributes
        callers = [*texts(told.get("principal"), parsed, placed.instance, placed.block)]
        if any(told.get(name) for name in ("source_arn", "source_account", "principal_org_id", "event_source_token")):
            continue
        if "*" in callers and told.get("function_url_auth_type") != "AWS_IAM":
            yield Finding(placed, "Everybody may call the function", "Name the service or account, and `source_arn`.")
        elif any(one.endswith(".amazonaws.com") for one in callers):
            yield Finding(
                placed,
                f"{callers[0]} may call the function for any customer of AWS",
                "Name the resource that calls it with `source_arn`, or its account with `source_account`.",
            )
    knows_account = parsed.stack.environment.account_id is not None
    for placed, statement in allowing(parsed):
        service = _unnamed(statement)
        # A spec without an account leaves nothing to compare where a service comes for a whole account.
        if service and (knows_account or not (_is_trust(statement) or service in _FOR_AN_ACCOUNT)):
            yield Finding(
                placed,
                f"{service} may come for any customer of AWS",
                "Add a condition on `aws:SourceArn` or `aws:SourceAccount`.",
            )


def _unnamed(statement: PolicyStatement) -> str:
    """Return a service that the statement lets in without a word about the resource it acts for."""
    services = [name for one in statement.principals if one.kind == "Service" for name in one.identifiers]
    if not services or is_narrowed(statement.conditions, SOURCES if _is_trust(statement) else NARROWING):
        return ""
    if _is_trust(statement):
        return next((one for one in services if one in _WITH_SOURCE_IN_TRUST), "")
    # The guides of log deliveries name the account in the object's key instead: `AWSLogs/123456789012/*`.
    if statement.resources and all("/AWSLogs/" in one for one in statement.resources):
        return ""
    return services[0]


def _is_trust(statement: PolicyStatement) -> bool:
    return any(one.startswith(_ASSUME) for one in statement.actions)
