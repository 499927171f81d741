"""Buckets."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading
from hclpress.terraform.json_value import text
from hclpress.terraform.plan_json import Plan

_BLOCKS = {
    "block_public_acls": "BlockPublicAcls",
    "block_public_policy": "BlockPublicPolicy",
    "ignore_public_acls": "IgnorePublicAcls",
    "restrict_public_buckets": "RestrictPublicBuckets",
}


def read_bucket_policies(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A bucket has the policy of the plan."""
    for one in plan.resources("aws_s3_bucket_policy"):
        answered = aws.client("s3", "us-east-1").get_bucket_policy(Bucket=text(one.values.get("bucket")))
        wanted = json.loads(text(one.values.get("policy")))
        yield Reading(one.address, "policy", wanted, json.loads(answered["Policy"]))


def read_public_access(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A bucket blocks public access as the plan says."""
    for one in plan.resources("aws_s3_bucket_public_access_block"):
        answered = aws.client("s3", "us-east-1").get_public_access_block(Bucket=text(one.values.get("bucket")))
        found = {name: answered["PublicAccessBlockConfiguration"][key] for name, key in _BLOCKS.items()}
        yield Reading(one.address, "public access", {name: one.values.get(name) for name in _BLOCKS}, found)
