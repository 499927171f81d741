"""Alarms of sqs."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm, Fact, Site, identifier

from .settings import SqsSettings, dead_name


def alarms(settings: SqsSettings, site: Site) -> Iterator[Alarm]:
    """Messages that wait too long, and messages that nobody could handle."""
    for name, queue in settings.queues.items():
        if queue.alarm_age_seconds is not None:
            yield Alarm(
                f"{name}-age",
                f"The oldest message of {name} waits for {queue.alarm_age_seconds} seconds: nobody receives, or too "
                "slowly.",
                "AWS/SQS",
                "ApproximateAgeOfOldestMessage",
                "Maximum",
                {"QueueName": Fact(site.instance, f"{identifier(name)}_queue_name")},
                threshold=queue.alarm_age_seconds,
                comparison="at_least",
            )
        if queue.makes_dead_letters:
            yield Alarm(
                f"{name}-dead-letters",
                f"Messages of {name} could not be handled. Read them in {dead_name(name)}, mend, redrive.",
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "Maximum",
                {"QueueName": Fact(site.instance, f"{identifier(dead_name(name))}_queue_name")},
                threshold=1,
                comparison="at_least",
            )
