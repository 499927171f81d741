"""Problems of the settings of sns."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    Problem,
    Quota,
    Site,
    SpecPath,
    above_quota,
    identifier,
    is_fifo,
    other_account_problems,
    other_region_problems,
)

from .filters import filter_problems
from .settings import Publishers, SnsSettings, Topic
from .subscription import PROTOCOLS, Subscription

# SNS Developer Guide, "Message ordering and deduplication": the subscriptions of a FIFO topic.
FIFO_SUBSCRIPTIONS = Quota("Amazon SNS", "Subscriptions per FIFO topic", 100)
# SNS API reference, Subscribe, RawMessageDelivery.
_RAW = frozenset({"queue", "https", "firehose"})


def problems(settings: SnsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    labels: dict[str, str] = {}
    for name, topic in settings.topics.items():
        path = ("topics", name)
        yield from other_region_problems(topic.key, site, (*path, "key"), "key")
        for field in ("content_based_deduplication", "throughput") if not topic.fifo else ():
            # SNS API reference, CreateTopic: these attributes apply only to FIFO topics.
            if getattr(topic, field) not in (False, "topic"):
                yield Problem(
                    (*path, field),
                    "setting-of-fifo",
                    "A standard topic neither keeps an order nor finds equal messages",
                    f"AWS takes `{field}` for FIFO topics only. Set `fifo: true`, which makes a new topic, or remove "
                    "the line.",
                )
        if topic.publishers is not None:
            yield from _publisher_problems(topic.publishers, topic, site, (*path, "publishers"))
        elif topic.key == "aws" and site.deliveries_to(f"{identifier(name)}_topic_arn"):
            yield _closed_key(path)
        if topic.fifo:
            place = (*path, "subscriptions")
            yield from above_quota(FIFO_SUBSCRIPTIONS, len(topic.subscriptions), "subscriptions of a FIFO topic", place)
        for key, subscription in topic.subscriptions.items():
            own = (*path, "subscriptions", key)
            holder = labels.setdefault(f"{name}-{key}", name)
            if holder != name:
                yield Problem(
                    own,
                    "subscriptions-alike",
                    f"`{name}` with `{key}` reads like a subscription of `{holder}`",
                    f"Both would be called {name}-{key}. Give this one another name.",
                )
            yield from _subscription_problems(subscription, topic, site, own)


def _closed_key(path: SpecPath) -> Problem:
    # SNS Developer Guide, "Key management": the policy of the key that AWS keeps lets no service publish.
    return Problem(
        path,
        "key-closed-to-services",
        "No service of AWS can publish under the key that AWS keeps for SNS",
        "Its policy cannot be changed. Set `key` to a KMS key whose policy names the service: `services: [cloudwatch]` "
        "or `[s3]` of module kms; or name one that exists already by its ARN.",
    )


def _publisher_problems(publishers: Publishers, topic: Topic, site: Site, path: SpecPath) -> Iterator[Problem]:
    lists = {field: getattr(publishers, field) for field in ("buckets", "rules", "accounts")}
    if not publishers.alarms and not any(lists.values()):
        yield Problem(
            path,
            "no-publisher",
            "The list of publishers names nobody",
            "Write `alarms: true`, `buckets`, `rules` or `accounts` below it, or remove the line: roles need no entry.",
        )
    for field, members in lists.items():
        for index, member in enumerate(members):
            if member in members[:index]:
                place = (*path, field, index)
                yield Problem(place, "publisher-twice", "The publisher is listed twice", "Remove one of the two.")
    for index, rule in enumerate(publishers.rules):
        # EventBridge User Guide, "Amazon EventBridge targets": a topic in the region of its rule.
        yield from other_region_problems(rule, site, (*path, "rules", index), "rule")
    if topic.key == "aws" and (publishers.alarms or publishers.buckets or publishers.rules):
        yield _closed_key(path)
    services = {"alarms": publishers.alarms, "buckets": bool(publishers.buckets)}
    for field in (field for field, named in services.items() if named and topic.fifo):
        # Amazon S3 User Guide, "Supported event destinations"; CloudWatch User Guide, "Using Amazon CloudWatch alarms".
        yield Problem(
            (*path, field),
            "service-to-fifo",
            f"{'Alarms' if field == 'alarms' else 'Buckets'} publish nothing to a FIFO topic",
            "AWS takes a standard topic there. Make one for them.",
        )


def _subscription_problems(one: Subscription, topic: Topic, site: Site, path: SpecPath) -> Iterator[Problem]:
    if len(one.given) != 1:
        found = f"There is {' and '.join(one.given)}" if one.given else "There is none of them"
        yield Problem(
            path,
            "no-endpoint" if not one.given else "endpoints-several",
            "A subscription has one subscriber",
            f"{found}; write just one of {', '.join(f'`{name}`' for name in PROTOCOLS)}.",
        )
        return
    yield from filter_problems(one.filter, one.filter_scope, (*path, "filter"))
    if one.raw and one.field not in _RAW:
        yield Problem(
            (*path, "raw"),
            "raw-refused",
            f"A subscription by {one.field} cannot get the message alone",
            "SNS delivers raw messages to queues, URLs and Firehose. Remove the line.",
        )
    yield from _order_problems(one, topic, site, path)
    # SNS Developer Guide, "Amazon SNS dead-letter queues": in the account and the region of the subscription.
    yield from other_region_problems(one.dead_letters, site, (*path, "dead_letters"), "queue")
    yield from other_account_problems(one.dead_letters, site, (*path, "dead_letters"), "queue")


def _order_problems(one: Subscription, topic: Topic, site: Site, path: SpecPath) -> Iterator[Problem]:
    # SNS Developer Guide, "Message delivery from FIFO topics": queues of both kinds; a FIFO queue has no other.
    if topic.fifo and one.field != "queue":
        yield Problem(
            (*path, one.field),
            "fifo-needs-queues",
            f"A FIFO topic delivers nothing to a subscription by {one.field}",
            "SNS delivers its messages to queues only. Subscribe a queue, and let that call a function.",
        )
    if not topic.fifo and one.queue is not None and is_fifo(one.queue, site):
        yield Problem(
            (*path, "queue"),
            "queue-of-fifo",
            "A standard topic delivers nothing to a FIFO queue",
            "Set `fifo: true` at the topic, which makes a new one, or name a standard queue.",
        )
    if one.dead_letters is not None and (kind := is_fifo(one.dead_letters, site)) not in (None, topic.fifo):
        here, there = ("FIFO", "standard") if not kind else ("standard", "FIFO")
        yield Problem(
            (*path, "dead_letters"),
            "dead-letters-differ",
            f"A {here} topic cannot move messages to a {there} queue",
            f"AWS wants both to be of one kind. Name a {here} queue.",
        )
