"""Values that the templates of alarms, topic and dashboard see beside the settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl import Expr, Object, attributes, encode
from hclpress.module import Alarm, ComparisonOperator, Fact, FromFact, Name, Site, input_name

from .settings import ObservabilitySettings
from .watched import Watched, kept_alarms

_OPERATORS: Mapping[ComparisonOperator, str] = {
    "above": "GreaterThanThreshold",
    "at_least": "GreaterThanOrEqualToThreshold",
    "below": "LessThanThreshold",
}


class AlarmView(Struct, frozen=True):
    """One alarm, with its comparison in CloudWatch's words and its dimensions as values or variables."""

    label: str
    name: Name
    alarm: Alarm
    operator: str
    is_percentile: bool
    dimensions: Object


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        topic_key: KMS key that encrypts the messages of the topic.
        key_window: days until a destroyed key is deleted.
        widgets: of the dashboard, one for each alarm.
    """

    topic_made: bool
    key_made: bool
    topic_arn: Expr
    topic_key: Expr
    key_window: int
    emails: tuple[str, ...]
    alarms: tuple[AlarmView, ...]
    widgets: tuple[Object, ...]


def view_of(settings: ObservabilitySettings, site: Site) -> View:
    """Derive the view of the alarms, the topic and the dashboard."""
    kept = tuple(kept_alarms(settings, site))
    names = settings.names(site)
    topic = settings.made_topic
    return View(
        topic_made=topic is not None,
        key_made=topic is not None and topic.key is None,
        topic_arn=Expr("aws_sns_topic.this.arn") if topic else encode(settings.topic),
        topic_key=Expr("aws_kms_key.topic.arn") if topic is None or topic.key is None else _key(topic.key),
        key_window=7 if site.environment.may_be_destroyed else 30,
        emails=topic.emails if topic else (),
        alarms=tuple(_alarm(one, names[one.label]) for one in kept),
        widgets=tuple(_widget(one, site, index) for index, one in enumerate(kept)),
    )


def _alarm(one: Watched, name: Name) -> AlarmView:
    alarm = one.alarm
    dimensions = attributes({key: _value(value) for key, value in alarm.dimensions.items()})
    percentile = alarm.statistic.startswith("p")
    return AlarmView(one.label, name, alarm, _OPERATORS[alarm.comparison], percentile, dimensions)


def _key(key: str | FromFact) -> Expr:
    return Expr(f"var.{key.input_name}") if isinstance(key, FromFact) else encode(key)


def _value(value: str | Fact) -> str | Expr:
    return Expr(f"var.{input_name(value)}") if isinstance(value, Fact) else value


def _widget(one: Watched, site: Site, index: int) -> Object:
    # Three widgets of eight columns stand side by side on CloudWatch's grid of twenty-four.
    alarm = one.alarm
    metric: list[object] = [alarm.namespace, alarm.metric]
    for key, value in alarm.dimensions.items():
        metric += [key, _value(value)]
    return attributes(
        {
            "type": "metric",
            "x": index % 3 * 8,
            "y": index // 3 * 6,
            "width": 8,
            "height": 6,
            "properties": attributes(
                {
                    "title": f"{one.instance}: {alarm.key}",
                    "region": site.of(one.instance).region,
                    "stat": alarm.statistic,
                    "period": alarm.period,
                    "metrics": [metric],
                    "annotations": attributes(
                        {"horizontal": [attributes({"label": "alarm", "value": alarm.threshold})]}
                    ),
                }
            ),
        }
    )
