"""Values that the templates of sns see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode
from hclpress.module import (
    Fact,
    FromFact,
    ItemView,
    Name,
    Site,
    alias_of_function,
    environment_expression,
    identifier,
    input_name,
    item_views,
)

from .settings import Publishers, SnsSettings, Topic
from .subscription import PROTOCOLS, Subscription


class PublisherView(Struct, frozen=True):
    """A service that publishes: with the ARNs on whose behalf it may come, or for the whole account."""

    sid: str
    principal: str
    sources: tuple[Expr, ...] = ()
    account: str | Expr | None = None


class SubscriptionView(ItemView[Subscription], frozen=True):
    """One subscription.

    Attributes:
        label: after its topic and its own name.
        endpoint: the subscriber.
        protocol: the word of SNS for it.
        function: the function that the topic gets the permission to call; None of other subscribers.
        qualifier: the alias of that function.
        role: name of the role with which SNS writes to Firehose.
        dead_arn: queue for messages that cannot be delivered.
        scope: the place of what is filtered, in the word of SNS.
    """

    label: str
    endpoint: str | Expr
    protocol: str
    function: str | Expr | None
    qualifier: str | None
    role: Name | None
    dead_arn: str | Expr | None
    scope: str


class TopicView(ItemView[Topic], frozen=True):
    """One topic.

    Attributes:
        key_id: the key that encrypts it.
        publishers: services whose messages its policy lets in.
        accounts: ARNs of other accounts that may publish.
        subscribed: its subscriptions.
    """

    key_id: str | Expr
    publishers: tuple[PublisherView, ...]
    accounts: tuple[str, ...]
    subscribed: tuple[SubscriptionView, ...]

    @property
    def has_policy(self) -> bool:
        """Whether anything needs a policy."""
        return self.settings.tls_only or bool(self.publishers or self.accounts)


class View(Struct, frozen=True):
    """Values derived from the settings; `firehose_principal` assumes the roles that write to Firehose."""

    topics: tuple[TopicView, ...]
    writes_to_firehose: bool


def view_of(settings: SnsSettings, site: Site) -> View:
    """The view of an instance."""
    topics = tuple(_topic_views(settings, site))
    return View(topics, any(one.role for topic in topics for one in topic.subscribed))


def _topic_views(settings: SnsSettings, site: Site) -> Iterator[TopicView]:
    names = settings.names(site)
    for item in item_views(settings.topics, "topics", names):
        topic, told = item.settings, item.settings.publishers or Publishers()
        yield TopicView(
            item.key,
            topic,
            {"name": names[item.label]},
            key_id="alias/aws/sns" if topic.key == "aws" else environment_expression(topic.key),
            publishers=tuple(_publisher_views(item.label, told, site)),
            accounts=tuple(f"arn:{partition_of(site.region)}:iam::{one}:root" for one in sorted(told.accounts)),
            subscribed=tuple(_subscription_views(item.key, topic, names, site)),
        )


def _publisher_views(label: str, told: Publishers, site: Site) -> Iterator[PublisherView]:
    account = site.environment.account_id or Expr("var.account_id")
    if told.alarms:
        yield PublisherView("AcceptAlarms", "cloudwatch.amazonaws.com", account=account)
    delivered = site.deliveries_to(f"{label}_topic_arn")
    buckets = [encode(environment_expression(one)) for one in told.buckets]
    buckets += [Expr(f'"{one.source}"') for one in delivered if one.courier == "s3"]
    if buckets:
        yield PublisherView("AcceptBuckets", "s3.amazonaws.com", tuple(sorted({*buckets})), account)
    rules = [encode(environment_expression(one)) for one in told.rules]
    rules += [Expr(f'"{one.source}"') for one in delivered if one.courier == "events"]
    if rules:
        yield PublisherView("AcceptRules", "events.amazonaws.com", tuple(sorted({*rules})))


def _subscription_views(
    topic_key: str, topic: Topic, names: Mapping[str, Name], site: Site
) -> Iterator[SubscriptionView]:
    for key, one in topic.subscriptions.items():
        label = f"{identifier(topic_key)}_{identifier(key)}"
        function, qualifier = _function_of(one, site)
        yield SubscriptionView(
            key,
            one,
            {},
            label=label,
            endpoint=environment_expression(one.endpoint),
            protocol=PROTOCOLS[one.field],
            function=function,
            qualifier=qualifier,
            role=names.get(f"{label}_role"),
            dead_arn=None if one.dead_letters is None else environment_expression(one.dead_letters),
            scope="MessageBody" if one.filter_scope == "body" else "MessageAttributes",
        )


def _function_of(one: Subscription, site: Site) -> tuple[str | Expr | None, str | None]:
    """The function that is called, and its alias."""
    if one.function is None:
        return None, None
    fact = function_fact(one.function)
    return Expr(f"var.{input_name(fact)}"), alias_of_function(one.function, site)


def function_fact(reference: FromFact) -> Fact:
    """The fact with the id of a function, without an alias, beside the one with its ARN."""
    ending = "_function_arn"
    source = reference.source
    if not source.output.endswith(ending):
        return source
    return Fact(source.instance, f"{source.output.removesuffix(ending)}_function_id")
