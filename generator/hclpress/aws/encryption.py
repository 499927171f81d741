"""Arguments that encrypt the resources which keep data.

Source: the resource pages of hashicorp/aws 5.100. A type with several entries is encrypted by any one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Encryption(Struct, frozen=True):
    """One way in which a type of resource is encrypted.

    Attributes:
        argument: the argument that must be set.
        value: the value it must have; None for any.
        blocks: the nested blocks in which it stands, outermost first.
        beside: the type of another resource that holds the argument, which then must refer to this resource.
    """

    argument: str
    value: str | bool | None = None
    blocks: tuple[str, ...] = ()
    beside: str | None = None


ENCRYPTION: Mapping[str, tuple[Encryption, ...]] = {
    "aws_db_instance": (Encryption("storage_encrypted", value=True),),
    "aws_dax_cluster": (Encryption("enabled", value=True, blocks=("server_side_encryption",)),),
    "aws_docdb_cluster": (Encryption("storage_encrypted", value=True),),
    "aws_dynamodb_table": (Encryption("enabled", value=True, blocks=("server_side_encryption",)),),
    "aws_ebs_volume": (Encryption("encrypted", value=True),),
    "aws_efs_file_system": (Encryption("encrypted", value=True),),
    "aws_elasticache_replication_group": (Encryption("at_rest_encryption_enabled", value=True),),
    "aws_kinesis_stream": (Encryption("encryption_type", value="KMS"),),
    "aws_neptune_cluster": (Encryption("storage_encrypted", value=True),),
    "aws_opensearch_domain": (Encryption("enabled", value=True, blocks=("encrypt_at_rest",)),),
    "aws_rds_cluster": (Encryption("storage_encrypted", value=True),),
    "aws_redshift_cluster": (Encryption("encrypted", value=True), Encryption("encrypted", value="true")),
    "aws_s3_bucket": (Encryption("bucket", beside="aws_s3_bucket_server_side_encryption_configuration"),),
    "aws_sns_topic": (Encryption("kms_master_key_id"),),
    "aws_sqs_queue": (Encryption("kms_master_key_id"), Encryption("sqs_managed_sse_enabled", value=True)),
}
"""The ways in which resources are encrypted, by Terraform type."""
