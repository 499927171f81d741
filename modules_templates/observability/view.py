"""Values that the templates of alarms, topic and dashboard see beside the settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, attributes, encode
from hclpress.module import Alarm, ComparisonOperator, Fact, FromFact, Name, Site, input_name

from .settings import ObservabilitySettings
from .watched import Watched, kept_alarms

_OPERATORS: Mapping[ComparisonOperator, str] = {
    "above": "GreaterThanThreshold",
    "at_least": "GreaterThanOrEqualToThreshold",
    "below": "LessThanThreshold",
}


_USUAL: Mapping[str, str | int] = {
    "period": 300,
    "evaluations": 1,
    "comparison": "GreaterThanThreshold",
    "missing_data": "notBreaching",
}
"""Figures that an alarm has unless its entry in the map tells another one."""
_WIDTH = 90
"""Of an object that stands on the line of its name."""


class AlarmView(Struct, frozen=True):
    """The entry of one alarm in the map of all.

    Attributes:
        label: its key.
        dimensions: as an object on one line where it fits.
        own: its figures that are not the usual ones.
    """

    label: str
    name: Name
    alarm: Alarm
    is_percentile: bool
    dimensions: Expr
    own: tuple[tuple[str, str | int], ...]


class Figures(Struct, frozen=True):
    """The figures of the resource, as expressions over the entry of the map.

    Attributes:
        percentile: None where no alarm looks at a percentile.
    """

    statistic: Expr
    percentile: Expr | None
    period: Expr
    evaluations: Expr
    comparison: Expr
    missing_data: Expr


class Widget(Struct, frozen=True):
    """The figures of a widget, as expressions over the entry of the map, which is called `alarm` there."""

    statistic: Expr
    period: Expr


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        topic_key: KMS key that encrypts the messages of the topic.
        key_window: days until a destroyed key is deleted.
        account: the account whose alarms may ring.
        account_root: ARN of the account, which stands for all who may act in it.
    """

    topic_made: bool
    key_made: bool
    topic_arn: Expr
    topic_key: Expr
    key_window: int
    account: Expr
    account_root: Expr
    emails: tuple[str, ...]
    alarms: tuple[AlarmView, ...]
    figures: Figures
    widget: Widget


def view_of(settings: ObservabilitySettings, site: Site) -> View:
    """Derive the view of the alarms, the topic and the dashboard."""
    names = settings.names(site)
    alarms = tuple(_alarm(one, names[one.label]) for one in kept_alarms(settings, site))
    topic = settings.made_topic
    return View(
        topic_made=topic is not None,
        key_made=topic is not None and topic.key is None,
        topic_arn=Expr("aws_sns_topic.this.arn") if topic else encode(settings.topic),
        topic_key=Expr("aws_kms_key.topic.arn") if topic is None or topic.key is None else _key(topic.key),
        key_window=7 if site.environment.may_be_destroyed else 30,
        account=Expr(encode(site.environment.account_id) if site.environment.account_id else "var.account_id"),
        account_root=Expr(f'"arn:{partition_of(site.region)}:iam::{site.account}:root"'),
        emails=topic.emails if topic else (),
        alarms=alarms,
        figures=_figures(alarms),
        widget=_widget(alarms),
    )


def _alarm(one: Watched, name: Name) -> AlarmView:
    alarm = one.alarm
    figures: Mapping[str, str | int] = {
        "period": alarm.period,
        "evaluations": alarm.evaluations,
        "comparison": _OPERATORS[alarm.comparison],
        "missing_data": "notBreaching" if alarm.silence_is_fine else "breaching",
    }
    own = tuple((figure, value) for figure, value in figures.items() if value != _USUAL[figure])
    return AlarmView(one.label, name, alarm, alarm.statistic.startswith("p"), _dimensions(alarm), own)


def _dimensions(alarm: Alarm) -> Expr:
    values = attributes({name: _value(value) for name, value in alarm.dimensions.items()})
    line = ", ".join(f"{name} = {encode(value)}" for name, value in values.values.items())
    return Expr(f"{{ {line} }}") if len(line) <= _WIDTH else encode(values)


def _figures(alarms: tuple[AlarmView, ...]) -> Figures:
    has_percentiles = any(one.is_percentile for one in alarms)
    return Figures(
        statistic=Expr('lookup(each.value, "statistic", null)' if has_percentiles else "each.value.statistic"),
        percentile=Expr('lookup(each.value, "percentile", null)') if has_percentiles else None,
        **{name: _figure("each.value", name, alarms) for name in _USUAL},
    )


def _widget(alarms: tuple[AlarmView, ...]) -> Widget:
    has_percentiles = any(one.is_percentile for one in alarms)
    either = 'lookup(alarm, "statistic", lookup(alarm, "percentile", null))'
    return Widget(Expr(either if has_percentiles else "alarm.statistic"), _figure("alarm", "period", alarms))


def _figure(entry: str, name: str, alarms: tuple[AlarmView, ...]) -> Expr:
    """A figure of an entry: looked up only where some entries tell it and others leave it out."""
    telling = sum(name in dict(one.own) for one in alarms)
    usual = encode(_USUAL[name])
    if telling == 0:
        return usual
    return Expr(f"{entry}.{name}" if telling == len(alarms) else f'lookup({entry}, "{name}", {usual})')


def _key(key: str | FromFact) -> Expr:
    return Expr(f"var.{key.input_name}") if isinstance(key, FromFact) else encode(key)


def _value(value: str | Fact) -> str | Expr:
    return Expr(f"var.{input_name(value)}") if isinstance(value, Fact) else value
