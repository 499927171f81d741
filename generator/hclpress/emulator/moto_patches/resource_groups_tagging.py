"""Gaps in the AWS Resource Groups Tagging API."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from moto.apigateway.models import apigateway_backends
from moto.apigatewayv2.models import apigatewayv2_backends
from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.awslambda.models import lambda_backends
from moto.cognitoidp.models import cognitoidp_backends
from moto.core.resource_tagging import TaggableResourcesMixin, TaggedResource
from moto.ec2.models import ec2_backends
from moto.ecr.models import ecr_backends
from moto.elbv2.models import elbv2_backends
from moto.events.models import events_backends
from moto.iam.models import iam_backends
from moto.rds.models import rds_backends
from moto.resourcegroupstaggingapi import models
from moto.route53.models import route53_backends
from moto.wafv2.models import wafv2_backends

from hclpress.emulator.moto_patch import Patch, add
from hclpress.emulator.moto_patches.application_auto_scaling import tags_of

_Tags = dict[str, str]
_Tagged = Iterator[tuple[str, str, _Tags]]
"""The kind of a resource, its ARN and its tags."""

_HOME = "us-east-1"
"""The region in which AWS shows the tags of global resources."""


class FindEverythingTagged(Patch):
    """Kinds of resources with tags that AWS's `GetResources` returns and moto's omits.

    They are, in EC2, addresses, endpoints, flow logs and rules of security groups; listeners and their rules; RDS's
    groups of subnets, parameters and options, and its proxies; web ACLs and sets of addresses; APIs, their stages and
    domains; IAM policies and identity providers; event source mappings; rules of EventBridge; scalable targets;
    repositories of images; hosted zones; user pools.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the missing kinds to those moto finds."""
        original: Callable[[str, str], Iterator[TaggableResourcesMixin]] = vars(models)["iter_taggable_backends"]

        def iter_taggable_backends(account_id: str, region_name: str) -> Iterator[TaggableResourcesMixin]:
            yield from original(account_id, region_name)
            yield _Missing(account_id, region_name)

        add(models, "iter_taggable_backends", iter_taggable_backends)


class _Missing(TaggableResourcesMixin):
    """The tagged resources of an account and region that moto omits."""

    SERVICE_NAMESPACE = "hclpress"

    def __init__(self, account: str, region: str) -> None:
        self._account = account
        self._region = region

    def owns_arn(self, arn: str) -> bool:
        """Return False: tags are changed by the API of the resource's own service."""
        return False

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        """Yield all of them."""
        kinds = (
            *(_ec2, _elbv2, _rds, _wafv2, _apigateway, _apigatewayv2, _events, _iam, _lambda, _scalable_targets),
            *(_ecr, _route53, _cognito),
        )
        for kind, arn, tags in chain.from_iterable(each(self._account, self._region) for each in kinds):
            yield TaggedResource(arn=arn, tags=tags, resource_type=kind)


def _ec2(account: str, region: str) -> _Tagged:
    backend = ec2_backends[account][region]
    groups = (group for vpc in backend.groups.values() for group in vpc.values())
    found: dict[str, list[str]] = {
        "elastic-ip": [str(one.allocation_id) for one in backend.addresses],
        "security-group-rule": [rule.id for group in groups for rule in (*group.ingress_rules, *group.egress_rules)],
        "vpc-endpoint": [one.id for one in backend.vpc_end_points.values() if one.state != "deleted"],
        "vpc-flow-log": list(backend.flow_logs),
    }
    for kind, identities in found.items():
        for identity in identities:
            tags = {tag["key"]: tag["value"] for tag in backend.describe_tags({"resource-id": [identity]})}
            yield f"ec2:{kind}", f"arn:aws:ec2:{region}:{account}:{kind}/{identity}", tags


def _elbv2(account: str, region: str) -> _Tagged:
    backend = elbv2_backends[account][region]
    for balancer in backend.load_balancers.values():
        for listener in balancer.listeners.values():
            tags = backend.tagging_service.get_tag_dict_for_resource(listener.arn)
            yield "elasticloadbalancing:listener", listener.arn, tags
            for rule in listener.rules.values():
                of_rule = backend.tagging_service.get_tag_dict_for_resource(rule.arn)
                yield "elasticloadbalancing:listener-rule", rule.arn, of_rule


