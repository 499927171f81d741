"""Data in production cannot be destroyed by accident.

With the posture `prod`, databases, tables, buckets and load balancers must survive an accidental `terraform destroy`. A
spec that allows it sets `destroyable: true`, where a reviewer sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.checks._literals import known_values
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack
from hclpress.spec.posture import Posture

FSBP = ("DocumentDB.5", "DynamoDB.6", "ELB.6", "Neptune.4", "RDS.7", "RDS.8")
CHECKOV = ("CKV_AWS_139", "CKV_AWS_150", "CKV_AWS_293")

# By type: the argument, the protecting value, and whether omitting the argument protects too.
_PROTECTION: Mapping[str, tuple[tuple[str, HclValue, bool], ...]] = {
    "aws_db_instance": (("deletion_protection", True, False), ("skip_final_snapshot", False, True)),
    "aws_docdb_cluster": (("deletion_protection", True, False), ("skip_final_snapshot", False, True)),
    "aws_dsql_cluster": (("deletion_protection_enabled", True, False),),
    "aws_dynamodb_table": (("deletion_protection_enabled", True, False),),
    "aws_lb": (("enable_deletion_protection", True, False),),
    "aws_neptune_cluster": (("deletion_protection", True, False), ("skip_final_snapshot", False, True)),
    "aws_rds_cluster": (("deletion_protection", True, False), ("skip_final_snapshot", False, True)),
    "aws_s3_bucket": (("force_destroy", False, True),),
}
_TWO_WEEKS = 14


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource of a production environment that lacks its protection."""
    environment = parsed.stack.environment
    if environment.posture is not Posture.PROD or environment.destroyable:
        return
    for placed in parsed.resources(*_PROTECTION):
        for name, value, by_itself in _PROTECTION[placed.block.labels[0]]:
            given = placed.block.attributes.get(name)
            if given is None:
                given = value if by_itself else False
            if placed.block.attributes.get("replicate_source_db"):
                # A replica holds nothing that its source does not.
                continue
            if any(_is_other(one, value) for one in known_values(given, parsed, placed.instance, placed.block)):
                yield Finding(
                    placed,
                    f"`{name}` does not protect {placed.address}",
                    f"In posture prod it must be {str(value).lower()}. If all of it may be destroyed, set "
                    "`destroyable: true` in the spec.",
                )
    yield from _short_windows(parsed)


def _is_other(given: HclValue, wanted: HclValue) -> bool:
    """Whether a value is another one for certain. Only Terraform knows that of an expression."""
    return not isinstance(given, Expr) and given is not wanted


def _short_windows(parsed: ParsedStack) -> Iterator[Finding]:
    for placed in parsed.resources("aws_kms_key"):
        days = placed.block.attributes.get("deletion_window_in_days")
        if isinstance(days, int) and days < _TWO_WEEKS:
            yield Finding(
                placed,
                f"The key is gone after {days} days",
                f"Set `deletion_window_in_days` to {_TWO_WEEKS} or more: nothing can be read without it.",
            )
