"""The alarms of the watched instances."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from hclpress.hcl import identifier
from hclpress.module import Alarm, Site

from .settings import ObservabilitySettings, Tuned


class Watched(Struct, frozen=True):
    """An alarm of an instance."""

    instance: str
    alarm: Alarm

    @property
    def address(self) -> str:
        """Its name under `tune`."""
        return f"{self.instance}.{self.alarm.key}"

    @property
    def label(self) -> str:
        """Label of its resource."""
        return identifier(f"{self.instance}_{self.alarm.key}")

    def tuned(self, by: Tuned) -> Watched:
        """The alarm with the figures of the spec."""
        alarm = structs.replace(
            self.alarm,
            threshold=self.alarm.threshold if by.threshold is None else by.threshold,
            period=by.period or self.alarm.period,
            evaluations=by.evaluations or self.alarm.evaluations,
            comparison=by.comparison or self.alarm.comparison,
        )
        return Watched(self.instance, alarm)


def is_near(name: str, site: Site) -> bool:
    """Whether another instance lies in the region of this one."""
    return name != site.instance and site.of(name).region == site.region


def every_alarm(settings: ObservabilitySettings, site: Site) -> Iterator[Watched]:
    """Every alarm that the watched instances suggest."""
    for instance in settings.watch or tuple(name for name in site.neighbours if is_near(name, site)):
        for alarm in site.alarms_of(instance):
            yield Watched(instance, alarm)


def kept_alarms(settings: ObservabilitySettings, site: Site) -> Iterator[Watched]:
    """The alarms that are made, with the figures of the spec."""
    for one in every_alarm(settings, site):
        tuned = settings.tune.get(one.address)
        if tuned is not None:
            yield one.tuned(tuned)
        elif one.address not in settings.tune:
            yield one
