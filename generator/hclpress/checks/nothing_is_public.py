"""No database and no bucket is open to the internet.

An address of its own puts a database in front of everybody who scans the internet, and only its password and a security
group stay in between. A public ACL shows the objects of a bucket to anybody; the public access block of a bucket
refuses such ACLs and policies, and ACLs that every writer sets are better off.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beneath
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import ReferenceKind
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CIS = ("2.1.4", "2.3.3")
FSBP = ("DMS.1", "RDS.2", "Redshift.1", "RedshiftServerless.3", "S3.2", "S3.3", "S3.8", "S3.12")
CHECKOV = (
    *("CKV_AWS_17", "CKV_AWS_20", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV_AWS_57", "CKV_AWS_375"),
    *("CKV2_AWS_6", "CKV2_AWS_43", "CKV2_AWS_65"),
)

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
# S3 User Guide, "Amazon S3 predefined groups".
_PUBLIC_GROUPS = ("groups/global/AllUsers", "groups/global/AuthenticatedUsers")
_BLOCK = "aws_s3_bucket_public_access_block"
_BLOCKS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each database with a public address, each public ACL, and each bucket that may become public."""
    for placed in parsed.resources(*_ADDRESSED):
        if placed.block.attributes.get("publicly_accessible") is True:
            yield Finding(placed, "A public address leads to it", "Remove `publicly_accessible`, or set it to false.")
    for placed in parsed.resources(*_WITH_ACL):
        acl = placed.block.attributes.get("acl")
        if acl in _PUBLIC_ACLS:
            yield Finding(placed, f"The ACL {acl} lets anybody in", "Remove `acl`; CloudFront can serve it.")
        uris = [str(one.attributes.get("uri")) for one in beneath(placed.block) if "uri" in one.attributes]
        if any(uri.endswith(_PUBLIC_GROUPS) for uri in uris):
            yield Finding(placed, "A grant of the ACL lets anybody in", "Remove the grant; CloudFront can serve it.")
    blocked = set()
    for placed in parsed.resources(_BLOCK):
        blocked |= {
            (placed.instance, one.address) for one in placed.block.references if one.kind is ReferenceKind.RESOURCE
        }
        told = placed.block.attributes
        off = [name for name in _BLOCKS if not isinstance(told.get(name), Expr) and told.get(name) is not True]
        if off:
            yield Finding(placed, f"The bucket may become public: {', '.join(off)} is off", "Set all four to true.")
    # The block of the account is one for all of its buckets.
    is_asked = not any(True for _ in parsed.resources("aws_s3_account_public_access_block"))
    for placed in parsed.resources("aws_s3_bucket") if is_asked else ():
        if (placed.instance, placed.address) not in blocked and placed.instance not in parsed.stack.plain:
            yield Finding(placed, "Nothing keeps the bucket from becoming public", f"Add an `{_BLOCK}` for it.")
    for placed in parsed.resources("aws_s3_bucket_ownership_controls"):
        if any(one.attributes.get("object_ownership") == "ObjectWriter" for one in within(placed.block, "rule")):
            yield Finding(
                placed,
                "Whoever writes an object decides who reads it",
                'Set "BucketOwnerEnforced": no ACL counts then.',
            )
