"""Tags, read in one place for all resources."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, text
from hclpress.terraform.plan_json import Plan, PlannedResource


def read_tags(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """Every resource has its planned tags in the Resource Groups Tagging API.

    The API omits IAM roles, which are read separately.
    """
    bearing = [one for one in plan.resources() if one.values.get("tags_all") and text(one.values.get("arn"))]
    tagged = {region: tags_in(region, aws) for region in sorted({region_of(one) for one in bearing})}
    for one in bearing:
        role = one.type == "aws_iam_role"
        found = _tags_of_role(one, aws) if role else tagged[region_of(one)].get(text(one.values.get("arn")))
        wanted = dict(mapping(one.values.get("tags_all")))
        shown = None if found is None else {name: found[name] for name in wanted if name in found}
        yield Reading(one.address, "tags", wanted, shown)


def tags_in(region: str, aws: Aws) -> dict[str, dict[str, str]]:
    """Return the tags of everything in a region, by ARN."""
    pages = aws.client("resourcegroupstaggingapi", region).get_paginator("get_resources").paginate()
    return {one["ResourceARN"]: _by_key(one["Tags"]) for page in pages for one in page["ResourceTagMappingList"]}


def _tags_of_role(one: PlannedResource, aws: Aws) -> dict[str, str]:
    client = aws.client("iam", "us-east-1")
    return _by_key(client.list_role_tags(RoleName=text(one.values.get("name")))["Tags"])


def _by_key(tags: list[dict[str, str]]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in tags}
