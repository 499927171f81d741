"""Alarms: the metrics of an instance that are worth waking somebody for."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from hclpress.module.facts import Fact

ComparisonOperator = Literal["above", "at_least", "below"]


class Alarm(Struct, frozen=True):
    """One thing of an instance worth waking somebody for, and worth a place on a dashboard.

    A module knows what goes wrong with it; the observability module makes alarms and widgets of that.

    Attributes:
        key: its name within the instance, of small letters and hyphens; stable, because it becomes an address.
        description: what is wrong when it rings, in a sentence, and what to look at.
        namespace: of the metric, such as `AWS/Lambda`.
        metric: its name.
        statistic: `Sum`, `Average`, `Maximum`, `Minimum` or a percentile such as `p99`.
        dimensions: by name; a fact where only AWS knows the value.
        threshold: the value it is compared with, in the metric's own unit.
        comparison: on which side of the threshold it rings.
        period: seconds over which the statistic is taken.
        evaluations: periods in a row that must be on that side.
        silence_is_fine: whether no data at all means that nothing happened, rather than that nothing works.
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
