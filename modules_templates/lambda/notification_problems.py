"""Problems of the events of buckets, of which S3 keeps one list for each bucket."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Existing, FromFact, Problem, Site, SpecPath

from .settings import LambdaSettings
from .triggers import Bucket


def notification_problems(settings: LambdaSettings, site: Site) -> Iterator[Problem]:
    """Report lists of events that another list would replace, and events that would call two functions."""
    own = tuple(_bucket_triggers(settings))
    others = dict(_written_beside(settings, site))
    for number, (path, trigger) in enumerate(own):
        bucket = _bucket(trigger)
        yield from _owner_problems(trigger, path, site)
        if bucket in others:
            yield Problem(
                (*path, "bucket"),
                "notifications-twice",
                f"{others[bucket]} writes the notifications of {bucket} as well",
                "A bucket has one list of them, so each apply would delete those of the other. Put the functions that "
                "this bucket calls into one instance, in the region of the bucket.",
            )
        for other_path, other in own[:number]:
            if _bucket(other) == bucket and _overlap(trigger, other):
                yield Problem(
                    path,
                    "notifications-overlap",
                    f"{other_path[1]} is called by some of the same events",
                    f"S3 refuses two rules for one event of one object, and the trigger `{other_path[-1]}` of "
                    f"{other_path[1]} fits keys that this one fits. Give them prefixes or suffixes that exclude each "
                    "other.",
                )
                break


def _bucket_triggers(settings: LambdaSettings) -> Iterator[tuple[tuple[str, ...], Bucket]]:
    for name, function in settings.functions.items():
        for key, trigger in function.triggers.items():
            if isinstance(trigger, Bucket):
                yield ("functions", name, "triggers", key), trigger


def _bucket(trigger: Bucket) -> str:
    """The bucket as the spec names it."""
    return trigger.bucket.fact if isinstance(trigger.bucket, FromFact) else trigger.bucket


def _written_beside(settings: LambdaSettings, site: Site) -> Iterator[tuple[str, str]]:
    """The buckets whose lists instances above this one write, or its replicas in other regions, with the instance."""
    is_above = True
    for name, other in site.neighbours.items():
        if other is settings:
            is_above = False
        elif isinstance(other, LambdaSettings):
            is_near = site.of(name).region == site.region
            is_replica = not is_near and other.functions == settings.functions
            for _, trigger in _bucket_triggers(other) if is_above or is_replica else ():
                # A fact means the bucket of the same region.
                if is_near or isinstance(trigger.bucket, str):
                    yield _bucket(trigger), name


def _overlap(one: Bucket, other: Bucket) -> bool:
    """Whether an event may fit both.

    Amazon S3 User Guide, "Configuring event notifications using object key name filtering": prefixes overlap if one
    begins with the other, suffixes if one ends with the other.
    """
    return (
        not {*one.events}.isdisjoint(other.events)
        and (one.prefix.startswith(other.prefix) or other.prefix.startswith(one.prefix))
        and (one.suffix.endswith(other.suffix) or other.suffix.endswith(one.suffix))
    )


def _owner_problems(trigger: Bucket, path: SpecPath, site: Site) -> Iterator[Problem]:
    if not isinstance(trigger.bucket, FromFact):
        return
    owner = trigger.bucket.source.instance
    is_elsewhere = owner in site.elsewhere
    if is_elsewhere or isinstance(site.neighbours.get(owner), Existing):
        origin = "belongs to another environment" if is_elsewhere else "exists already"
        yield Problem(
            (*path, "bucket"),
            "notifications-of-another",
            f"The notifications of {owner} are not made here",
            f"A bucket has one list of them, and {owner} {origin}: this trigger would delete the others. Let "
            "the owner of the bucket send its events to a topic or a queue, and use a trigger of that `type`. If "
            "nobody else has notifications of the bucket, write its name here instead of `{from: …}`.",
        )
