"""Resource types that hold irreplaceable data, and their immutable arguments.

The rule for being listed: once it is destroyed, neither the spec nor an apply restores its data, and its readers or the
data encrypted with it are lost too. Not listed are log groups, whose data expires by design after their retention;
cluster instances, whose data is in the cluster; and resources that only cause an outage, such as load balancers and
services.

The arguments are those that the provider marks `ForceNew` (hashicorp/aws 5.100, the resource's schema), as far as a
spec can reach them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Stateful(Struct, frozen=True):
    """One type of resource that holds data.

    Attributes:
        holds: the data that is lost with it.
        fixed: the immutable arguments.
        only: an argument and the value it must have for the resource to hold data; None for always.
        copy_of: an argument of a mere copy, which holds nothing that its source does not; empty for none.
    """

    holds: str
    fixed: tuple[str, ...]
    only: tuple[str, str] | None = None
    copy_of: str = ""

    @property
    def identifying(self) -> tuple[str, ...]:
        """The arguments that identify such a resource: the immutable ones, and those in `only` and `copy_of`."""
        more = (self.only[0] if self.only else "", self.copy_of)
        return (*self.fixed, *filter(None, more))


STATEFUL: Mapping[str, Stateful] = {
    "aws_backup_vault": Stateful("its recovery points", ("name",)),
    "aws_cognito_user_pool": Stateful("its users", ("alias_attributes", "username_attributes")),
    "aws_db_instance": Stateful(
        "its databases",
        ("identifier", "engine", "db_name", "username", "kms_key_id", "snapshot_identifier"),
        copy_of="replicate_source_db",
    ),
    "aws_docdb_cluster": Stateful("its databases", ("cluster_identifier", "master_username", "kms_key_id")),
    "aws_dsql_cluster": Stateful("its databases", ()),
    "aws_dynamodb_table": Stateful("its items", ("name", "hash_key", "range_key")),
    "aws_ebs_volume": Stateful("its blocks", ("availability_zone", "encrypted", "kms_key_id")),
    "aws_ecr_repository": Stateful("its images", ("name",)),
    "aws_efs_file_system": Stateful("its files", ("availability_zone_name", "encrypted", "kms_key_id")),
    "aws_elasticache_replication_group": Stateful("its cached data", ("replication_group_id",)),
    "aws_kinesis_stream": Stateful("its records", ("name",)),
    "aws_kms_key": Stateful("everything encrypted with it", ("customer_master_key_spec", "key_usage", "multi_region")),
    "aws_neptune_cluster": Stateful("its databases", ("cluster_identifier", "kms_key_arn")),
    "aws_opensearch_domain": Stateful("its indexes", ("domain_name",)),
    "aws_rds_cluster": Stateful(
        "its databases",
        (
            "cluster_identifier",
            "engine",
            "engine_mode",
            "database_name",
            "master_username",
            "kms_key_id",
            "snapshot_identifier",
            "storage_encrypted",
        ),
    ),
    "aws_redshift_cluster": Stateful("its databases", ("cluster_identifier", "master_username")),
    "aws_route53_zone": Stateful("the name servers that others point to", ("name",)),
    "aws_s3_bucket": Stateful("its objects", ("bucket", "object_lock_enabled")),
    "aws_secretsmanager_secret": Stateful("its versions", ("name",)),
    "aws_sqs_queue": Stateful("its messages", ("name", "fifo_queue")),
    "aws_ssm_parameter": Stateful("its secret, which is stored nowhere else", ("name",), ("type", "SecureString")),
    "aws_timestreamwrite_table": Stateful("its records", ("database_name", "table_name")),
}
"""The types of resources that hold data, by Terraform type."""


DEFAULTS: Mapping[str, str] = {
    "customer_master_key_spec": "SYMMETRIC_DEFAULT",
    "encrypted": "false",
    "engine_mode": "provisioned",
    "fifo_queue": "false",
    "key_usage": "ENCRYPT_DECRYPT",
    "multi_region": "false",
    "object_lock_enabled": "false",
    "storage_encrypted": "false",
}
"""The defaults of some of these arguments; the others are unset by default."""
