"""Relational databases that exist already: everything that an instance of RDS and a cluster of Aurora share."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import encode
from hclpress.module.connection import Listener
from hclpress.module.database_grants import database_grants
from hclpress.module.existing import Existing, Ways, told_elsewhere
from hclpress.module.fact_references import word_or_own
from hclpress.module.facts import Fact, Output
from hclpress.module.grant import Grant
from hclpress.module.look_up import FoundValue, LookUp
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.stand_in_resource import StandInResource, stand_in_network
from hclpress.spec.fields import KeyArn, ParameterName, Port, SecurityGroupId, spelled

SecretArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:\S+",
        "the ARN of a secret",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-db-AbCdEf",
    ),
]


class FoundDatabase(Ways):
    """A database that exists already, found by its identifier or a parameter with it. A subclass has `identifier`."""

    ways: ClassVar[tuple[str, ...]] = ("identifier", "ssm")
    ports: ClassVar[Mapping[str, int]]
    """The default port of each engine."""

    ssm: ParameterName | None = None
    """SSM parameter that holds the identifier."""
    engine: str
    """Database engine, which decides the port unless `port` does."""
    port: Port | None = None
    """Port on which the database listens. Left out: 5432 for PostgreSQL, 3306 for other engines."""
    security_group: SecurityGroupId | None = None
    """Security group of the database. Left out: the only one that it has."""
    login: (
        Annotated[Annotated[Literal["found"], Tag("word")] | Annotated[SecretArn, Tag("own")], word_or_own("found")]
        | None
    ) = "found"
    """Secret with the master user's name and password: `found` for the one that RDS keeps for the database, the ARN of
    another one, or `null` for none."""
    key: Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("aws")] = "aws"
    """Key that encrypts the secret: one that AWS keeps, or a KMS key by ARN, which readers of the secret may then
    use."""
    iam_authentication: bool = False
    """Whether IAM roles may sign in instead of passwords: `uses: {resource: <this>.<user>, access: connect}`."""

    @property
    def listening_port(self) -> int:
        """The port that is told, or else that of the engine."""
        return self.port or self.ports[self.engine]


class ExistingDatabase(Existing):
    """A database that exists already. A subclass gives the stand-in and the facts that its type of database has."""

    existing: FoundDatabase
    """Database to find."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report secrets and keys of other regions."""
        secret, key = self.existing.login, self.existing.key
        if secret not in (None, "found"):
            yield from told_elsewhere(secret, "The secret", site, ("existing", "login"), shared=True)
        if key != "aws":
            yield from told_elsewhere(key, "The key", site, ("existing", "key"), shared=True)

    def listener(self, site: Site) -> Listener:
        """Its own security group and port."""
        return Listener(Fact(site.instance, "security_group_id"), self.existing.listening_port)

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

    def surroundings(self, block: str, site: Site) -> Iterator[StandInResource]:
        """Yield stand-ins for the network of the database, its security group and its group of subnets.

        Args:
            block: the first two numbers of the network's addresses, such as `10.254`.
            site: the place of the instance.
        """
        label = identifier(site.instance)
        yield from stand_in_network(label, block, site.region, self.existing.security_group)
        subnets = {
            "name": f"{label}-stand-in",
            "subnet_ids": [Expr(f"aws_subnet.{label}_network_{index}.id") for index in range(2)],
        }
        yield StandInResource("aws_db_subnet_group", label, subnets, site.region)

    def common_arguments(self, site: Site) -> dict[str, object]:
        """Return the arguments of the stand-in that have one name in every type of database."""
        label = identifier(site.instance)
        return {
            "db_subnet_group_name": Expr(f"aws_db_subnet_group.{label}.name"),
            "vpc_security_group_ids": [Expr(f"aws_security_group.{label}.id")],
            "iam_database_authentication_enabled": self.existing.iam_authentication,
            "port": self.existing.listening_port,
        }

    def beside(self, name: Expr, site: Site) -> Iterator[StandInResource]:
        """Yield stand-ins for the secret and the parameter that the spec names. `name` is the identifier."""
        told, label = self.existing, identifier(site.instance)
        if told.login not in (None, "found"):
            secret = {"name": f"{label}-stand-in"}
            yield StandInResource("aws_secretsmanager_secret", label, secret, site.region, told={told.login: "arn"})
        if told.ssm is not None:
            yield StandInResource.parameter(told.ssm, label, name, site.region)

    def access_facts(self, found: LookUp, groups: str, title: str, users: FoundValue) -> Iterator[Output]:
        """Yield the facts of those who connect: the secret, the security group, the key and the users of IAM.

        Args:
            found: the look-up of the database.
            groups: its attribute with the security groups.
            title: the description of the security group.
            users: the beginning of the ARNs of the users.
        """
        told = self.existing
        if told.login is not None:
            secret = (
                Expr(f"{found.attribute('master_user_secret')}[0].secret_arn")
                if told.login == "found"
                else encode(told.login)
            )
            words = "ARN of the secret that holds the master user's name and password."
            yield Output("master_secret_arn", "string", secret, words, kind="secret arn")
        group = encode(told.security_group)
        if told.security_group is None:
            group = Expr(f"one({found.attribute(groups)})")
        yield Output("security_group_id", "string", group, title)
        if told.key != "aws":
            yield Output("secret_key_arn", "string", encode(told.key), "ARN of the key that encrypts the secret.")
        if told.iam_authentication:
            words = "Beginning of the ARNs of database users that sign in by IAM."
            yield Output("database_users_arn", "string", users.expression, words, kind="arn prefix")
