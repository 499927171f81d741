"""observability: alarms, the topic they ring on and a dashboard, made of what the other modules know of themselves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Struct, structs
from pydantic import Discriminator, Field, Tag

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, Object, attributes, encode
from hclpress.module.alarm import Alarm, ComparisonOperator
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.markers import ReferenceTo
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.uses import FromFact, KeyReference, input_name, text_or_mapping
from hclpress.module.waivers import ScannerWaiver, key_policy_waivers
from hclpress.source.nearest import nearest
from hclpress.spec.fields import TopicArn, arn_region
from hclpress.spec.settings import Settings

_OPERATORS: Mapping[ComparisonOperator, str] = {
    "above": "GreaterThanThreshold",
    "at_least": "GreaterThanOrEqualToThreshold",
    "below": "LessThanThreshold",
}
# CloudWatch, PutMetricAlarm: 10, 30 and multiples of 60 seconds; the product with the periods may not pass a day.
_DAY = 86_400


class Tuned(Item):
    """Other figures for one alarm than its module suggests."""

    threshold: Annotated[float, Field(ge=0)] | None = None
    """The value it rings at, in the metric's own unit."""
    period: Literal[60, 120, 180, 240, 300, 600, 900, 1800, 3600, 21600, 86400] | None = None
    """Seconds over which the metric is taken together."""
    evaluations: Annotated[int, Field(ge=1, le=100)] | None = None
    """Periods in a row that must be bad."""
    comparison: ComparisonOperator | None = None
    """Whether it rings above the threshold, at it and above, or below."""


