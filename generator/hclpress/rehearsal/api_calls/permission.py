"""Checks whether an API may call a function."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls.route import Route
from hclpress.rehearsal.aws_clients import Aws
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text

_ACTIONS = ("lambda:InvokeFunction", "lambda:*", "*")


def check_permission(route: Route, aws: Aws) -> None:
    """Check whether the function's policy lets the API make this very call.

    Raises:
        Diagnosed: `rehearse/not-permitted`, with the calls that are permitted; API Gateway would answer 500.
    """
    from botocore.exceptions import ClientError

    asked = {"FunctionName": route.function} | ({"Qualifier": route.qualifier} if route.qualifier else {})
    try:
        policy: JsonValue = json.loads(aws.client("lambda", route.region).get_policy(**asked)["Policy"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        policy = {}
    covered = tuple(_sources(mapping(policy)))
    if any(fnmatchcase(route.source, pattern.replace("[", "[[]")) for pattern in covered):
        return
    permitted = f"Permitted: {', '.join(covered)}." if covered else "No API is permitted to call it at all."
    raise Diagnosed(
        [
            Diagnostic(
                "rehearse/not-permitted",
                f"{route.address} may not call {route.function.rpartition(':')[2]} for {route.key}",
                f"The call comes from {route.source}, which no permission of the function covers. {permitted} "
                "API Gateway would answer 500.",
            )
        ]
    )


def _sources(policy: Mapping[str, JsonValue]) -> Iterator[str]:
    """Yield the patterns of the calls that API Gateway may make."""
    for statement in map(mapping, sequence(policy.get("Statement"))):
        service = mapping(statement.get("Principal")).get("Service")
        if statement.get("Effect") != "Allow" or service != "apigateway.amazonaws.com":
            continue
        if text(statement.get("Action")) not in _ACTIONS:
            continue
        conditions = mapping(statement.get("Condition"))
        patterns = [
            text(value)
            for operator in conditions.values()
            for key, value in mapping(operator).items()
            if key.lower() == "aws:sourcearn"
        ]
        yield from patterns or ["*"]
