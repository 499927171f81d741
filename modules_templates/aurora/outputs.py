"""Facts that a database cluster gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode
from hclpress.module import Output, Site

from .settings import AuroraSettings

_CLUSTER = ("aws_rds_cluster", "this")


def outputs_of(aurora: AuroraSettings, site: Site) -> Iterator[Output]:
    """The names and hosts of the cluster, its secret and its security group."""
    yield Output.of(*_CLUSTER, "arn", "ARN of the cluster.", name="cluster_arn")
    yield Output.of(*_CLUSTER, "id", "Identifier of the cluster.", name="cluster_id")
    yield Output.of(*_CLUSTER, "endpoint", "Host name of the writer.", exported=True, kind="host")
    yield Output.of(*_CLUSTER, "reader_endpoint", "Host name of the readers, in rotation.", exported=True, kind="host")
    yield Output(
        "master_secret_arn",
        "string",
        Expr("aws_rds_cluster.this.master_user_secret[0].secret_arn"),
        "ARN of the secret that holds the master user's name and password.",
        exported=True,
    )
    group = "Security group of the instances."
    yield Output.of("aws_security_group", "this", "id", group, name="security_group_id")
    if aurora.key != "aws":
        key = Expr("aws_kms_key.this.arn") if aurora.key == "own" else encode(aurora.key)
        yield Output("secret_key_arn", "string", key, "ARN of the key that encrypts the secret.", kind="key arn")
    if aurora.iam_authentication:
        yield Output(
            "database_users_arn",
            "string",
            Expr(
                f'"arn:{partition_of(site.region)}:rds-db:{site.region}:'
                '${split(":", aws_rds_cluster.this.arn)[4]}:dbuser:${aws_rds_cluster.this.cluster_resource_id}"'
            ),
            "Beginning of the ARNs of database users that sign in by IAM.",
            kind="arn prefix",
        )
