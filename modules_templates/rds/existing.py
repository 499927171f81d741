"""A database instance that exists already."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, identifier
from hclpress.module import (
    ExistingDatabase,
    Found,
    FoundDatabase,
    FoundValue,
    LookUp,
    Output,
    Site,
    StandInResource,
    account_of,
    told_or_held,
)

from .engine import ENGINES, EngineName
from .settings import Identifier


class FoundInstanceOfRds(FoundDatabase):
    """A database instance that exists already, found by its identifier or a parameter with it."""

    ports: ClassVar[Mapping[str, int]] = {name: engine.port for name, engine in ENGINES.items()}

    identifier: Identifier | None = None
    """Identifier of the instance."""
    engine: EngineName
    """Database engine, which decides the port unless `port` does."""


class ExistingRds(ExistingDatabase):
    """A database instance that exists already."""

    existing: FoundInstanceOfRds
    """Instance to find."""

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The instance in a network of its own, with its security group, and what the spec names beside it."""
        told, label = self.existing, identifier(site.instance)
        yield from self.surroundings("10.253", site)
        login = {"manage_master_user_password": True} if told.login == "found" else {"password": "stand-in"}
        arguments = {
            "identifier": told.identifier or f"{label.replace('_', '-')}-stand-in",
            "engine": ENGINES[told.engine].aws_name,
            "instance_class": "db.t4g.medium",
            "allocated_storage": 20,
            "username": "owner",
            "skip_final_snapshot": True,
            **self.common_arguments(site),
            **login,
        }
        yield StandInResource("aws_db_instance", label, arguments, site.region)
        yield from self.beside(Expr(f"aws_db_instance.{label}.identifier"), site)

    def found(self, site: Site) -> Found:
        """The name and the host of the instance, its secret and its security group."""
        told, label = self.existing, identifier(site.instance)
        value, needed = told_or_held(told.identifier, told.ssm, label, "stand-in")
        found = LookUp("aws_db_instance", label, {"db_instance_identifier": value.expression}, _answers(label, site))
        return Found(tuple(self._facts(value, found, site)), (*needed, found))

    def _facts(self, value: FoundValue, found: LookUp, site: Site) -> Iterator[Output]:
        account, partition = account_of(site), partition_of(site.region)
        arn = found.attribute("db_instance_arn")
        if account.text is not None:
            arn = value.within(f"arn:{partition}:rds:{site.region}:{account.text}:db:")
        yield Output("instance_arn", "string", arn, "ARN of the instance.", kind="db instance arn")
        yield Output("instance_id", "string", value.expression, "Identifier of the instance.", kind="db instance id")
        yield Output("endpoint", "string", found.attribute("address"), "Host name of the instance.", kind="host")
        resource = FoundValue(found.attribute("resource_id"))
        users = FoundValue.joined(f"arn:{partition}:rds-db:{site.region}:", account, ":dbuser:", resource)
        yield from self.access_facts(found, "vpc_security_groups", "Security group of the instance.", users)


def _answers(label: str, site: Site) -> dict[str, object]:
    secret = stand_in_arn(site.region, f"secret/{label}")
    return {
        "address": f"stand-in.000000000000.{site.region}.rds.{dns_suffix_of(site.region)}",
        "db_instance_arn": stand_in_arn(site.region, f"db/{label}"),
        "master_user_secret": ({"kms_key_id": "", "secret_arn": secret, "secret_status": "active"},),
        "resource_id": "db-00000000000000000000000000",
        "vpc_security_groups": ("sg-00000000000000000",),
    }
