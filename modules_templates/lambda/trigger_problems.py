"""Problems of triggers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from hclpress.module import Problem, Site, SpecPath, held_queue, is_fifo

from .function import Function
from .triggers import Bucket, Queue, Schedule, Topic, Trigger, source_of

# Lambda Developer Guide, "Using Lambda with Amazon SQS": the largest batch without a window, and of a FIFO queue.
SMALL_BATCH = 10
# Lambda Developer Guide, "Configuring a queue to use with Lambda": six times the timeout and the window, so that Lambda
# has time to try a throttled batch again. CreateEventSourceMapping refuses less than the timeout itself.
COVERED_TIMEOUTS = 6
# SQS API reference, SetQueueAttributes, VisibilityTimeout.
LONGEST_VISIBILITY = 43_200
# EventBridge API Reference, Target, Input.
LONGEST_INPUT = 8192


def trigger_problems(function: Function, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Report triggers that AWS refuses.

    Args:
        function: the function that they call.
        site: the site of its instance.
        path: their place in the spec.
    """
    yield from _source_problems(function.triggers, path)
    for name, trigger in function.triggers.items():
        match trigger:
            case Schedule():
                yield from _schedule_problems(trigger, (*path, name))
            case Queue():
                yield from _queue_problems(trigger, function.reserved_concurrency, site, (*path, name))
                yield from _visibility_problems(trigger, function.timeout, site, (*path, name))
            case Topic() if is_fifo(trigger.topic, site):
                yield Problem(
                    (*path, name, "topic"),
                    "topic-of-fifo",
                    "A FIFO topic cannot call a function",
                    "SNS delivers its messages to queues only. Subscribe a queue to it, and use a trigger of `type: "
                    "queue`.",
                )


def _schedule_problems(schedule: Schedule, path: SpecPath) -> Iterator[Problem]:
    size = len(json.dumps(dict(schedule.input), separators=(",", ":"), ensure_ascii=False))
    if size > LONGEST_INPUT:
        yield Problem(
            (*path, "input"),
            "input-too-long",
            f"The event has {size} characters as JSON",
            f"EventBridge accepts {LONGEST_INPUT}. Keep the longer values in SSM or S3 and let the function read them.",
        )


def _visibility_problems(trigger: Queue, timeout: int, site: Site, path: SpecPath) -> Iterator[Problem]:
    queue = held_queue(trigger.queue, site)
    if queue is None or queue.visibility_seconds is None:
        return
    hidden, advised = queue.visibility_seconds, timeout * COVERED_TIMEOUTS + trigger.batch_seconds
    detail = (
        f"AWS advises {COVERED_TIMEOUTS} times the `timeout` of {timeout} and `batch_seconds`: give the queue "
        f"`visibility_seconds: {min(advised, LONGEST_VISIBILITY)}`, or lower `timeout`."
    )
    if hidden < timeout:
        yield Problem(
            (*path, "queue"),
            "visibility-below-timeout",
            f"Messages come again after {hidden} seconds, while a call may last {timeout}",
            f"Lambda refuses such a queue. {detail}",
        )
    elif hidden < min(advised, LONGEST_VISIBILITY):
        yield Problem.warning(
            (*path, "queue"),
            "visibility-too-short",
            f"Messages come again after {hidden} seconds, before a throttled call is tried again",
            f"They would be handled twice. {detail}",
        )


def _queue_problems(trigger: Queue, reserved: int | None, site: Site, path: SpecPath) -> Iterator[Problem]:
    if is_fifo(trigger.queue, site):
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
