"""Alarms: the metrics of an instance that need an operator's attention."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

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

    key: str
    description: str
    namespace: str
    metric: str
    statistic: str
    dimensions: Mapping[str, str | Fact]
    threshold: float
    comparison: ComparisonOperator = "above"
    period: int = 300
    evaluations: int = 1
    silence_is_fine: bool = True
