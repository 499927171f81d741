"""Every encrypted connection uses TLS 1.2 or later.

TLS 1.0 and 1.1 have known weaknesses and are withdrawn (RFC 8996). A load balancer without `ssl_policy` still speaks
them, and so does a distribution with its own certificate and no `minimum_protocol_version`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._blocks import beneath
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

FSBP = ("CloudFront.10", "CloudFront.15", "ELB.17", "Opensearch.8")
CHECKOV = ("CKV_AWS_103", "CKV_AWS_174", "CKV2_AWS_54", "CKV2_AWS_74")

# Elastic Load Balancing guide, "Security policies": a name tells the oldest version, such as 1-2.
_BALANCER = re.compile(r"ELBSecurityPolicy-(TLS13|TLS|FS)-1-[23]-.*")
_OLD = frozenset({"SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1_2016", "TLSv1.1", "TLSv1.1_2016"})
_OLD_DOMAIN = frozenset({"TLS_1_0", "Policy-Min-TLS-1-0-2019-07"})
_DOMAINS = (
    *("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name", "aws_elasticsearch_domain"),
    *("aws_opensearch_domain", "aws_transfer_server"),
)
_POLICY_NAMES = ("security_policy", "security_policy_name", "tls_security_policy")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each listener, distribution, origin and domain that accepts an older version."""
    for placed in parsed.resources("aws_lb_listener", "aws_alb_listener"):
        policy = placed.block.attributes.get("ssl_policy")
        if placed.block.attributes.get("protocol") in ("HTTPS", "TLS") and not _is_known(policy, _BALANCER):
            yield _old(placed, policy or "the default policy", "ELBSecurityPolicy-TLS13-1-2-2021-06")
    for placed in parsed.resources("aws_cloudfront_distribution"):
        for one in within(placed.block, "viewer_certificate"):
            version = str(one.attributes.get("minimum_protocol_version", "TLSv1"))
            if one.attributes.get("cloudfront_default_certificate") is not True and version in _OLD:
                yield _old(placed, version, "TLSv1.2_2021")
        for one in within(placed.block, "origin", "custom_origin_config"):
            versions = one.attributes.get("origin_ssl_protocols")
            if isinstance(versions, tuple) and (old := _OLD.intersection(map(str, versions))):
                yield _old(placed, f"{', '.join(sorted(old))} to its origin", "TLSv1.2")
    for placed in parsed.resources(*_DOMAINS):
        for one in beneath(placed.block):
            for name in _POLICY_NAMES:
                if str(one.attributes.get(name)) in _OLD_DOMAIN:
                    yield _old(placed, one.attributes[name], "a policy with TLS 1.2")


def _is_known(value: HclValue, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, Expr) or (isinstance(value, str) and bool(pattern.fullmatch(value)))


def _old(placed: PlacedBlock, version: object, better: str) -> Finding:
    return Finding(placed, f"It accepts old versions of TLS: {version}", f"Use {better}.")
