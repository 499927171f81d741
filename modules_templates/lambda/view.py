"""Functions, their triggers and their roles as the templates see them."""

from __future__ import annotations

from msgspec import Struct

from hclpress.hcl.values import Expr, Object
from hclpress.module.name import Name
from hclpress.module.uses import Statement

from .function import Function


class RoleView(Struct, frozen=True):
    """A role and what is attached to it.

    Attributes:
        label: of the role and its policy.
        name: of the role.
        description: of the role.
        note: a remark about it.
        statements: what it permits beside AWS's policies.
        policy_name: of the policy that holds them.
        policy_description: of that policy; only a managed one has one.
        policy_is_managed: whether it is a policy of its own.
        attached: (label of the attachment, ARN) of each of AWS's policies.
    """

    label: str
    name: Name
    description: str
    note: str
    statements: tuple[Statement, ...]
    policy_name: str
    policy_description: str
    policy_is_managed: bool
    attached: tuple[tuple[str, str], ...]

    @property
    def permissions(self) -> tuple[Expr, ...]:
        """The resources that must exist before anything can run as this role."""
        own: tuple[Expr, ...] = ()
        if self.statements:
            kind = "aws_iam_role_policy_attachment" if self.policy_is_managed else "aws_iam_role_policy"
            own = (Expr(f"{kind}.{self.label}"),)
        return (*own, *(Expr(f"aws_iam_role_policy_attachment.{label}") for label, _ in self.attached))


class ScheduleView(Struct, frozen=True):
    """A schedule.

    Attributes:
        label: of its resources.
        name: of the rule.
        title: what it calls, in words.
        note: a remark about it.
        expression: when.
        input: the event; empty for EventBridge's own.
        state: whether it runs, in EventBridge's words.
    """

    label: str
    name: Name
    title: str
    note: str
    expression: str
    input: dict[str, str | int | bool]
    state: str


class MappingView(Struct, frozen=True):
    """A queue or a stream that Lambda reads.

    Attributes:
        label: of the mapping.
        note: a remark about it.
        source: ARN of the queue or stream.
        batch_size: greatest number of records in a call.
        batch_seconds: seconds a batch may take to fill, 0 for none.
        is_queue: whether it is a queue.
        maximum_concurrency: greatest number of calls at a time for a queue, None for no bound.
        starting_position: where a stream begins.
        retries: how often a failing batch of a stream is tried again.
        split_failing: whether such a batch is cut in two.
    """

    label: str
    note: str
    source: Expr
    batch_size: int
    batch_seconds: int
    is_queue: bool
    maximum_concurrency: int | None = None
    starting_position: str = ""
    retries: int = 0
    split_failing: bool = False


class CallerView(Struct, frozen=True):
    """A topic or bucket that calls a function.

    Attributes:
        label: of its resources.
        note: a remark about it.
        source: ARN of the topic or bucket.
    """

    label: str
    note: str
    source: Expr


class FunctionView(Struct, frozen=True):
    """A function.

    Attributes:
        label: of its resources.
        title: its name in the spec.
        settings: as the spec has them.
        name: in Lambda.
        log_group: name of its log group.
        log_days: days its logs are kept.
        role: ARN of the role it runs as.
        runtime: what runs it; None for an image.
        is_packed: whether its code is a zip file made here.
        object_key: of that zip file in the deployment bucket.
        stored_bucket: the bucket its code lies in already; None when it does not.
        environment: its variables, the instance's among them.
        key: KMS key of its variables; None for AWS's own, and where there are none, since Lambda would forget it.
        dead_letter: ARN of where failed events go; None when nowhere.
        waits_for: what must exist before it.
        called: ARN to call it by, its alias's where it has one.
        qualifier: the alias permissions are about; None without one.
        schedules: the schedules that call it.
        mappings: the queues and streams it gets.
        topics: the topics that call it.
        buckets: the buckets that call it.
    """

    label: str
    title: str
    settings: Function
    name: Name
    log_group: Name
    log_days: int
    role: Expr
    runtime: str | None
    is_packed: bool
    object_key: str
    stored_bucket: Expr | None
    environment: Object
    key: Expr | None
    dead_letter: Expr | None
    waits_for: tuple[Expr, ...]
    called: Expr
    qualifier: Expr | None
    schedules: tuple[ScheduleView, ...]
    mappings: tuple[MappingView, ...]
    topics: tuple[CallerView, ...]
    buckets: tuple[CallerView, ...]


class NotificationRule(Struct, frozen=True):
    """Which events of a bucket call which function.

    Attributes:
        function: ARN to call.
        permission: what allows the bucket to.
        events: in S3's words.
        prefix: what keys must begin with, empty for anything.
        suffix: what keys must end with, empty for anything.
    """

    function: Expr
    permission: Expr
    events: tuple[str, ...]
    prefix: str
    suffix: str


class NotificationView(Struct, frozen=True):
    """All that a bucket calls: S3 keeps one list for each bucket.

    Attributes:
        label: of the list.
        bucket: the bucket's name.
        rules: the list.
    """

    label: str
    bucket: Expr
    rules: tuple[NotificationRule, ...]

    @property
    def permissions(self) -> tuple[Expr, ...]:
        """What allows the bucket to call, which S3 asks for before it takes the list."""
        return tuple(rule.permission for rule in self.rules)
