"""The one resource that an item of an instance stands for, such as the bucket of `buckets: {assets: {}}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.contract_calls.method_calls import mapping
from hclpress.hcl.address import ResourceAddress
from hclpress.hcl.identifier import identifier
from hclpress.history.configuration import Configured
from hclpress.model.stack import Instance
from hclpress.module.item_view import item_fields
from hclpress.module.name import Name

_SERVANTS = frozenset(
    {
        "aws_appautoscaling_policy",
        "aws_cloudfront_origin_access_control",
        "aws_cloudfront_origin_access_identity",
        "aws_cloudwatch_log_group",
        "aws_cloudwatch_metric_alarm",
        "aws_codedeploy_deployment_group",
        "aws_ecs_task_definition",
        "aws_iam_policy",
        "aws_iam_role",
        "aws_security_group",
    }
)
"""Types that serve another resource of the same item."""
_NAMED_BY: Mapping[str, str] = {"aws_kms_alias": "aws_kms_key"}
"""Types without a name of their own, by the type that names them."""


def main_resources(instance: Instance, resources: Mapping[str, Configured]) -> dict[str, tuple[str, ...]]:
    """Return the main resources of each item of an instance, by the item; more than one where none is the main one.

    Args:
        instance: the instance.
        resources: every resource of the environment by its address.
    """
    prefix = f"module.{instance.label}."
    own = {address: one for address, one in resources.items() if address.startswith(prefix)}
    found: dict[str, dict[str, None]] = {}
    for item, names in _names(instance).items():
        kinds = dict.fromkeys(_NAMED_BY.get(name.resource, name.resource) for name in names)
        masters = [kind for kind in kinds if kind not in _SERVANTS] or list(kinds)
        for kind in masters:
            for address, one in own.items():
                if one.kind == kind and _is_of(address, one, item, names):
                    found.setdefault(item, {})[address] = None
    for item in _items(instance):
        if item not in found:
            labelled = [address for address in own if ResourceAddress.of(address).label == identifier(item)]
            heads = [one for one in labelled if not any(_reads(own[one], other) for other in labelled if other != one)]
            if heads:
                found[item] = dict.fromkeys(heads)
    return {item: tuple(addresses) for item, addresses in found.items()}


def _names(instance: Instance) -> dict[str, list[Name]]:
    """Return the names of each item; its own name alone where it has one."""
    found: dict[str, list[Name]] = {}
    own: dict[str, list[Name]] = {}
    fields = item_fields(type(instance.settings))
    for role, name in mapping(Name, instance.settings.names, instance.site).items():
        if len(name.path) > 1 and name.path[0] in fields:
            item = str(name.path[1])
            found.setdefault(item, []).append(name)
            if role == identifier(item):
                own.setdefault(item, []).append(name)
    return found | own


def _items(instance: Instance) -> Iterator[str]:
    for field in item_fields(type(instance.settings)):
        value = getattr(instance.settings, field)
        yield from (str(key) for key in value) if isinstance(value, Mapping) else ()


def _is_of(address: str, one: Configured, item: str, names: list[Name]) -> bool:
    label = ResourceAddress.of(address).label
    named = {one.arguments.values.get(name.rule.argument) for name in names if name.resource == one.kind}
    return any(isinstance(value, str) and value in names for value in named) or label == identifier(item)


def _reads(one: Configured, address: str) -> bool:
    return any(source.address.partition("[")[0] == address.partition("[")[0] for source in one.reads)
