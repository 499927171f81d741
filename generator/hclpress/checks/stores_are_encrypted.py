"""All stored data is encrypted.

Encryption protects a snapshot shared by mistake, a discarded disk, or a copy of a table's files. AWS-owned keys cost
nothing, so there is no reason against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.encryption import Encryption
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

CIS = ("2.3.1", "2.4.1")
FSBP = (
    "APIGateway.5",
    "DocumentDB.1",
    "DynamoDB.3",
    "EC2.3",
    "EFS.1",
    "ElastiCache.4",
    "Kinesis.1",
    "Neptune.1",
    "Opensearch.1",
    "RDS.3",
    "RDS.27",
    "Redshift.10",
    "SQS.1",
)
CHECKOV = ("CKV_AWS_16", "CKV_AWS_19", "CKV_AWS_26", "CKV_AWS_27", "CKV_AWS_96", "CKV_AWS_308")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each store that is not encrypted, or leaves it to the default."""
    encryption = parsed.stack.resource_facts.encryption
    for placed in parsed.resources(*encryption):
        if not any(_encrypts(one, placed, parsed) for one in encryption[placed.block.labels[0]]):
            yield Finding(
                placed, f"{placed.address} is not encrypted", "Enable encryption, with a key of AWS or your own."
            )
    for placed in parsed.resources("aws_ecs_cluster"):
        for one in within(placed.block, "configuration", "execute_command_configuration", "log_configuration"):
            if one.attributes.get("cloud_watch_encryption_enabled") is False:
                yield Finding(
                    placed,
                    "The logs of shell sessions are not encrypted",
                    "Set `cloud_watch_encryption_enabled = true`, and give the log group a key.",
                )
    for placed in parsed.resources("aws_api_gateway_method_settings"):
        for one in within(placed.block, "settings"):
            if one.attributes.get("caching_enabled") is True and one.attributes.get("cache_data_encrypted") is not True:
                yield Finding(placed, "Cached answers are not encrypted", "Set `cache_data_encrypted = true`.")


def _encrypts(one: Encryption, placed: PlacedBlock, parsed: ParsedStack) -> bool:
    if one.beside is not None:
        return bool(parsed.referring_to(placed, one.beside, one.argument))
    values = [block.attributes.get(one.argument) for block in within(placed.block, *one.blocks)]
    return any(bool(value) if one.value is None else value == one.value for value in values)
