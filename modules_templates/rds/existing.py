"""A database instance that exists already."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Fact,
    Found,
    FoundValue,
    Grant,
    KeyArn,
    Listener,
    LookUp,
    Output,
    ParameterName,
    Port,
    Problem,
    SecurityGroupId,
    Site,
    StandInResource,
    Ways,
    account_of,
    database_grants,
    spelled,
    stand_in_network,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .engine import ENGINES, EngineName
from .settings import Identifier

SecretArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:\S+",
        "the ARN of a secret",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-db-AbCdEf",
    ),
]


class FoundInstanceOfRds(Ways):
    """A database instance that exists already, found by its identifier or a parameter with it."""

    ways: ClassVar[tuple[str, ...]] = ("identifier", "ssm")

    identifier: Identifier | None = None
    """Identifier of the instance."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the identifier."""
    engine: EngineName
    """Database engine, which decides the port unless `port` does."""
    port: Port | None = None
    """Port that it listens on. Left out: 5432 for PostgreSQL, 3306 for the others."""
    security_group: SecurityGroupId | None = None
    """Security group of the instance. Left out: the only one that it has."""
    login: (
        Annotated[Annotated[Literal["found"], Tag("word")] | Annotated[SecretArn, Tag("own")], word_or_own("found")]
        | None
    ) = "found"
    """Secret with the master user's name and password: `found` for the one that RDS keeps for the instance, the ARN of
    another one, or `null` for none."""
    key: Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("aws")] = "aws"
    """Key that encrypts the secret: one that AWS keeps, or a KMS key by ARN, which readers of the secret may then
    use."""
    iam_authentication: bool = False
    """Whether IAM roles may sign in instead of passwords: `uses: {resource: <this>.<user>, access: connect}`."""


class ExistingRds(Existing):
    """A database instance that exists already."""

    existing: FoundInstanceOfRds
    """Instance to find."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report secrets and keys of other regions."""
        secret, key = self.existing.login, self.existing.key
        if secret not in (None, "found"):
            yield from told_elsewhere(secret, "The secret", site, ("existing", "login"), shared=True)
        if key != "aws":
            yield from told_elsewhere(key, "The key", site, ("existing", "key"), shared=True)

    def listener(self, site: Site) -> Listener:
        """Its own security group and port."""
        port = self.existing.port or ENGINES[self.existing.engine].port
        return Listener(Fact(site.instance, "security_group_id"), port)

    def grants(self, item: str | None, access: str, site: Site) -> Iterator[Grant]:
        """Permissions to read the master secret, or to sign in by IAM as one database user (the item)."""
        if access == "connect" and not self.existing.iam_authentication:
            raise LookupError(
                f"Whether IAM roles may sign in to {site.instance} is not told. Set `iam_authentication: true` below "
                "`existing` if they may."
            )
        if access in ("read", "write", "full") and self.existing.login is None:
            raise LookupError(f"{site.instance} says `login: null`. Tell the secret, or use `access: connect`.")
        return database_grants(self.existing, item, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The security group, the secret and the database users."""
        yield "nobody replaces the rules of its security group as a whole, since rules for its users are added to it"
        if self.existing.login == "found":
            yield "RDS keeps the password of its master user, if anything here reads it"
        if self.existing.key != "aws":
            yield "the policy of its key lets IAM policies of the account permit its use"
        if self.existing.iam_authentication:
            yield "IAM authentication is on, and the database has the users that roles sign in as"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The instance in a network of its own, with its security group, and what the spec names beside it."""
        told, label, region = self.existing, identifier(site.instance), site.region
        yield from stand_in_network(label, "10.253", region, told.security_group)
        subnets = {
            "name": f"{label}-stand-in",
            "subnet_ids": [Expr(f"aws_subnet.{label}_network_{index}.id") for index in range(2)],
        }
        yield StandInResource("aws_db_subnet_group", label, subnets, region)
        login = {"manage_master_user_password": True} if told.login == "found" else {"password": "stand-in"}
        arguments = {
            "identifier": told.identifier or f"{label.replace('_', '-')}-stand-in",
            "engine": ENGINES[told.engine].aws_name,
            "instance_class": "db.t4g.medium",
            "allocated_storage": 20,
            "db_subnet_group_name": Expr(f"aws_db_subnet_group.{label}.name"),
            "vpc_security_group_ids": [Expr(f"aws_security_group.{label}.id")],
            "iam_database_authentication_enabled": told.iam_authentication,
            "username": "owner",
            "port": told.port or ENGINES[told.engine].port,
            "skip_final_snapshot": True,
            **login,
        }
        yield StandInResource("aws_db_instance", label, arguments, region)
        if told.login not in (None, "found"):
            secret = {"name": f"{label}-stand-in"}
            yield StandInResource("aws_secretsmanager_secret", label, secret, region, told={told.login: "arn"})
        if told.ssm is not None:
            text = Expr(f"aws_db_instance.{label}.identifier")
            yield StandInResource.parameter(told.ssm, label, text, region)

    def found(self, site: Site) -> Found:
        """The name and the host of the instance, its secret and its security group."""
        told, label = self.existing, identifier(site.instance)
        value, needed = told_or_held(told.identifier, told.ssm, label, "stand-in")
        found = LookUp("aws_db_instance", label, {"db_instance_identifier": value.expression}, _answers(label, site))
        return Found(tuple(_facts(told, value, found, site)), (*needed, found))


def _answers(label: str, site: Site) -> dict[str, object]:
    secret = stand_in_arn(site.region, f"secret/{label}")
    return {
        "address": f"stand-in.000000000000.{site.region}.rds.{dns_suffix_of(site.region)}",
        "db_instance_arn": stand_in_arn(site.region, f"db/{label}"),
        "master_user_secret": ({"kms_key_id": "", "secret_arn": secret, "secret_status": "active"},),
        "resource_id": "db-00000000000000000000000000",
        "vpc_security_groups": ("sg-00000000000000000",),
    }


def _facts(told: FoundInstanceOfRds, value: FoundValue, found: LookUp, site: Site) -> Iterator[Output]:
    account, partition = account_of(site), partition_of(site.region)
    arn = found.attribute("db_instance_arn")
    if account.text is not None:
        arn = value.within(f"arn:{partition}:rds:{site.region}:{account.text}:db:")
    yield Output("instance_arn", "string", arn, "ARN of the instance.", kind="db instance arn")
    yield Output("instance_id", "string", value.expression, "Identifier of the instance.", kind="db instance id")
    yield Output("endpoint", "string", found.attribute("address"), "Host name of the instance.", kind="host")
    if told.login is not None:
        secret = (
            Expr(f"{found.attribute('master_user_secret')}[0].secret_arn")
            if told.login == "found"
            else encode(told.login)
        )
        title = "ARN of the secret that holds the master user's name and password."
        yield Output("master_secret_arn", "string", secret, title, kind="secret arn")
    group = encode(told.security_group)
    if told.security_group is None:
        group = Expr(f"one({found.attribute('vpc_security_groups')})")
    yield Output("security_group_id", "string", group, "Security group of the instance.")
    if told.key != "aws":
        yield Output("secret_key_arn", "string", encode(told.key), "ARN of the key that encrypts the secret.")
    if told.iam_authentication:
        resource = FoundValue(found.attribute("resource_id"))
        users = FoundValue.joined(f"arn:{partition}:rds-db:{site.region}:", account, ":dbuser:", resource)
        title = "Beginning of the ARNs of database users that sign in by IAM."
        yield Output("database_users_arn", "string", users.expression, title, kind="arn prefix")
