"""observability: alarms from the metrics of other modules, the topic they notify and a dashboard."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from hclpress.module import (
    Fact,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    input_name,
    key_policy_waivers,
    reference_inputs,
)

from .existing import ExistingObservability
from .problems import problems
from .settings import ObservabilitySettings
from .view import View, view_of
from .watched import kept_alarms


class Observability(ObservabilitySettings):
    """Alarms, a topic and a dashboard for the environment."""

    summary: ClassVar[str] = "Alarms on the metrics of every other module, the topic they notify, a dashboard."
    existing_form = ExistingObservability

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the topic, its key, the dashboard and each alarm."""
        alarms = f"{site.instance}-alarms"
        return {
            "topic": site.name("aws_sns_topic", alarms),
            "key": site.name("aws_kms_alias", alarms, prefix="alias/"),
            "dashboard": site.name("aws_cloudwatch_dashboard", site.instance),
        } | {
            one.label: site.name("aws_cloudwatch_metric_alarm", f"{one.instance}-{one.alarm.key}")
            for one in kept_alarms(self, site)
        }

    def inputs(self, site: Site) -> Iterator[Input]:
        """The dimensions of the watched metrics, the key of the topic and the account."""
        for one in kept_alarms(self, site):
            for value in one.alarm.dimensions.values():
                if isinstance(value, Fact):
                    yield Input(input_name(value), value)
        topic = self.made_topic
        if topic is not None:
            yield from site.account_inputs()
        if topic is not None and topic.key is not None:
            yield from reference_inputs(topic.key, ("topic", "key"))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The topic that is made here."""
        if self.made_topic:
            yield Output.of(
                "aws_sns_topic", "this", "arn", "Topic that alarms notify.", name="topic_arn", exported=True
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The policy of the key that is made here."""
        return key_policy_waivers("data.aws_iam_policy_document.key")

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
