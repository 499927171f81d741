"""aurora: a database cluster that survives a zone and keeps its own password."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from hclpress.hcl import identifier
from hclpress.module import (
    Alarm,
    Fact,
    Grant,
    Input,
    Listener,
    Name,
    Output,
    Problem,
    Proof,
    ResourceFacts,
    ScannerWaiver,
    Site,
    database_grants,
)

from .alarms import alarms_of
from .existing import ExistingAurora
from .names import names_of
from .outputs import outputs_of
from .problems import problems
from .settings import AuroraSettings
from .view import View, view_of
from .waivers import waivers_of


class Aurora(AuroraSettings):
    """An Aurora cluster."""

    summary = "An Aurora cluster, PostgreSQL or MySQL, serverless or of fixed size, with automatic secret rotation."
    accesses = ("full", "read", "write", "connect")
    example_items: ClassVar[Mapping[str, str]] = {"<user>": "app"}
    existing_form = ExistingAurora
    resource_facts = ResourceFacts(
        ignored_edits={
            "aws_rds_cluster": {
                "engine_version": "Take a snapshot, and set `major_upgrades: true` in the instance for that one change"
            }
        }
    )

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the cluster and of the resources around it."""
        return names_of(self, site)

    def inputs(self, site: Site) -> Iterator[Input]:
        """The network and the subnets."""
        yield Input("vpc_id", Fact(self.vpc, "vpc_id"), path=("vpc",))
        subnets = f"{identifier(self.subnets)}_subnet_ids"
        yield Input("subnet_ids", Fact(self.vpc, subnets), "list(string)", ("subnets",))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The names and hosts of the cluster, its secret and its security group."""
        return outputs_of(self, site)

    def listener(self, site: Site) -> Listener:
        """Its own security group and port."""
        return Listener(Fact(site.instance, "security_group_id"), self.listening_port, bool(self.connect_from))

    def grants(self, item: str | None, access: str, site: Site) -> Iterator[Grant]:
        """Permissions to read the master secret, or to sign in by IAM as one database user (the item)."""
        return database_grants(self, item, access, site)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """A database that is too busy, too full or too small."""
        return alarms_of(self.names(site)["cluster"], serverless=self.capacity is not None)

    def proofs(self, site: Site) -> Iterator[Proof]:
        """The number of instances."""
        count = len(self.named_instances)
        yield Proof.equal("length(aws_rds_cluster_instance.this)", count, f"The cluster must have {count} instances.")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Checks that the spec decides otherwise, and those that Aurora meets by itself."""
        return waivers_of(self, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
