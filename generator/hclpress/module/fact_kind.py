"""The kinds of facts: an ARN of a key is no name of a bucket, though both are text.

A kind is one or more words, the thing first and the form last: `key arn`, `bucket name`, `host`. A kind that says less
stands for every kind that ends with its words, so `arn` fits where `key arn` is wanted, and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_ATTRIBUTE = re.compile(
    r"(?:data\.)?(aws_[a-z0-9_]+)\.[A-Za-z0-9_-]+(?:\[[^\]]+\])*(?:\.[a-z0-9_]+(?:\[0\]))*\.([a-z0-9_]+)"
)

# Attributes whose meaning the provider's documentation makes certain, whatever the resource.
_FORMS = {
    "arn_suffix": "dimension",
    "bucket_domain_name": "host",
    "bucket_regional_domain_name": "host",
    "dns_name": "host",
    "domain_name": "host",
    "execution_arn": "arn prefix",
    "invoke_arn": "integration uri",
    "url": "url",
    "zone_id": "hosted zone id",
}
# An attribute of one of these words is that of its resource; words in front say another thing, as in `stream_arn`.
_LAST_WORDS = frozenset({"arn", "id", "name"})
_THINGS = {
    "aws_cloudfront_distribution": "distribution",
    "aws_cloudwatch_log_group": "log group",
    "aws_codedeploy_app": "application",
    "aws_dsql_cluster": "cluster",
    "aws_dynamodb_table": "table",
    "aws_ecr_repository": "repository",
    "aws_ecs_cluster": "cluster",
    "aws_ecs_service": "service",
    "aws_iam_role": "role",
    "aws_kms_alias": "key alias",
    "aws_kms_key": "key",
    "aws_lambda_alias": "function",
    "aws_lambda_function": "function",
    "aws_lb": "load balancer",
    "aws_lb_listener": "listener",
    "aws_lb_target_group": "target group",
    "aws_rds_cluster": "cluster",
    "aws_s3_bucket": "bucket",
    "aws_secretsmanager_secret": "secret",
    "aws_security_group": "security group",
    "aws_sns_topic": "topic",
    "aws_sqs_queue": "queue",
    "aws_ssm_parameter": "parameter",
    "aws_wafv2_web_acl": "web acl",
}
_NAMES = {
    **{
        f"{thing.replace(' ', '_')}_{form}": f"{thing} {form}"
        for thing in sorted({*_THINGS.values(), "vpc"}, key=len, reverse=True)
        for form in sorted(_LAST_WORDS)
    },
    "subnet_ids": "subnet ids",
    **_FORMS,
}
OF_ONE_REGION = frozenset({"bucket name", "key arn", "queue arn", "stream arn", "topic arn"})
"""Kinds of things that AWS takes only from the region of the resource that names them."""
_CAPITALS = {"acl": "ACL", "arn": "ARN", "arns": "ARNs", "uri": "URI", "url": "URL", "vpc": "VPC"}


@lru_cache(maxsize=1024)
def kind_of_expression(expression: str) -> str | None:
    """Return the kind of an attribute of a resource, such as `key arn` of `aws_kms_key.this.arn`.

    Returns:
        None where the expression alone does not make it certain.
    """
    match = _ATTRIBUTE.fullmatch(expression)
    if match is None:
        return None
    resource, attribute = match.groups()
    if (resource, attribute) == ("aws_s3_bucket", "bucket"):
        return "bucket name"
    if attribute in _FORMS:
        return _FORMS[attribute]
    thing, _, form = attribute.rpartition("_")
    if form not in _LAST_WORDS:
        return None
    thing = thing or _THINGS.get(resource, resource.removeprefix("aws_"))
    return f"{thing.replace('_', ' ')} {form}"


@lru_cache(maxsize=1024)
def kind_of_name(name: str) -> str | None:
    """Return the kind that the name of a fact says, such as `key arn` of `data_key_arn`.

    An existing instance gives its facts as literals, which say nothing of what they are. Its facts have the names of
    those of one that is made here.

    Returns:
        None where the name ends with no known thing and form.
    """
    for ending, kind in _NAMES.items():
        if name == ending or name.endswith(f"_{ending}"):
            return kind
    return None


def fits(kind: str | None, wanted: Iterable[str]) -> bool:
    """Whether a fact of a kind may stand where one of some kinds is wanted; what is not known fits."""
    asked = tuple(wanted)
    return kind is None or not asked or any(_same(kind, one) for one in asked)


def named(kinds: Iterable[str]) -> str:
    """Return kinds in words, with their articles: `a key ARN or a host`."""
    return " or ".join(map(_named, kinds))


def _same(one: str, other: str) -> bool:
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")


def _named(kind: str) -> str:
    words = " ".join(_CAPITALS.get(word, word) for word in kind.split())
    if kind.split()[-1].endswith("s") and not kind.endswith("address"):
        return words
    return f"{'an' if kind[0] in 'aeio' else 'a'} {words}"
