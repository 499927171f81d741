"""Values that the templates of sqs see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode
from hclpress.module import (
    Courier,
    ItemView,
    Name,
    Site,
    environment_expression,
    identifier,
)

from .settings import Queue, Senders, SqsSettings, dead_name

_SIDS: Mapping[Courier, str] = {"sns": "AcceptTopics", "s3": "AcceptBuckets", "events": "AcceptRules"}


class SenderView(Struct, frozen=True):
    """A service that brings messages, with the ARNs on whose behalf it may come; `account` guards those of buckets."""

    sid: str
    principal: str
    sources: tuple[Expr, ...]
    account: str | Expr | None


class QueueView(ItemView[Queue], frozen=True):
    """One queue, or a dead letter queue.

    Attributes:
        own_name: its name in AWS.
        key_arn: the KMS key that encrypts it; None for SQS's own.
        dead_arn: the queue that its dead letters move to; None if there is none.
        source: label of the queue whose dead letters it takes; None of any other.
        senders: services whose messages its policy lets in.
        accounts: ARNs of other accounts that may send.
    """

    own_name: Name
    key_arn: str | Expr | None
    dead_arn: str | Expr | None
    source: str | None
    senders: tuple[SenderView, ...]
    accounts: tuple[str, ...]

    @property
    def has_policy(self) -> bool:
        """Whether anything needs a policy."""
        return self.settings.tls_only or bool(self.senders or self.accounts)


class View(Struct, frozen=True):
    """Values derived from the settings: every queue, and each after its dead letter queue."""

    queues: tuple[QueueView, ...]


def view_of(settings: SqsSettings, site: Site) -> View:
    """The view of an instance."""
    return View(tuple(_queue_views(settings, site)))


def _queue_views(settings: SqsSettings, site: Site) -> Iterator[QueueView]:
    names, partition = settings.names(site), partition_of(site.region)
    sources = {dead_name(name): name for name, queue in settings.queues.items() if queue.makes_dead_letters}
    for key, queue in settings.all_queues.items():
        label = identifier(key)
        yield QueueView(
            key,
            queue,
            {},
            own_name=names[label],
            key_arn=None if queue.key == "sqs" else environment_expression(queue.key),
            dead_arn=_dead_arn(key, queue),
            source=identifier(sources[key]) if key in sources else None,
            senders=tuple(_sender_views(label, queue.senders or Senders(), site)),
            accounts=tuple(f"arn:{partition}:iam::{account}:root" for account in sorted(queue.senders.accounts))
            if queue.senders
            else (),
        )


def _dead_arn(key: str, queue: Queue) -> str | Expr | None:
    if queue.dead_letters is None:
        return None
    if queue.dead_letters.queue is not None:
        return environment_expression(queue.dead_letters.queue)
    return Expr(f"aws_sqs_queue.{identifier(dead_name(key))}.arn")


def _sender_views(label: str, senders: Senders, site: Site) -> Iterator[SenderView]:
    sources: dict[Courier, list[Expr]] = {
        "sns": [encode(environment_expression(one)) for one in senders.topics],
        "s3": [encode(environment_expression(one)) for one in senders.buckets],
        "events": [encode(environment_expression(one)) for one in senders.rules],
    }
    for one in site.deliveries_to(f"{label}_queue_arn"):
        sources[one.courier].append(Expr(f'"{one.source}"'))
    for courier, arns in sources.items():
        if arns:
            # The ARN of a bucket has no account.
            account = (site.environment.account_id or Expr("var.account_id")) if courier == "s3" else None
            yield SenderView(_SIDS[courier], f"{courier}.amazonaws.com", tuple(sorted({*arns})), account)
