"""A topic for alarms that exists already."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    LookUp,
    Output,
    ParameterName,
    Problem,
    Site,
    StandInResource,
    TopicArn,
    Ways,
    parameter,
    spelled,
    told_elsewhere,
)

# SNS API reference, CreateTopic: 1 to 256 letters, digits, `_` and `-`, and `.fifo` at the end of some.
TopicName = Annotated[str, spelled(r"[A-Za-z0-9_-]{1,251}(\.fifo)?", "the name of a topic", "shared-alarms")]


class FoundTopic(Ways):
    """A topic that exists already, found by its name, its ARN or a parameter with its ARN."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm")

    name: TopicName | None = None
    """Name of the topic."""
    arn: TopicArn | None = None
    """ARN of the topic."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the ARN."""


class ExistingObservability(Existing):
    """A topic for alarms that exists already."""

    existing: FoundTopic
    """Topic to find."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report a topic of another region."""
        if self.existing.arn is not None:
            yield from told_elsewhere(self.existing.arn, "The topic", site, ("existing", "arn"), shared=True)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of the topic and its key."""
        yield "the policies of the topic and of its key let what publishes and subscribes here do so"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The topic, and the parameter that holds its ARN."""
        topic, label = self.existing, identifier(site.instance)
        name = topic.name or (topic.arn.rpartition(":")[2] if topic.arn else f"{label}-stand-in")
        told = {topic.arn: "arn"} if topic.arn else {}
        arguments = {"name": name, "fifo_topic": name.endswith(".fifo")}
        yield StandInResource("aws_sns_topic", label, arguments, site.region, told=told)
        if topic.ssm is not None:
            yield StandInResource.parameter(topic.ssm, label, Expr(f"aws_sns_topic.{label}.arn"), site.region)

    def found(self, site: Site) -> Found:
        """The ARN of the topic."""
        expression, look_ups = _arn_of(self.existing, site)
        return Found((Output("topic_arn", "string", expression, "Topic that alarms notify."),), look_ups)


def _arn_of(topic: FoundTopic, site: Site) -> tuple[Expr, tuple[LookUp, ...]]:
    label, account = identifier(site.instance), site.environment.account_id
    answer = stand_in_arn(site.region, label)
    if topic.arn is not None:
        return encode(topic.arn), ()
    if topic.ssm is not None:
        holder = parameter(topic.ssm, label, answer)
        return holder.attribute("insecure_value"), (holder,)
    if account is not None:
        return encode(f"arn:{partition_of(site.region)}:sns:{site.region}:{account}:{topic.name}"), ()
    found = LookUp("aws_sns_topic", label, {"name": topic.name}, {"arn": answer})
    return found.attribute("arn"), (found,)
