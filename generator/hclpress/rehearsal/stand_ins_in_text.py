"""Stand-ins for what a configuration names as text, such as the ARN of a key: it exists already, and AWS looks it up.

Certificates are not among them: they are imported under the ARNs that the text names (`certificates.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import GLOBAL_REGION
from hclpress.hcl.expression import Expr
from hclpress.hcl.values import encode
from hclpress.module.stand_in_resource import StandInResource
from hclpress.rehearsal.stand_ins_with_content import stand_ins_with_content

_ARN = re.compile(
    r"arn:aws[a-z-]*:(?:cognito-idp|dynamodb|iam|kinesis|kms|sns|sqs|wafv2):[a-z0-9-]*:\d{12}:[A-Za-z0-9_+=,.@:/-]++(?![*?$])"
)
_POOL = re.compile(r"\bcognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/([a-z0-9-]+_[A-Za-z0-9]+)")
_ZONE = re.compile(r'^\s*zone_id\s*=\s*"(Z[A-Z0-9]{1,31})"', re.MULTILINE)
_HOST = re.compile(r'\b(?:name|domain_name)\s*=\s*"(?:\*\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})"')
_HOSTS = re.compile(r"\bfor_each\s*=\s*toset\(\[([^\]]*)\]")
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}],
}
_NOTHING = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}],
}
"""The policy of a stand-in, which takes nothing away that an environment needs."""


def stand_ins_in_text(
    folders: Iterable[Path], contracts: Iterable[StandInResource], home: str
) -> tuple[StandInResource, ...]:
    """Return a stand-in for each thing that `.tf` files name literally and nobody else makes.

    Found are KMS keys, IAM policies and roles, SNS topics, SQS queues, streams, web ACLs and Cognito user pools by ARN,
    the latter also by the issuer of their tokens, hosted zones by id, and what has content
    (`stand_ins_with_content.py`).

    Args:
        folders: rendered environments.
        contracts: the stand-ins that contracts give; what they stand for is not made twice.
        home: the region of what lies in none.
    """
    contracts = tuple(contracts)
    texts = tuple(file.read_text("utf-8") for folder in folders for file in sorted(folder.rglob("*.tf")))
    told = {literal for one in contracts for literal in one.told}
    taken = {(one.kind, name) for one in contracts if isinstance(name := one.arguments.get("name"), str)}
    kinds = {kind for text in texts for kind in re.findall(r'^resource "(\w+)"', text, re.MULTILINE)}
    names = {name for text in texts for name in re.findall(r'\bname\s*=\s*"([^"$]+)"', text)}
    found: dict[str, StandInResource] = {}
    for one in (*_of_arns(texts, home), *_pools(texts), *_zones(texts, home)):
        name = one.arguments.get("name")
        if told & one.told.keys() or (one.kind, name) in taken or (one.kind in _NAMED & kinds and name in names):
            continue
        # A pool may be named both by its ARN and by its issuer.
        found.setdefault(min(one.told, key=len), one)
    for one in stand_ins_with_content(texts, contracts, home):
        if not told & one.told.keys():
            found.setdefault(f"{one.kind}.{one.label}", one)
    return tuple(found.values())


def _of_arns(texts: Iterable[str], home: str) -> Iterator[StandInResource]:
    for arn in sorted({match for text in texts for match in _ARN.findall(text)}):
        parts = arn_of(arn)
        # A policy may name a table that is not there; only its stream is looked up.
        if parts is None or (parts.service == "dynamodb" and "/stream/" not in parts.resource):
            continue
        kind, _, rest = parts.resource.partition("/")
        make = _MAKERS.get((parts.service, kind if rest else ""))
        if make is not None:
            yield make(arn, rest or parts.resource, parts.region or home)


def _key(arn: str, identity: str, region: str) -> StandInResource:
    return StandInResource("aws_kms_key", _label(region, identity), {"description": arn}, region, told={arn: "arn"})


def _policy(arn: str, path: str, region: str) -> StandInResource:
    arguments = _placed(path) | {"policy": Expr(f"jsonencode({encode(_NOTHING)})")}
    return StandInResource("aws_iam_policy", _label(path), arguments, region, told={arn: "arn"})


def _role(arn: str, path: str, region: str) -> StandInResource:
    arguments = _placed(path) | {"assume_role_policy": Expr(f"jsonencode({encode(_TRUST)})")}
    return StandInResource("aws_iam_role", _label(path), arguments, region, told={arn: "arn"})


def _stream(arn: str, name: str, region: str) -> StandInResource:
    arguments = {"name": name, "shard_count": 1}
    return StandInResource("aws_kinesis_stream", _label(region, name), arguments, region, told={arn: "arn"})


def _stream_of_table(arn: str, path: str, region: str) -> StandInResource:
    name = path.partition("/")[0]
    arguments = {
        "name": name,
        "billing_mode": "PAY_PER_REQUEST",
        "hash_key": "id",
        "stream_enabled": True,
        "stream_view_type": "NEW_AND_OLD_IMAGES",
    }
    key = {"attribute": {"name": "id", "type": "S"}}
    return StandInResource("aws_dynamodb_table", _label(region, name), arguments, region, key, {arn: "stream_arn"})


def _topic(arn: str, name: str, region: str) -> StandInResource:
    arguments = {"name": name, "fifo_topic": name.endswith(".fifo")}
    return StandInResource("aws_sns_topic", _label(region, name), arguments, region, told={arn: "arn"})


def _queue(arn: str, name: str, region: str) -> StandInResource:
    arguments = {"name": name, "fifo_queue": name.endswith(".fifo")}
    return StandInResource("aws_sqs_queue", _label(region, name), arguments, region, told={arn: "arn"})


def _web_acl(arn: str, path: str, region: str) -> StandInResource:
    is_global = ":global/" in arn
    name = path.split("/")[1]
    return StandInResource(
        "aws_wafv2_web_acl",
        _label(region, path),
        {"name": name, "scope": "CLOUDFRONT" if is_global else "REGIONAL"},
        GLOBAL_REGION if is_global else region,
        {
            "default_action": {"allow": {}},
            "visibility_config": {
                "cloudwatch_metrics_enabled": False,
                "metric_name": name,
                "sampled_requests_enabled": False,
            },
        },
        {arn: "arn"},
    )


def _pool(arn: str, identity: str, region: str) -> StandInResource:
    told = {arn: "arn"} if arn else {}
    return StandInResource(
        "aws_cognito_user_pool", _label(identity), {"name": identity}, region, told=told | {identity: "id"}
    )


def _pools(texts: Iterable[str]) -> Iterator[StandInResource]:
    for region, identity in sorted({match for text in texts for match in _POOL.findall(text)}):
        yield _pool("", identity, region)


def _zones(texts: tuple[str, ...], home: str) -> Iterator[StandInResource]:
    for zone in sorted({match for text in texts for match in _ZONE.findall(text)}):
        blocks = [block for text in texts for block in text.split("\n}\n") if zone in block]
        beside = [host for text in texts if zone in text for host in _HOST.findall(text)]
        arguments = {"name": _domain_of([host for block in blocks for host in _hosts_in(block)] or beside)}
        yield StandInResource("aws_route53_zone", _label(zone), arguments, home, told={zone: "zone_id"})


def _hosts_in(block: str) -> Iterator[str]:
    """Yield the names of the records of a block: those that it writes, and those that it is made for each of."""
    yield from _HOST.findall(block)
    for names in _HOSTS.findall(block):
        yield from (name.strip().strip('"').removeprefix("*.") for name in names.split(",") if name.strip())


def _domain_of(hosts: list[str]) -> str:
    """The longest domain that all hosts lie in, which is a name that a zone may have."""
    if not hosts:
        return "example.com"
    levels = [host.split(".")[::-1] for host in hosts]
    common = [same[0] for same in takewhile(lambda same: len({*same}) == 1, zip(*levels, strict=False))]
    return ".".join(reversed(common if len(common) > 1 else levels[0][:2]))


def _placed(path: str) -> dict[str, object]:
    """The name and the path of a role or a policy."""
    above, _, name = path.rpartition("/")
    return {"name": name, "path": f"/{above}/" if above else "/"}


def _label(*parts: str) -> str:
    """A label that no instance gives its own stand-ins."""
    return re.sub(r"[^A-Za-z0-9_]", "_", "-".join(("named", *parts)))


_NAMED = frozenset({"aws_iam_policy", "aws_iam_role", "aws_kinesis_stream", "aws_sns_topic", "aws_sqs_queue"})
"""Types of resources whose ARN an environment may spell out although it makes them, as their names are chosen."""
_MAKERS: dict[tuple[str, str], Callable[[str, str, str], StandInResource]] = {
    ("cognito-idp", "userpool"): _pool,
    ("dynamodb", "table"): _stream_of_table,
    ("iam", "policy"): _policy,
    ("iam", "role"): _role,
    ("kinesis", "stream"): _stream,
    ("kms", "key"): _key,
    ("sns", ""): _topic,
    ("sqs", ""): _queue,
    ("wafv2", "regional"): _web_acl,
    ("wafv2", "global"): _web_acl,
}
"""Functions by the service of an ARN and the kind of its resource: the ARN, the rest of it, the region → a stand-in."""
