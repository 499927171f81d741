"""All stored data is encrypted.

Encryption protects a snapshot shared by mistake, a discarded disk, or a copy of a table's files. AWS-owned keys cost
nothing, so there is no reason against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beside, refers_to, within
from hclpress.hcl.structure import Block
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each store that is not encrypted, or leaves it to the default."""
    for placed in parsed.resources(
        "aws_db_instance",
        "aws_dynamodb_table",
        "aws_efs_file_system",
        "aws_rds_cluster",
        "aws_s3_bucket",
        "aws_sns_topic",
        "aws_sqs_queue",
    ):
        if not _is_encrypted(placed, parsed):
            yield Finding(
                placed, f"{placed.address} is not encrypted", "Enable encryption, with a key of AWS or your own."
            )


def _is_encrypted(placed: PlacedBlock, parsed: ParsedStack) -> bool:
    block = placed.block
    match block.labels[0]:
        case "aws_rds_cluster" | "aws_db_instance":
            return block.attributes.get("storage_encrypted") is True
        case "aws_efs_file_system":
            return block.attributes.get("encrypted") is True
        case "aws_dynamodb_table":
            return any(one.attributes.get("enabled") is True for one in within(block, "server_side_encryption"))
        case "aws_s3_bucket":
            kind = "aws_s3_bucket_server_side_encryption_configuration"
            return any(
                refers_to(one.block.attributes.get("bucket"), placed.address) for one in beside(placed, parsed, kind)
            )
    return _has_key(block) or block.attributes.get("sqs_managed_sse_enabled") is True


def _has_key(block: Block) -> bool:
    return bool(block.attributes.get("kms_master_key_id"))
