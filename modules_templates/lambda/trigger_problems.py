"""Problems of triggers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from hclpress.module import Problem, SpecPath

from .triggers import Bucket, Queue, Schedule, Topic, Trigger, source_of

# Lambda Developer Guide, "Using Lambda with Amazon SQS": the largest batch without a window, and of a FIFO queue.
SMALL_BATCH = 10
# EventBridge API Reference, Target, Input.
LONGEST_INPUT = 8192


def trigger_problems(triggers: Mapping[str, Trigger], reserved: int | None, path: SpecPath) -> Iterator[Problem]:
    """Report triggers that AWS refuses.

    Args:
        triggers: the triggers of one function.
        reserved: the function's reserved concurrency.
        path: their place in the spec.
    """
    yield from _source_problems(triggers, path)
    for name, trigger in triggers.items():
        match trigger:
            case Schedule():
                yield from _schedule_problems(trigger, (*path, name))
            case Queue():
                yield from _queue_problems(trigger, reserved, (*path, name))
            case Topic() if is_fifo(trigger.topic):
                yield Problem(
                    (*path, name, "topic"),
                    "topic-of-fifo",
                    "A FIFO topic cannot call a function",
                    "SNS delivers its messages to queues only. Subscribe a queue to it, and use a trigger of `type: "
                    "queue`.",
                )


def is_fifo(reference: object) -> bool:
    """Whether a reference names a FIFO queue or topic; its name ends with `.fifo`. A fact does not tell it."""
    return isinstance(reference, str) and reference.endswith(".fifo")


def _schedule_problems(schedule: Schedule, path: SpecPath) -> Iterator[Problem]:
    size = len(json.dumps(dict(schedule.input), separators=(",", ":"), ensure_ascii=False))
    if size > LONGEST_INPUT:
        yield Problem(
            (*path, "input"),
            "input-too-long",
            f"The event has {size} characters as JSON",
            f"EventBridge accepts {LONGEST_INPUT}. Keep the longer values in SSM or S3 and let the function read them.",
        )


def _queue_problems(trigger: Queue, reserved: int | None, path: SpecPath) -> Iterator[Problem]:
    if is_fifo(trigger.queue):
        if trigger.batch_size > SMALL_BATCH:
            yield Problem(
                (*path, "batch_size"),
                "batch-of-fifo",
                f"A batch of {trigger.batch_size} messages is too large for a FIFO queue",
                f"Lambda accepts {SMALL_BATCH} from a FIFO queue. Lower `batch_size`.",
            )
        if trigger.batch_seconds:
            yield Problem(
                (*path, "batch_seconds"),
                "window-of-fifo",
                "A batch of a FIFO queue does not wait to fill",
                "Lambda refuses a window for FIFO queues. Remove `batch_seconds`.",
            )
    elif trigger.batch_size > SMALL_BATCH and not trigger.batch_seconds:
        yield Problem(
            (*path, "batch_size"),
            "batch-without-window",
            f"A batch of {trigger.batch_size} messages needs time to fill",
            "Above 10 messages SQS requires `batch_seconds` of at least 1. Add it, or lower `batch_size`.",
        )
    if trigger.maximum_concurrency is not None and reserved is not None and trigger.maximum_concurrency > reserved:
        yield Problem(
            (*path, "maximum_concurrency"),
            "concurrency-above-reserved",
            f"{trigger.maximum_concurrency} calls at a time are more than the function's {reserved}",
            "Messages would be throttled and sent to the dead-letter queue. Lower `maximum_concurrency`, or raise "
            "`reserved_concurrency`.",
        )


def _source_problems(triggers: Mapping[str, Trigger], path: SpecPath) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for name, trigger in triggers.items():
        source = source_of(trigger)
        if source is None or isinstance(trigger, Bucket):
            continue
        other = taken.setdefault(repr(source), name)
        if other != name:
            yield Problem(
                (*path, name, source[0]),
                "source-twice",
                f"{other} and {name} have the same {source[0]}",
                f"AWS keeps one trigger for a function and a {source[0]}. Remove one of them.",
            )
