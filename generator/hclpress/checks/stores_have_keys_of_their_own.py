"""Data lies under a key of one's own, or the spec chooses another.

Only the policy of one's own key decides who reads the data, and only its log tells who did. Keys of AWS cost nothing
and are a decision of the spec; without one, a store that lost its key is taken for an oversight.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = (
    *(
        "CKV_AWS_119",
        "CKV_AWS_136",
        "CKV_AWS_145",
        "CKV_AWS_149",
        "CKV_AWS_158",
        "CKV_AWS_173",
        "CKV_AWS_327",
        "CKV_AWS_337",
        "CKV_AWS_354",
    ),
)

# The type, the nested block, the argument with the key, and the check of Checkov under which a spec decides otherwise.
_KEYS = (
    ("aws_dynamodb_table", "server_side_encryption", "kms_key_arn", "CKV_AWS_119"),
    ("aws_ecr_repository", "encryption_configuration", "kms_key", "CKV_AWS_136"),
    ("aws_cloudwatch_log_group", "", "kms_key_id", "CKV_AWS_158"),
    ("aws_lambda_function", "", "kms_key_arn", "CKV_AWS_173"),
    ("aws_rds_cluster", "", "kms_key_id", "CKV_AWS_327"),
    ("aws_rds_cluster", "", "master_user_secret_kms_key_id", "CKV_AWS_327"),
    ("aws_db_instance", "", "performance_insights_kms_key_id", "CKV_AWS_354"),
    ("aws_rds_cluster_instance", "", "performance_insights_kms_key_id", "CKV_AWS_354"),
    ("aws_secretsmanager_secret", "", "kms_key_id", "CKV_AWS_149"),
    ("aws_ssm_parameter", "", "key_id", "CKV_AWS_337"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each store without a key, for which no spec chooses one of AWS."""
    for kind, name, argument, reason in _KEYS:
        for placed in parsed.resources(kind):
            blocks = [*within(placed.block, name)] if name else [placed.block]
            has_key = any(one.attributes.get(argument) for one in blocks)
            if not has_key and _has_something(placed.block) and is_undecided(placed, (reason,), parsed):
                yield Finding(placed, "It lies under a key of AWS", f"Set `{argument}`, or choose the key in the spec.")
    for placed in parsed.resources("aws_s3_bucket_server_side_encryption_configuration"):
        for rule in within(placed.block, "rule"):
            for one in within(rule, "apply_server_side_encryption_by_default"):
                has_key = bool(one.attributes.get("kms_master_key_id"))
                by_kms = str(one.attributes.get("sse_algorithm")).startswith("aws:kms")
                # A key, or a bucket key, is of use with KMS only.
                if has_key != by_kms or (rule.attributes.get("bucket_key_enabled") is True and not by_kms):
                    yield Finding(
                        placed,
                        "The bucket has no key of its own" if by_kms else "The key of the bucket encrypts nothing",
                        'Set both `sse_algorithm = "aws:kms"` and `kms_master_key_id`, or neither.',
                    )


def _has_something(block: Block) -> bool:
    """Return whether there is something that the key would encrypt."""
    match block.labels[0]:
        case "aws_lambda_function":
            return any(True for _ in within(block, "environment"))
        case "aws_ssm_parameter":
            return block.attributes.get("type") == "SecureString"
        case "aws_db_instance" | "aws_rds_cluster_instance":
            return block.attributes.get("performance_insights_enabled") is True
    return True
