"""Every public load balancer and REST API has a web ACL.

Scanners probe a public load balancer or REST API from its first hour. A web ACL with AWS's managed rules and a rate
limit blocks most of them. One that only counts blocks nothing. It costs money each month, so this is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._web_acls import blocks_something
from hclpress.diagnostics import Severity
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import ReferenceKind, references
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

SEVERITY = Severity.WARNING
FSBP = ("APIGateway.4", "CloudFront.6")
CHECKOV = ("CKV2_AWS_28", "CKV2_AWS_29", "CKV_AWS_68")

_ASSOCIATION = "aws_wafv2_web_acl_association"


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each public load balancer and REST stage without an association."""
    protected = {one for placed in parsed.resources(_ASSOCIATION) for one in _protected(placed, parsed)}
    for placed in parsed.resources("aws_lb", "aws_api_gateway_stage"):
        if _is_public(placed, parsed) and (placed.instance, placed.address) not in protected:
            yield Finding(
                placed,
                f"The internet reaches {placed.address} without a web ACL",
                "Add a `waf` that `protects` it, or waive this with a reason.",
            )
    if not any(one.block.attributes.get("scope") == "CLOUDFRONT" for one in parsed.resources("aws_wafv2_web_acl")):
        return
    for placed in parsed.resources("aws_cloudfront_distribution"):
        if placed.block.attributes.get("web_acl_id") is None:
            yield Finding(
                placed,
                f"The internet reaches {placed.address} without a web ACL",
                "There is one for CloudFront: name it in `web_acl_id`, `waf:` in the spec.",
            )


def _is_public(placed: PlacedBlock, parsed: ParsedStack) -> bool:
    block = placed.block
    if block.labels[0] == "aws_lb":
        return block.attributes.get("internal") is not True and block.attributes.get("load_balancer_type") in (
            None,
            "application",
        )
    apis = (
        api for api in parsed.referred_to(placed, "rest_api_id") if api.block.labels[0] == "aws_api_gateway_rest_api"
    )
    return not any(
        "PRIVATE" in (types if isinstance(types, tuple) else ())
        for api in apis
        for configuration in within(api.block, "endpoint_configuration")
        for types in (configuration.attributes.get("types"),)
    )


def _protected(association: PlacedBlock, parsed: ParsedStack) -> Iterator[tuple[str | None, str]]:
    """Yield the resources of an association, followed through the root module to the output of another instance.

    One with a web ACL that blocks nothing protects none.
    """
    acls = [one for one in parsed.referred_to(association, "web_acl_arn") if one.block.type == "resource"]
    if acls and not any(blocks_something(one.block) for one in acls):
        return
    for one in association.block.references:
        if one.kind is ReferenceKind.RESOURCE:
            yield association.instance, one.address
        elif one.kind is ReferenceKind.VARIABLE and association.instance:
            yield from _behind_variable(association.instance, one.name[0], parsed)


def _behind_variable(instance: str, variable: str, parsed: ParsedStack) -> Iterator[tuple[str | None, str]]:
    calls = {placed.block.labels[0]: placed.block for placed in parsed.modules[None] if placed.block.type == "module"}
    instances = {str(block.attributes.get("source")).rpartition("/")[2]: label for label, block in calls.items()}
    passed = calls[instances[instance]].attributes.get(variable)
    for reference in references(passed) if isinstance(passed, Expr) else ():
        if reference.kind is not ReferenceKind.MODULE or not reference.attributes:
            continue
        other = str(calls[reference.name[0]].attributes.get("source")).rpartition("/")[2]
        for placed in parsed.modules[other]:
            if placed.block.type == "output" and placed.block.labels[0] == reference.attributes[0]:
                yield from ((other, one.address) for one in placed.block.references)
