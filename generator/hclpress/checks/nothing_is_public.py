"""No database and no bucket is open to the internet.

An address of its own puts a database in front of everybody who scans the internet, and only its password and a security
group stay in between. A public ACL shows the objects of a bucket to anybody; S3 has blocked that by default since 2023.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_ADDRESSED = (
    "aws_db_instance",
    "aws_dms_replication_instance",
    "aws_mq_broker",
    "aws_rds_cluster_instance",
    "aws_redshift_cluster",
    "aws_redshiftserverless_workgroup",
)
_WITH_ACL = ("aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_object")
_PUBLIC_ACLS = frozenset({"authenticated-read", "public-read", "public-read-write"})
_BLOCKS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each database with a public address, each public ACL, and each access block that is off."""
    for placed in parsed.resources(*_ADDRESSED):
        if placed.block.attributes.get("publicly_accessible") is True:
            yield Finding(placed, "A public address leads to it", "Remove `publicly_accessible`, or set it to false.")
    for placed in parsed.resources(*_WITH_ACL):
        acl = placed.block.attributes.get("acl")
        if acl in _PUBLIC_ACLS:
            yield Finding(placed, f"The ACL {acl} lets anybody in", "Remove `acl`; CloudFront can serve it.")
    for placed in parsed.resources("aws_s3_bucket_public_access_block"):
        off = [name for name in _BLOCKS if placed.block.attributes.get(name) is False]
        if off:
            yield Finding(placed, f"The bucket may become public: {', '.join(off)} is off", "Set all four to true.")
