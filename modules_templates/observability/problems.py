"""Problems of the alarms and the topic that show only across settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Site, arn_region, nearest, other_region_problems

from .settings import ObservabilitySettings
from .watched import every_alarm, is_near

# CloudWatch API Reference, PutMetricAlarm, Period: the seconds that all periods of an alarm may have together, where
# one has an hour or more and where it has less.
_HOUR, _MOST_OF_LONG, _MOST_OF_SHORT = 3_600, 604_800, 86_400


def problems(settings: ObservabilitySettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    for index, name in enumerate(settings.watch or ()):
        if not is_near(name, site) and name != site.instance:
            yield Problem(
                ("watch", index),
                "metrics-of-another-region",
                f"{name} has its metrics in {site.of(name).region}",
                f"Alarms of {site.region} cannot read them. Watch it from an instance of this module with "
                f"`region: {site.of(name).region}`.",
            )
    if settings.made_topic is not None:
        yield from other_region_problems(settings.made_topic.key, site, ("topic", "key"), "key")
    if isinstance(settings.topic, str) and arn_region(settings.topic) != site.region:
        yield Problem(
            ("topic",),
            "topic-of-another-region",
            f"The topic lies in {arn_region(settings.topic)}",
            f"Alarms of {site.region} can only notify topics of that region.",
        )
    yield from _alarm_problems(settings, site)


def _alarm_problems(settings: ObservabilitySettings, site: Site) -> Iterator[Problem]:
    known = {one.address: one for one in every_alarm(settings, site)}
    for address, tuned in settings.tune.items():
        if address not in known:
            guess = nearest(address, known)
            meant = f"Did you mean `{guess}`? " if guess else ""
            yield Problem(
                ("tune", address),
                "no-such-alarm",
                f"There is no alarm {address}",
                f"{meant}There is: {', '.join(known) or 'none'}.",
            )
            continue
        if tuned is None:
            continue
        alarm = known[address].tuned(tuned).alarm
        most = _MOST_OF_LONG if alarm.period >= _HOUR else _MOST_OF_SHORT
        if alarm.period * alarm.evaluations > most:
            yield Problem(
                ("tune", address),
                "looks-back-too-far",
                f"{address} looks back {alarm.period * alarm.evaluations} seconds",
                f"{alarm.evaluations} periods of {alarm.period} seconds; CloudWatch takes {most} seconds at most, or "
                f"{most // alarm.period} such periods.",
            )
    if not known:
        yield Problem(
            () if settings.watch is None else ("watch",),
            "nothing-to-watch",
            "There is nothing to watch",
            "None of these instances declares an alarm.",
        )
