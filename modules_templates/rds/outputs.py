"""Facts that a database instance gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import Output, Site

from .settings import RdsSettings

_INSTANCE = ("aws_db_instance", "this")


def outputs_of(rds: RdsSettings, site: Site) -> Iterator[Output]:
    """The names and hosts of the instance, its replicas and its proxy, its secret and its security group."""
    yield Output.of(*_INSTANCE, "arn", "ARN of the instance.", name="instance_arn")
    yield Output.of(*_INSTANCE, "identifier", "Identifier of the instance.", name="instance_id", kind="db instance id")
    host = "Host name of the instance."
    yield Output.of(*_INSTANCE, "address", host, name="endpoint", exported=True, kind="host")
    for name in rds.replicas:
        yield Output(
            f"{identifier(name)}_endpoint",
            "string",
            Expr(f"aws_db_instance.replica[{encode(name)}].address"),
            f"Host name of the replica {name}.",
            kind="host",
        )
    if rds.proxy is not None:
        title = "Host name of the proxy."
        yield Output.of(
            "aws_db_proxy",
            "this",
            "endpoint",
            title,
            name="proxy_endpoint",
            exported=True,
            kind="host",
            after=(Expr("aws_db_proxy_target.this"),),
        )
    yield Output(
        "master_secret_arn",
        "string",
        secret_arn(rds),
        "ARN of the secret that holds the master user's name and password.",
        exported=True,
        kind="secret arn",
    )
    group = "Security group of the instance."
    yield Output.of("aws_security_group", "this", "id", group, name="security_group_id")
    if rds.key != "aws":
        key = Expr("aws_kms_key.this.arn") if rds.key == "own" else encode(rds.key)
        yield Output("secret_key_arn", "string", key, "ARN of the key that encrypts the secret.", kind="key arn")
    if rds.iam_authentication:
        yield _users("database_users_arn", "aws_db_instance.this", "resource_id", site)
    if rds.proxy is not None and rds.proxy.iam:
        yield _users("proxy_users_arn", "aws_db_proxy.this", "arn", site)


def secret_arn(rds: RdsSettings) -> Expr:
    """The ARN of the secret with the master user's name and password."""
    return Expr(
        "aws_db_instance.this.master_user_secret[0].secret_arn" if rds.manages_login else "var.login_secret_arn"
    )


def _users(name: str, resource: str, attribute: str, site: Site) -> Output:
    # The ARN of a proxy ends with the id by which its users are called: `…:db-proxy:prx-0123456789abcdef0`.
    last = f'split(":", {resource}.arn)[6]' if attribute == "arn" else f"{resource}.{attribute}"
    return Output(
        name,
        "string",
        Expr(
            f'"arn:{partition_of(site.region)}:rds-db:{site.region}:'
            f'${{split(":", {resource}.arn)[4]}}:dbuser:${{{last}}}"'
        ),
        "Beginning of the ARNs of database users that sign in by IAM.",
        kind="arn prefix",
    )
