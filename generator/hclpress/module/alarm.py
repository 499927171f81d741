"""Alarms: the metrics of an instance that need an operator's attention."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from hclpress.module.facts import Fact

ComparisonOperator = Literal["above", "at_least", "below"]
"""The side of the threshold on which an alarm goes off."""


class Alarm(Struct, frozen=True):
    """One alarm of an instance, which is also a widget on the dashboard.

    A module knows its failures; the observability module makes alarms and widgets of them.

    Attributes:
        key: its name within the instance, of lower-case letters and hyphens; stable, because it becomes an address.
        description: the failure, in a sentence, and where to look.
        namespace: the namespace of the metric, such as `AWS/Lambda`.
        metric: the name of the metric.
        statistic: `Sum`, `Average`, `Maximum`, `Minimum` or a percentile such as `p99`.
        dimensions: by name; a fact if only AWS knows the value.
        threshold: the limit, in the metric's own unit.
        comparison: the side of the threshold that raises the alarm.
        period: the seconds over which the statistic is taken.
        evaluations: the number of consecutive periods on that side.
        silence_is_fine: whether missing data means that nothing happened, rather than a failure.
    """

    key: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    description: str
    namespace: str
    metric: str
    statistic: Annotated[str, Meta(pattern=r"^(Sum|Average|Maximum|Minimum|SampleCount|p\d{1,2}(\.\d+)?)$")]
    dimensions: Mapping[str, str | Fact]
    threshold: float
    comparison: ComparisonOperator = "above"
    period: Annotated[int, Meta(ge=10)] = 300
    evaluations: Annotated[int, Meta(ge=1)] = 1
    silence_is_fine: bool = True
