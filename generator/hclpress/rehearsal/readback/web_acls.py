"""Web ACLs."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading
from hclpress.terraform.json_value import text
from hclpress.terraform.plan_json import Plan


def read_firewalls(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """Every resource that a web ACL protects is associated with it."""
    for one in plan.resources("aws_wafv2_web_acl_association"):
        protected, wanted = text(one.values.get("resource_arn")), text(one.values.get("web_acl_arn"))
        client = aws.client("wafv2", wanted.split(":")[3])
        found = client.get_web_acl_for_resource(ResourceArn=protected).get("WebACL", {}).get("ARN")
        yield Reading(one.address, f"the web ACL of {protected}", wanted, found)
