"""Arguments that make AWS or the provider refuse to destroy a resource.

Source: the resource pages of hashicorp/aws 5.100. A destroy reads them from the state, not from the configuration, so
that they have to be changed by an apply before.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class DeletionProtection(Struct, frozen=True):
    """One argument that protects.

    Attributes:
        argument: the argument.
        protects: the value that protects.
        is_default: whether it protects if it is not set.
        answer: the error that AWS or the provider answers with.
    """

    argument: str
    protects: str | bool
    answer: str
    is_default: bool = False


PROTECTED: Mapping[str, tuple[DeletionProtection, ...]] = {
    "aws_cognito_user_pool": (DeletionProtection("deletion_protection", "ACTIVE", "InvalidParameterException"),),
    "aws_db_instance": (DeletionProtection("deletion_protection", True, "InvalidParameterCombination"),),
    "aws_docdb_cluster": (DeletionProtection("deletion_protection", True, "InvalidParameterCombination"),),
    "aws_dsql_cluster": (DeletionProtection("deletion_protection_enabled", True, "ValidationException"),),
    "aws_dynamodb_table": (DeletionProtection("deletion_protection_enabled", True, "ValidationException"),),
    "aws_ecr_repository": (
        DeletionProtection("force_delete", False, "RepositoryNotEmptyException unless it is empty", is_default=True),
    ),
    "aws_lb": (DeletionProtection("enable_deletion_protection", True, "OperationNotPermitted"),),
    "aws_neptune_cluster": (DeletionProtection("deletion_protection", True, "InvalidParameterCombination"),),
    "aws_rds_cluster": (DeletionProtection("deletion_protection", True, "InvalidParameterCombination"),),
    "aws_rds_global_cluster": (DeletionProtection("deletion_protection", True, "InvalidParameterCombination"),),
    "aws_s3_bucket": (
        DeletionProtection("force_destroy", False, "BucketNotEmpty unless the bucket is empty", is_default=True),
    ),
}
"""The arguments by Terraform type."""
