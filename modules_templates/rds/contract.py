"""rds: one database instance with its standby, its replicas and its proxy."""

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
    ResourceFacts,
    ScannerWaiver,
    Site,
    proxy_inputs,
    reference_inputs,
)

from .alarms import alarms_of
from .existing import ExistingRds
from .grants import grants_of
from .names import names_of
from .outputs import outputs_of
from .problems import problems
from .settings import RdsSettings
from .view import View, view_of
from .waivers import waivers_of


class Rds(RdsSettings):
    """A database instance."""

    summary = "A database instance, PostgreSQL, MySQL or MariaDB, with standby, replicas and RDS Proxy."
    accesses = ("full", "read", "write", "connect")
    example_items: ClassVar[Mapping[str, str]] = {"<user>": "app"}
    existing_form = ExistingRds
    resource_facts = ResourceFacts(
        ignored_edits={
            "aws_db_instance": {
                "engine_version": "Take a snapshot, and set `major_upgrades: true` in the instance for that one change"
            }
        }
    )

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the instance and of the resources around it."""
        return names_of(self, site)

    def inputs(self, site: Site) -> Iterator[Input]:
        """The network, the subnets, and the secrets of master user and proxy."""
        yield Input("vpc_id", Fact(self.vpc, "vpc_id"), path=("vpc",))
        subnets = f"{identifier(self.subnets)}_subnet_ids"
        yield Input("subnet_ids", Fact(self.vpc, subnets), "list(string)", ("subnets",))
        yield from reference_inputs(self.login, ("login",))
        if self.proxy is not None:
            yield from proxy_inputs(self.proxy, ("proxy",))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The names and hosts of the instance, its replicas and its proxy, its secret and its security group."""
        return outputs_of(self, site)

    def listener(self, site: Site) -> Listener:
        """The security group of instance, replicas and proxy, and their port."""
        return Listener(Fact(site.instance, "security_group_id"), self.listening_port, bool(self.connect_from))

    def grants(self, item: str | None, access: str, site: Site) -> Iterator[Grant]:
        """Permissions to read the master secret, or to sign in by IAM as one database user (the item)."""
        return grants_of(self, item, access, site)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """A database that is too busy, too full, or behind."""
        names = self.names(site)
        replicas = {name: names[f"replica_{name}"] for name in self.replicas}
        return alarms_of(names["instance"], self.storage.gib, replicas)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Checks that the spec decides otherwise, and those that RDS meets by itself."""
        return waivers_of(self, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
