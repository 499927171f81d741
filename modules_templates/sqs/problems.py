"""Problems of the settings of sqs."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    Problem,
    Site,
    SpecPath,
    is_fifo,
    other_account_problems,
    other_region_problems,
)

from .settings import Queue, Senders, SqsSettings, dead_name

# Provider hashicorp/aws, changelog of 6.8.0: `max_message_size` up to 1 MiB; before that, 256 KiB.
SMALL_MESSAGE, _FIRST_WITH_LARGE = 262_144, (6, 8, 0)


def problems(settings: SqsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    for name, queue in settings.queues.items():
        path = ("queues", name)
        if queue.makes_dead_letters and dead_name(name) in settings.queues:
            yield Problem(
                ("queues", dead_name(name)),
                "called-like-dead-letters",
                f"The dead letter queue of {name} is called {dead_name(name)} already",
                f"Rename this queue; or let {name} send its dead letters elsewhere with `dead_letters: {{queue: …}}`.",
            )
        yield from other_region_problems(queue.key, site, (*path, "key"), "key")
        yield from _size_problems(queue, site, path)
        yield from _order_problems(queue, path)
        yield from _dead_letter_problems(queue, site, path)
        if queue.senders is not None:
            yield from _sender_problems(queue.senders, site, (*path, "senders"), fifo=queue.fifo)


def _size_problems(queue: Queue, site: Site, path: SpecPath) -> Iterator[Problem]:
    if queue.max_message_bytes > SMALL_MESSAGE and not site.environment.providers.always_have(_FIRST_WITH_LARGE):
        yield Problem(
            (*path, "max_message_bytes"),
            "size-not-taken",
            "Not every AWS provider that the spec allows takes messages of that size",
            f"Versions before 6.8 take at most {SMALL_MESSAGE}. Lower it, or write "
            '`providers: {aws: "~> 6.8"}` at the top of the spec.',
        )


def _order_problems(queue: Queue, path: SpecPath) -> Iterator[Problem]:
    # SQS API reference, SetQueueAttributes: these attributes apply only to FIFO queues.
    settings = ("content_based_deduplication", "deduplication", "throughput")
    told = [name for name in settings if getattr(queue, name) not in (False, "queue")]
    for name in told if not queue.fifo else ():
        yield Problem(
            (*path, name),
            "scope-without-fifo",
            "A standard queue neither keeps an order nor finds equal messages",
            f"AWS takes `{name}` for FIFO queues only. Set `fifo: true`, which makes a new queue, or remove the line.",
        )
    # SQS API reference, SetQueueAttributes, FifoThroughputLimit: perMessageGroupId only with the scope messageGroup.
    if queue.fifo and queue.throughput == "group" and queue.deduplication == "queue":
        yield Problem(
            (*path, "throughput"),
            "throughput-without-groups",
            "A limit for each group needs equal messages to be looked for in each group",
            "Add `deduplication: group`, or remove `throughput`.",
        )


def _dead_letter_problems(queue: Queue, site: Site, path: SpecPath) -> Iterator[Problem]:
    dead = queue.dead_letters
    if dead is None:
        return
    path = (*path, "dead_letters")
    if dead.queue is None:
        # SQS Developer Guide, "Using dead-letter queues": a message of a standard queue keeps its age when it moves.
        if not queue.fifo and dead.retention_seconds < queue.retention_seconds:
            yield Problem.warning(
                (*path, "retention_seconds"),
                "dead-letters-expire-first",
                "An old message would expire at the moment it moves",
                f"It keeps its age, and the queue itself keeps messages for {queue.retention_seconds} seconds. Set at "
                "least as many here.",
            )
        return
    if "retention_seconds" in dead.model_fields_set:
        yield Problem(
            (*path, "retention_seconds"),
            "retention-of-another",
            "The dead letter queue is not made here",
            "Its owner decides how long it keeps messages. Remove the line.",
        )
    # SQS Developer Guide, "Using dead-letter queues": of the same kind, in the same account and region.
    yield from other_region_problems(dead.queue, site, (*path, "queue"), "queue")
    yield from other_account_problems(dead.queue, site, (*path, "queue"), "queue")
    kind = is_fifo(dead.queue, site)
    if kind is not None and kind != queue.fifo:
        here, there = ("FIFO", "standard") if queue.fifo else ("standard", "FIFO")
        yield Problem(
            (*path, "queue"),
            "dead-letters-differ",
            f"A {here} queue cannot move messages to a {there} queue",
            f"AWS wants both to be of one kind. Name a {here} queue, or remove the line: one is made here.",
        )


def _sender_problems(senders: Senders, site: Site, path: SpecPath, *, fifo: bool) -> Iterator[Problem]:
    lists = {field: getattr(senders, field) for field in ("topics", "buckets", "rules", "accounts")}
    if not any(lists.values()):
        yield Problem(
            path,
            "no-sender",
            "The list of senders names nobody",
            "Write `topics`, `buckets`, `rules` or `accounts` below it, or remove the line: roles need no entry.",
        )
    for field, members in lists.items():
        for index, member in enumerate(members):
            if member in members[:index]:
                yield Problem(
                    (*path, field, index), "sender-twice", "The sender is listed twice", "Remove one of the two."
                )
    for index, rule in enumerate(senders.rules):
        # EventBridge User Guide, "Amazon EventBridge targets": a queue in the region of its rule.
        yield from other_region_problems(rule, site, (*path, "rules", index), "rule")
    for index, _ in enumerate(senders.buckets) if fifo else ():
        # Amazon S3 User Guide, "Supported event destinations": standard queues only.
        yield Problem(
            (*path, "buckets", index),
            "bucket-to-fifo",
            "S3 sends no events to a FIFO queue",
            "Let the bucket send them to a standard queue, or to EventBridge, whose rules send to FIFO queues too.",
        )
    for index, topic in enumerate(senders.topics) if fifo else ():
        # SNS Developer Guide, "Message delivery from FIFO topics": a FIFO queue subscribes to FIFO topics only.
        if is_fifo(topic, site) is False:
            yield Problem(
                (*path, "topics", index),
                "topic-without-fifo",
                "A standard topic sends nothing to a FIFO queue",
                "Name a FIFO topic, or subscribe a standard queue.",
            )
