"""sns: topics with their subscriptions."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, fragment
from hclpress.module import (
    Alarm,
    Delivery,
    Fact,
    FromFact,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    identifier,
    input_name,
    reference_inputs,
)

from .existing import ExistingSns
from .grants import ACCESSES, grants
from .outputs import outputs
from .problems import problems
from .settings import SnsSettings, Topic
from .view import View, function_fact, view_of


class Sns(SnsSettings):
    """Topics."""

    summary = "SNS topics: standard and FIFO, encrypted, TLS only; subscriptions with filters; who may publish."
    existing_form = ExistingSns
    accesses = ACCESSES

    def topics_of(self, site: Site) -> Mapping[str, Topic]:
        """The topics by name."""
        return self.topics

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the topics, and of the roles that write to Firehose."""
        found: dict[str, Name] = {}
        for name, topic in self.topics.items():
            ending = ".fifo" if topic.fifo else ""
            found[identifier(name)] = site.name("aws_sns_topic", name, ("topics", name), suffix=ending)
            for key, one in topic.subscriptions.items():
                if one.firehose is not None:
                    path = ("topics", name, "subscriptions", key)
                    role = site.name("aws_iam_role", f"{name}-{key}", path)
                    found[f"{identifier(name)}_{identifier(key)}_role"] = role
        return found

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys, the subscribers, the publishers and the account in policies."""
        if any(
            topic.publishers or site.deliveries_to(f"{identifier(name)}_topic_arn")
            for name, topic in self.topics.items()
        ):
            yield from site.account_inputs()
        for name, topic in self.topics.items():
            path = ("topics", name)
            yield from reference_inputs(topic.key, (*path, "key"))
            for field in ("buckets", "rules") if topic.publishers else ():
                for index, one in enumerate(getattr(topic.publishers, field)):
                    yield from reference_inputs(one, (*path, "publishers", field, index))
            for key, subscription in topic.subscriptions.items():
                place = (*path, "subscriptions", key)
                yield from reference_inputs(subscription.endpoint, (*place, subscription.field))
                yield from reference_inputs(subscription.dead_letters, (*place, "dead_letters"))
                if subscription.function is not None:
                    fact = function_fact(subscription.function)
                    yield Input(input_name(fact), fact, path=(*place, "function"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The name and the ARN of each topic, and its key."""
        return outputs(self)

    def deliveries(self, site: Site) -> Iterator[Delivery]:
        """The messages that queues get, those that cannot be delivered among them."""
        service = f"arn:{partition_of(site.region)}:sns:{site.region}:{site.account}"
        names = self.names(site)
        for name, topic in self.topics.items():
            source = Expr(f"{service}:{fragment(names[identifier(name)])}")
            for one in topic.subscriptions.values():
                for queue in (one.queue, one.dead_letters):
                    if isinstance(queue, FromFact):
                        yield Delivery(queue.source, "sns", source)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to publish to one topic (the item)."""
        return grants(self.topics, item, access, site)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Messages that SNS could not deliver."""
        for name in self.topics:
            yield Alarm(
                f"{name}-failed",
                f"Messages of {name} are not delivered. Look at its subscriptions, and at their dead letters.",
                "AWS/SNS",
                "NumberOfNotificationsFailed",
                "Sum",
                {"TopicName": Fact(site.instance, f"{identifier(name)}_topic_name")},
                threshold=1,
                comparison="at_least",
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of topics under the key that AWS keeps."""
        for name, topic in self.topics.items():
            if not topic.has_own_key:
                yield ScannerWaiver(
                    "AVD-AWS-0136",
                    f"aws_sns_topic.{identifier(name)}",
                    "The key that AWS keeps encrypts it; a customer key costs with every request.",
                )

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
