"""A database cluster that exists already."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

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
    spelled,
    told_or_held,
)

from .engine import ENGINES, EngineName

# RDS API reference, CreateDBCluster: 1 to 63 letters, digits and single hyphens, a letter first.
ClusterIdentifier = Annotated[
    str, spelled(r"(?=.{1,63}$)[A-Za-z](?:-?[A-Za-z0-9])*", "the identifier of a cluster", "shop-prod-db")
]


class FoundCluster(FoundDatabase):
    """A database cluster that exists already, found by its identifier or a parameter with it."""

    ports: ClassVar[Mapping[str, int]] = {name: engine.port for name, engine in ENGINES.items()}

    identifier: ClusterIdentifier | None = None
    """Identifier of the cluster."""
    engine: EngineName
    """Database engine, which decides the port unless `port` does."""


class ExistingAurora(ExistingDatabase):
    """A database cluster that exists already."""

    existing: FoundCluster
    """Cluster to find."""

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The cluster in a network of its own, with its security group, and what the spec names beside it."""
        cluster, label = self.existing, identifier(site.instance)
        yield from self.surroundings("10.254", site)
        login = {"manage_master_user_password": True} if cluster.login == "found" else {"master_password": "stand-in"}
        arguments = {
            "cluster_identifier": cluster.identifier or f"{label}-stand-in",
            "engine": ENGINES[cluster.engine].aws_name,
            "master_username": "owner",
            **self.common_arguments(site),
            **login,
        }
        yield StandInResource("aws_rds_cluster", label, arguments, site.region)
        yield from self.beside(Expr(f"aws_rds_cluster.{label}.cluster_identifier"), site)

    def found(self, site: Site) -> Found:
        """The names and hosts of the cluster, its secret and its security group."""
        cluster, label = self.existing, identifier(site.instance)
        value, needed = told_or_held(cluster.identifier, cluster.ssm, label, "stand-in")
        found = LookUp("aws_rds_cluster", label, {"cluster_identifier": value.expression}, _answers(label, site))
        return Found(tuple(self._facts(value, found, site)), (*needed, found))

    def _facts(self, value: FoundValue, found: LookUp, site: Site) -> Iterator[Output]:
        account, partition = account_of(site), partition_of(site.region)
        arn = found.attribute("arn")
        if account.text is not None:
            arn = value.within(f"arn:{partition}:rds:{site.region}:{account.text}:cluster:")
        yield Output("cluster_arn", "string", arn, "ARN of the cluster.")
        yield Output("cluster_id", "string", value.expression, "Identifier of the cluster.")
        yield Output("endpoint", "string", found.attribute("endpoint"), "Host name of the writer.", kind="host")
        readers = found.attribute("reader_endpoint")
        yield Output("reader_endpoint", "string", readers, "Host name of the readers, in rotation.", kind="host")
        resource = FoundValue(found.attribute("cluster_resource_id"))
        users = FoundValue.joined(f"arn:{partition}:rds-db:{site.region}:", account, ":dbuser:", resource)
        yield from self.access_facts(found, "vpc_security_group_ids", "Security group of the instances.", users)


def _answers(label: str, site: Site) -> dict[str, object]:
    host = f"{site.region}.rds.{dns_suffix_of(site.region)}"
    secret = stand_in_arn(site.region, f"secret/{label}")
    return {
        "arn": stand_in_arn(site.region, f"cluster/{label}"),
        "cluster_resource_id": "cluster-00000000000000000000000000",
        "endpoint": f"stand-in.cluster-000000000000.{host}",
        "master_user_secret": ({"kms_key_id": "", "secret_arn": secret, "secret_status": "active"},),
        "reader_endpoint": f"stand-in.cluster-ro-000000000000.{host}",
        "vpc_security_group_ids": ("sg-00000000000000000",),
    }
