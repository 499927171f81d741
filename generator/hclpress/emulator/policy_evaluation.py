"""Evaluates policies as IAM does for a role within one account.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
Supported are statements with Allow and Deny, Action and NotAction, Resource and NotResource, and the conditions that
compare texts, ARNs and booleans. Permission boundaries, session policies and organisation policies are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import TypeAlias

ConditionValue: TypeAlias = "str | bool | int | float | Sequence[ConditionValue] | Mapping[str, ConditionValue] | None"
"""A value of a policy in JSON."""


class Decision(Enum):
    """The decision of the policies; the value ends AWS's own sentence about it."""

    ALLOWED = "it is allowed"
    NOT_ALLOWED = "no identity-based policy allows it"
    DENIED = "an identity-based policy denies it"


def evaluate(
    policies: Iterable[Mapping[str, ConditionValue]],
    action: str,
    resource: str | None,
    context: Mapping[str, str] | None = None,
) -> Decision:
    """Return the decision of a role's policies about one action.

    Args:
        policies: the policy documents.
        action: such as `dynamodb:PutItem`.
        resource: its ARN; None if it is unknown, which then matches allowing statements and no denying ones.
        context: the values of condition keys; a missing key meets no condition.
    """
    decision = Decision.NOT_ALLOWED
    for policy in policies:
        for statement in _several(policy.get("Statement")):
            if not isinstance(statement, Mapping) or not _applies(statement, action, resource, context or {}):
                continue
            if statement.get("Effect") == "Deny":
                return Decision.DENIED
            decision = Decision.ALLOWED
    return decision


def trusts(policy: Mapping[str, ConditionValue], service: str, context: Mapping[str, str]) -> bool:
    """Return whether a role's trust policy lets a service such as `lambda.amazonaws.com` assume the role."""
    without = [{key: value for key, value in one.items() if key != "Resource"} for one in _about(policy, service)]
    return evaluate([{"Statement": without}], "sts:AssumeRole", None, context) is Decision.ALLOWED


def lets_service(
    policy: Mapping[str, ConditionValue], service: str, action: str, resource: str, context: Mapping[str, str]
) -> bool:
    """Return whether a resource's policy lets a service such as `logging.s3.amazonaws.com` do something."""
    about = list(_about(policy, service))
    return evaluate([{"Statement": about}], action, resource, context) is Decision.ALLOWED


def _about(policy: Mapping[str, ConditionValue], service: str) -> Iterable[Mapping[str, ConditionValue]]:
    """Yield the statements of a policy that concern a service."""
    for one in _several(policy.get("Statement")):
        if isinstance(one, Mapping) and _is_principal(one.get("Principal"), service):
            yield one


def _is_principal(principal: ConditionValue, service: str) -> bool:
    if isinstance(principal, Mapping):
        return service in _several(principal.get("Service")) or principal.get("AWS") == "*"
    return principal == "*"


def _applies(
    statement: Mapping[str, ConditionValue], action: str, resource: str | None, context: Mapping[str, str]
) -> bool:
    return (
        _concerns(statement, "Action", action.lower(), str.lower)
        and _concerns_resource(statement, resource)
        and _conditions_hold(statement.get("Condition"), context)
    )


def _concerns_resource(statement: Mapping[str, ConditionValue], resource: str | None) -> bool:
    if resource is None:
        return statement.get("Effect") == "Allow" or "*" in _several(statement.get("Resource"))
    return _concerns(statement, "Resource", resource, str)


def _concerns(statement: Mapping[str, ConditionValue], element: str, value: str, spelled: Callable[[str], str]) -> bool:
    if f"Not{element}" in statement:
        return not any(_matches(spelled(str(one)), value) for one in _several(statement[f"Not{element}"]))
    return any(_matches(spelled(str(one)), value) for one in _several(statement.get(element)))


def _conditions_hold(conditions: ConditionValue, context: Mapping[str, str]) -> bool:
    if not isinstance(conditions, Mapping):
        return True
    known = {key.lower(): value for key, value in context.items()}
    return all(
        _holds(operator, known.get(key.lower()), [str(one) for one in _several(wanted)])
        for operator, keys in conditions.items()
        if isinstance(keys, Mapping)
        for key, wanted in keys.items()
    )


def _holds(operator: str, found: str | None, wanted: list[str]) -> bool:
    plain = operator.removesuffix("IfExists")
    negated = "Not" in plain
    if found is None:
        return negated or operator.endswith("IfExists")
    kind = plain.replace("Not", "")
    if kind in {"StringLike", "ArnLike", "ArnEquals"}:
        return any(_matches(one, found) for one in wanted) is not negated
    if kind in {"StringEqualsIgnoreCase", "Bool"}:
        return (found.lower() in [one.lower() for one in wanted]) is not negated
    return kind == "StringEquals" and (found in wanted) is not negated


def _several(value: ConditionValue) -> Sequence[ConditionValue]:
    """Return a list, since a policy may give one value or a list of values."""
    if value is None:
        return ()
    return value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _matches(pattern: str, value: str) -> bool:
    return _pattern(pattern).fullmatch(value) is not None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = (".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", pattern))
    return re.compile("".join(parts), re.DOTALL)
