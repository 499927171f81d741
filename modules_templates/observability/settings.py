"""Settings of the alarms, the topic and the dashboard."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    ComparisonOperator,
    Item,
    KeyReference,
    Module,
    ReferenceTo,
    Settings,
    TopicArn,
    text_or_mapping,
)


class Tuned(Item):
    """Figures that replace those of the module for one alarm."""

    threshold: Annotated[float, Field(ge=0)] | None = None
    """Value at which the alarm fires, in the metric's own unit."""
    # CloudWatch API Reference, PutMetricAlarm, Period. The metrics that AWS writes have one figure a minute.
    period: Annotated[int, Field(ge=60, le=86_400, multiple_of=60)] | None = None
    """Seconds over which the metric is aggregated."""
    evaluations: Annotated[int, Field(ge=1)] | None = None
    """Periods in a row that must be bad."""
    comparison: ComparisonOperator | None = None
    """Values at which the alarm fires: above the threshold, at it and above, or below it."""


class Topic(Settings):
    """A topic that is made here."""

    emails: tuple[Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")], ...] = ()
    """Email addresses; each must confirm before it gets a message."""
    key: KeyReference | None = None
    """KMS key that encrypts its messages; its policy must let CloudWatch use it. Left out: a key made here."""


TopicChoice = Annotated[
    Annotated[TopicArn, Tag("text")] | Annotated[Topic, Tag("mapping")], Discriminator(text_or_mapping)
]


class ObservabilitySettings(Module):
    """The YAML of the alarms, the topic and the dashboard."""

    watch: tuple[Annotated[str, ReferenceTo()], ...] | None = None
    """Instances that are watched. Left out: all instances of the same region that have alarms."""
    topic: TopicChoice = Topic()
    """Topic that alarms notify: an SNS topic made here, or the ARN of one."""
    tune: Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$")], Tuned | None] = {}
    """Other figures for single alarms by `instance.alarm`; `null` removes the alarm."""
    dashboard: bool = True
    """Whether a dashboard shows every watched metric."""

    @property
    def made_topic(self) -> Topic | None:
        """The topic that is made here; None where the spec names one by its ARN."""
        return self.topic if isinstance(self.topic, Topic) else None