def _rds(account: str, region: str) -> _Tagged:
    backend = rds_backends[account][region]
    for group in backend.subnet_groups.values():
        yield "rds:subgrp", group.arn, _by_key(group.tags)
    for parameters in backend.db_cluster_parameter_groups.values():
        yield "rds:cluster-pg", parameters.arn, _by_key(parameters.tags)
    for kind, groups in (
        ("pg", backend.db_parameter_groups),
        ("og", backend.option_groups),
        ("db-proxy", backend.db_proxies),
    ):
        for one in groups.values():
            yield f"rds:{kind}", one.arn, _by_key(one.tags)


def _wafv2(account: str, region: str) -> _Tagged:
    for place in dict.fromkeys((region, "global" if region == _HOME else region)):
        backend = wafv2_backends[account][place]
        for kind, things in (("webacl", backend.wacls), ("ipset", backend.ip_sets)):
            for one in things.values():
                yield f"wafv2:{kind}", one.arn, backend.tagging_service.get_tag_dict_for_resource(one.arn)


def _apigateway(account: str, region: str) -> _Tagged:
    for api in apigateway_backends[account][region].apis.values():
        arn = f"arn:aws:apigateway:{region}::/restapis/{api.id}"
        yield "apigateway:restapis", arn, api.tags or {}
        for name, stage in api.stages.items():
            yield "apigateway:stages", f"{arn}/stages/{name}", stage.tags or {}


def _apigatewayv2(account: str, region: str) -> _Tagged:
    backend = apigatewayv2_backends[account][region]
    for identity, api in backend.apis.items():
        yield "apigateway:apis", f"arn:aws:apigateway:{region}::/apis/{identity}", backend.get_tags(api.arn)
        for name, stage in api.stages.items():
            yield "apigateway:stages", f"arn:aws:apigateway:{region}::/apis/{identity}/stages/{name}", stage.tags
    for domain in backend.domain_names.values():
        yield "apigateway:domainnames", domain.domain_name_arn, domain.tags


def _events(account: str, region: str) -> _Tagged:
    backend = events_backends[account][region]
    for bus in backend.event_buses.values():
        for rule in bus.rules.values():
            yield "events:rule", rule.arn, backend.tagger.get_tag_dict_for_resource(rule.arn)


def _iam(account: str, region: str) -> _Tagged:
    if region == _HOME:
        for arn, policy in iam_backends[account]["aws"].managed_policies.items():
            if f":{account}:" in arn:
                yield "iam:policy", arn, _by_key(list((policy.tags or {}).values()))
        for arn, provider in iam_backends[account]["aws"].open_id_providers.items():
            yield "iam:oidc-provider", arn, _by_key(list((provider.tags or {}).values()))


def _lambda(account: str, region: str) -> _Tagged:
    for one in lambda_backends[account][region]._event_source_mappings.values():
        yield "lambda:event-source-mapping", one.arn, one.tags


def _scalable_targets(account: str, region: str) -> _Tagged:
    backend = applicationautoscaling_backends[account][region]
    for targets in backend.targets.values():
        for target in targets.values():
            yield (
                "application-autoscaling:scalable-target",
                target.arn,
                tags_of(backend).get_tag_dict_for_resource(target.arn),
            )


def _ecr(account: str, region: str) -> _Tagged:
    backend = ecr_backends[account][region]
    for repository in backend.repositories.values():
        yield "ecr:repository", repository.arn, backend.tagger.get_tag_dict_for_resource(repository.arn)


def _route53(account: str, region: str) -> _Tagged:
    backend = route53_backends[account]["aws"]
    for identity in backend.zones if region == _HOME else ():
        yield "route53:hostedzone", f"arn:aws:route53:::hostedzone/{identity}", backend.resource_tags[identity]


def _cognito(account: str, region: str) -> _Tagged:
    for pool in cognitoidp_backends[account][region].user_pools.values():
        yield "cognito-idp:userpool", pool.arn, pool.extended_config.get("UserPoolTags") or {}


def _by_key(tags: list[dict[str, str]]) -> _Tags:
    return {tag["Key"]: tag["Value"] for tag in tags}
