"""dsql: an Aurora DSQL cluster, in one region or in two that stay equal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from hclpress.module import (
    Alarm,
    Environment,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    Site,
    reference_inputs,
)

from .alarms import alarms
from .existing import ExistingDsql
from .grants import grants
from .outputs import outputs
from .problems import problems
from .settings import DsqlSettings
from .view import View, view_of

_PEER = "peer"


class Dsql(DsqlSettings):
    """A serverless SQL database without instances, networks or passwords."""

    summary: ClassVar[str] = "An Aurora DSQL cluster in one region, or a pair in two with a witness in a third."
    accesses = ("full", "connect", "admin")
    existing_form = ExistingDsql

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report regions without DSQL, regions that cannot be a pair, and keys of other regions."""
        return problems(self, site)

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """The provider of the second cluster's region."""
        return {_PEER: self.peer.peer_region} if self.peer else {}

    def names(self, site: Site) -> Mapping[str, Name]:
        """The Name tags: clusters have no other name."""
        names = {"cluster": site.name("aws_dsql_cluster", site.instance)}
        if self.peer:
            names["peer"] = site.name("aws_dsql_cluster", f"{site.instance}-{self.peer.peer_region}", ("peer",))
        return names

    def inputs(self, site: Site) -> Iterator[Input]:
        """The keys that other instances make."""
        yield from reference_inputs(self.key, ("key",))
        if self.peer:
            yield from reference_inputs(self.peer.key, ("peer", "key"))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The endpoint, the identifier and the ARN of each cluster."""
        return outputs(self, site)

    def output_in(self, output: str, region: str, site: Site) -> str:
        """The output of the second cluster for an instance in the second region."""
        if self.peer and region == self.peer.peer_region and not output.startswith("peer_"):
            return f"peer_{output}"
        return output

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to sign in by IAM: as a role of the database, or as its administrator."""
        return grants(item, access, site)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Conflicts of transactions, and queries that run out of time."""
        return alarms(site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