class Topic(Settings):
    """A topic made here."""

    emails: tuple[Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")], ...] = ()
    """Addresses of mail; each must confirm before it hears anything."""
    key: KeyReference | None = None
    """The KMS key its messages are encrypted with; its policy must let CloudWatch use it. Left out: one made here."""


TopicChoice = Annotated[
    Annotated[TopicArn, Tag("text")] | Annotated[Topic, Tag("mapping")], Discriminator(text_or_mapping)
]


class Observability(Module):
    """What watches the environment."""

    summary: ClassVar[str] = (
        "Alarms made of what every other module knows of itself, a topic they ring on, a dashboard."
    )

    watch: tuple[Annotated[str, ReferenceTo()], ...] | None = None
    """The instances that are watched. Left out: all of the same region that have something to watch."""
    topic: TopicChoice = Topic()
    """Where alarms ring: an SNS topic made here, or the ARN of one."""
    tune: Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$")], Tuned | None] = {}
    """Other figures for single alarms by `instance.alarm`; `null` takes the alarm away."""
    dashboard: bool = True
    """Whether a dashboard shows every watched metric."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What is tuned but does not exist, and figures CloudWatch refuses."""
        for index, name in enumerate(self.watch or ()):
            if not self._is_near(name, site) and name != site.instance:
                yield Problem(
                    ("watch", index),
                    "metrics-of-another-region",
                    f"{name} has its metrics in {site.of(name).region}",
                    f"Alarms of {site.region} cannot see them. Watch it from an instance of this module with "
                    f"`region: {site.of(name).region}`.",
                )
        if isinstance(self.topic, str) and arn_region(self.topic) != site.region:
            yield Problem(
                ("topic",),
                "topic-of-another-region",
                f"The topic lies in {arn_region(self.topic)}",
                f"Alarms of {site.region} can ring only on topics from there.",
            )
        known = {_address(instance, alarm): alarm for instance, alarm in self._all(site)}
        for address, tuned in self.tune.items():
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
            alarm = _tuned(known[address], tuned)
            if alarm.period * alarm.evaluations > _DAY:
                yield Problem(
                    ("tune", address),
                    "longer-than-a-day",
                    f"{address} would look back over more than a day",
                    f"{alarm.evaluations} periods of {alarm.period} seconds; CloudWatch takes {_DAY} seconds at most.",
                )
        if not known:
            yield Problem(
                () if self.watch is None else ("watch",),
                "nothing-to-watch",
                "There is nothing to watch",
                "None of these instances has a metric worth an alarm.",
            )

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the topic, the dashboard and each alarm."""
        names = {
            "topic": site.name("aws_sns_topic", f"{site.instance}-alarms"),
            "key": site.name("aws_kms_alias", f"{site.instance}-alarms", prefix="alias/"),
            "dashboard": site.name("aws_cloudwatch_dashboard", site.instance),
        }
        return names | {
            _label(instance, alarm): site.name("aws_cloudwatch_metric_alarm", f"{instance}-{alarm.key}")
            for instance, alarm in self._kept(site)
        }

    def inputs(self, site: Site) -> Iterator[Input]:
        """The facts that tell the watched things apart."""
        for _, alarm in self._kept(site):
            for value in alarm.dimensions.values():
                if isinstance(value, Fact):
                    yield Input(input_name(value), value)
        if isinstance(self.topic, Topic) and isinstance(self.topic.key, FromFact):
            yield Input(self.topic.key.input_name, self.topic.key.source, path=("topic", "key"))
        if isinstance(self.topic, Topic) and self.topic.key is None:
            yield from site.account_inputs()

    def outputs(self, site: Site) -> Iterable[Output]:
        """The topic, for whatever else wants to ring."""
        if isinstance(self.topic, Topic):
            yield Output(
                "topic_arn", "string", Expr("aws_sns_topic.this.arn"), "Topic that alarms ring on.", exported=True
            )

    def _is_near(self, name: str, site: Site) -> bool:
        return name != site.instance and site.of(name).region == site.region

    def _all(self, site: Site) -> Iterator[tuple[str, Alarm]]:
        watched = self.watch or tuple(name for name in site.neighbours if self._is_near(name, site))
        for instance in watched:
            for alarm in site.alarms_of(instance):
                yield instance, alarm

    def _kept(self, site: Site) -> Iterator[tuple[str, Alarm]]:
        for instance, alarm in self._all(site):
            address = _address(instance, alarm)
            tuned = self.tune.get(address)
            if tuned is not None:
                yield instance, _tuned(alarm, tuned)
            elif address not in self.tune:
                yield instance, alarm

    def scanner_waivers(self, site: Site) -> Iterable[ScannerWaiver]:
        """The policy of the key made here."""
        return key_policy_waivers("data.aws_iam_policy_document.key")

    def view(self, site: Site) -> "View":
        """What the templates see."""
        kept = tuple(self._kept(site))
        names = self.names(site)
        topic = self.topic if isinstance(self.topic, Topic) else None
        return View(
            made=topic is not None,
            key_made=topic is not None and topic.key is None,
            topic_arn=Expr("aws_sns_topic.this.arn") if topic else encode(self.topic),
            topic_key=Expr("aws_kms_key.topic.arn") if topic is None or topic.key is None else _key(topic.key),
            key_window=7 if site.environment.may_be_destroyed else 30,
            emails=topic.emails if topic else (),
            rung_by=tuple(AlarmView.of(instance, alarm, names[_label(instance, alarm)]) for instance, alarm in kept),
            widgets=tuple(_widget(instance, alarm, site, index) for index, (instance, alarm) in enumerate(kept)),
            account=site.account,
            account_ids=site.account_ids,
        )


class AlarmView(Struct, frozen=True):
    """One alarm as the template writes it.

    Attributes:
        label: of its resource.
        name: in CloudWatch.
        alarm: the figures.
        operator: the comparison in CloudWatch's words.
        percentile: the statistic when it is a percentile, otherwise None.
        statistic: the statistic when it is a plain one, otherwise None.
        dimensions: values, or the variables they arrive in.
        missing: how missing data counts.
    """

    label: str
    name: Name
    alarm: Alarm
    operator: str
    percentile: str | None
    statistic: str | None
    dimensions: Object
    missing: str

    @classmethod
    def of(cls, instance: str, alarm: Alarm, name: Name) -> "AlarmView":
        """The alarm of an instance under its name."""
        percentile = alarm.statistic.startswith("p")
        return cls(
            _label(instance, alarm),
            name,
            alarm,
            _OPERATORS[alarm.comparison],
            alarm.statistic if percentile else None,
            None if percentile else alarm.statistic,
            attributes({key: _value(value) for key, value in alarm.dimensions.items()}),
            "notBreaching" if alarm.silence_is_fine else "breaching",
        )


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        made: whether the topic is made here.
        key_made: whether its key is made here too.
        topic_arn: where alarms ring.
        topic_key: what its messages are encrypted with.
        key_window: days until a key that is destroyed is gone.
        emails: who is told by mail.
        rung_by: the alarms.
        widgets: of the dashboard, one for each watched metric.
        account: the account as a piece of a quoted template.
        account_ids: the environment's account, if it is known.
    """

    made: bool
    key_made: bool
    topic_arn: Expr
    topic_key: Expr
    key_window: int
    emails: tuple[str, ...]
    rung_by: tuple[AlarmView, ...]
    widgets: tuple[Object, ...]
    account: Expr
    account_ids: tuple[str, ...]


def _key(key: str | FromFact) -> Expr:
    return Expr(f"var.{key.input_name}") if isinstance(key, FromFact) else encode(key)


def _address(instance: str, alarm: Alarm) -> str:
    return f"{instance}.{alarm.key}"


def _label(instance: str, alarm: Alarm) -> str:
    return identifier(f"{instance}_{alarm.key}")


def _value(value: str | Fact) -> str | Expr:
    return Expr(f"var.{input_name(value)}") if isinstance(value, Fact) else value


def _tuned(alarm: Alarm, tuned: Tuned) -> Alarm:
    return structs.replace(
        alarm,
        threshold=alarm.threshold if tuned.threshold is None else tuned.threshold,
        period=tuned.period or alarm.period,
        evaluations=tuned.evaluations or alarm.evaluations,
        comparison=tuned.comparison or alarm.comparison,
    )


def _widget(instance: str, alarm: Alarm, site: Site, index: int) -> Object:
    # Three widgets of eight columns stand side by side on CloudWatch's grid of twenty-four.
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
                    "title": f"{instance}: {alarm.key}",
                    "region": site.of(instance).region,
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
