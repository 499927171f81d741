"""The statements of roles: the rights that functions need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, structs

from hclpress.hcl import Expr
from hclpress.module import Statement, identifier, policy_attachments

from .arns import expression
from .function import Function
from .triggers import Queue, Stream

Need = Literal["logs", "network", "tracing", "queue", "stream"]


class Managed(Struct, frozen=True):
    """A policy of AWS for functions.

    Attributes:
        label: label of its attachment.
        covers: the rights that it gives.
    """

    label: str
    covers: frozenset[Need]


# AWS Managed Policy Reference.
MANAGED: Mapping[str, Managed] = {
    "AWSLambdaBasicExecutionRole": Managed("basic_execution", frozenset({"logs"})),
    "AWSLambdaDynamoDBExecutionRole": Managed("dynamodb_execution", frozenset({"logs", "stream"})),
    "AWSLambdaENIManagementAccess": Managed("eni_management", frozenset({"network"})),
    "AWSLambdaSQSQueueExecutionRole": Managed("sqs_execution", frozenset({"logs", "queue"})),
    "AWSLambdaVPCAccessExecutionRole": Managed("vpc_access", frozenset({"logs", "network"})),
    "AWSXRayDaemonWriteAccess": Managed("xray_write", frozenset({"tracing"})),
    "CloudWatchLambdaInsightsExecutionRolePolicy": Managed("insights", frozenset({"logs"})),
}

_EVERYTHING = Expr('"*"')


class Needs(Struct, frozen=True):
    """The rights that each function needs by the settings of the instance.

    Attributes:
        network: whether functions stand in a network.
        tracing: whether they report what they call.
        key: the key their environment is encrypted with, None for AWS's own.
        common_environment: whether all of them have variables.
        managed: the managed policies that are attached.
    """

    network: bool
    tracing: bool
    key: Expr | None
    common_environment: bool
    managed: tuple[str, ...]

    def covered(self, need: Need) -> bool:
        """Whether an attached policy of AWS permits it already."""
        names = (name.rpartition("/")[2] for name in self.managed if ":iam::" not in name or ":iam::aws:" in name)
        return any(need in MANAGED[name].covers for name in names if name in MANAGED)


def attachments(managed: Iterable[str], region: str) -> tuple[tuple[str, str], ...]:
    """(label, ARN) of each of some managed policies."""
    return tuple(
        (MANAGED[name].label if (name := arn.rpartition("/")[2]) in MANAGED and ":iam::aws:" in arn else label, arn)
        for label, arn in policy_attachments(managed, region)
    )


def role_statements(
    functions: Mapping[str, Function],
    needs: Needs,
    used: tuple[Statement, ...],
    own: tuple[Statement, ...],
    keys: Iterable[Statement],
) -> tuple[Statement, ...]:
    """The statements of a role beside its managed policies.

    Args:
        functions: those that run as it, by name.
        needs: the rights that each of them needs.
        used: the statements that follow from `uses`.
        own: the statements that the spec states itself.
        keys: those for the keys of queues and topics.
    """
    needed = (*_own_needs(functions, needs, used), *_events(functions, needs), *keys)
    return (*_without_repeats(needed, used), *used, *own)


def _without_repeats(needed: Iterable[Statement], used: tuple[Statement, ...]) -> Iterator[Statement]:
    """The statements that `uses` does not cover, under ids that it leaves free: a policy has each `Sid` once."""
    by_sid = {one.sid: one for one in used}
    for one in needed:
        same = by_sid.get(one.sid)
        if same is None:
            yield one
        elif not ({*one.actions} <= {*same.actions} and {*one.resources} <= {*same.resources}):
            yield structs.replace(one, sid=f"{one.sid}Needed")


def _own_needs(functions: Mapping[str, Function], needs: Needs, used: tuple[Statement, ...]) -> Iterator[Statement]:
    if not needs.covered("logs"):
        groups = tuple(Expr(f'"${{aws_cloudwatch_log_group.{identifier(name)}.arn}}:*"') for name in sorted(functions))
        yield Statement("WriteLogs", ("logs:CreateLogStream", "logs:PutLogEvents"), groups)
    if needs.network and not needs.covered("network"):
        # Lambda developer guide, "Giving Lambda functions access to resources in a VPC": on all resources, or it fails.
        actions = (
            "AssignPrivateIpAddresses",
            "CreateNetworkInterface",
            "DeleteNetworkInterface",
            "DescribeNetworkInterfaces",
            "DescribeSubnets",
            "UnassignPrivateIpAddresses",
        )
        yield Statement("StandInTheNetwork", tuple(f"ec2:{action}" for action in actions), (_EVERYTHING,))
    if needs.tracing and not needs.covered("tracing"):
        # Traces have no ARNs.
        yield Statement("Trace", ("xray:PutTelemetryRecords", "xray:PutTraceSegments"), (_EVERYTHING,))
    told = needs.common_environment or any(function.environment for function in functions.values())
    decrypts = any("kms:Decrypt" in one.actions and needs.key in one.resources for one in used)
    if needs.key is not None and told and not decrypts:
        yield Statement("DecryptEnvironment", ("kms:Decrypt",), (needs.key,))


def _events(functions: Mapping[str, Function], needs: Needs) -> Iterator[Statement]:
    triggers = [trigger for function in functions.values() for trigger in function.triggers.values()]
    failed = [function.dead_letter for function in functions.values() if function.dead_letter]
    wanted: tuple[tuple[str, tuple[str, ...], Iterable[Expr]], ...] = (
        (
            "TakeMessages",
            ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"),
            () if needs.covered("queue") else (expression(one.queue) for one in triggers if isinstance(one, Queue)),
        ),
        (
            "ReadStreams",
            ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"),
            () if needs.covered("stream") else (expression(one.stream) for one in triggers if isinstance(one, Stream)),
        ),
        ("KeepFailedEvents", ("sqs:SendMessage",), (expression(one.queue) for one in failed if one.queue)),
        ("AnnounceFailedEvents", ("sns:Publish",), (expression(one.topic) for one in failed if one.topic)),
    )
    for sid, actions, resources in wanted:
        arns = tuple(sorted(set(resources)))
        if arns:
            yield Statement(sid, actions, arns)
