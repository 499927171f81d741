"""An Aurora DSQL cluster that exists already."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    Output,
    ParameterName,
    Problem,
    Region,
    Site,
    StandInResource,
    Ways,
    account_of,
    spelled,
    told_or_held,
)

from .grants import grants
from .outputs import TITLES
from .problems import REGION_SETS, region_problems

# Aurora DSQL API reference, CreateCluster: 26 small letters and digits.
ClusterId = Annotated[str, spelled(r"[a-z0-9]{26}", "the identifier of a DSQL cluster", "abtbx3jyqmqrkexample123456")]
_STAND_IN = "0" * 26


class FoundDsqlCluster(Ways):
    """A DSQL cluster that exists already, found by its identifier or a parameter with it."""

    ways: ClassVar[tuple[str, ...]] = ("identifier", "ssm")

    identifier: ClusterId | None = None
    """Identifier of the cluster."""
    ssm: ParameterName | None = None
    """SSM parameter of the instance's region that holds the identifier."""


class FoundPeer(FoundDsqlCluster):
    """The second cluster of a pair that exists already."""

    peer_region: Region
    """The region of the second cluster."""


class FoundDsqlClusters(FoundDsqlCluster):
    """One DSQL cluster, or a pair."""

    peer: FoundPeer | None = None
    """The second cluster of a pair, for users in its region. Left out: only the first one is used."""


class ExistingDsql(Existing):
    """An Aurora DSQL cluster that exists already."""

    existing: FoundDsqlClusters
    """Cluster to find."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report regions without DSQL, and a pair in one region."""
        yield from region_problems(site, ("region",) if self.region else ())
        peer = self.existing.peer
        if peer is not None and peer.peer_region == site.region:
            yield Problem(
                ("existing", "peer", "peer_region"),
                "peer-of-itself",
                "A cluster cannot be its own peer",
                f"The first cluster lies in {site.region} already. Name the region of the second one.",
            )

    def output_in(self, output: str, region: str, site: Site) -> str:
        """The fact of the second cluster for an instance in the second region."""
        peer = self.existing.peer
        if peer is not None and region == peer.peer_region and not output.startswith("peer_"):
            return f"peer_{output}"
        return output

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to sign in by IAM: as a role of the database, or as its administrator."""
        return grants(item, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The roles of the database."""
        yield "the database has the roles that are signed in as, and each is mapped to its IAM role"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The cluster or the pair, and the parameters that hold the identifiers."""
        label, peer = identifier(site.instance), self.existing.peer
        clusters: dict[str, tuple[FoundDsqlCluster, str]] = {label: (self.existing, site.region)}
        if peer is not None:
            clusters[f"{label}_peer"] = (peer, peer.peer_region)
        regions = [region for _, region in clusters.values()]
        witness = next(
            (one for known in REGION_SETS if site.region in known for one in known if one not in regions), site.region
        )
        for name, (cluster, region) in clusters.items():
            paired = {"multi_region_properties": {"witness_region": witness}} if peer is not None else {}
            told = {cluster.identifier: "identifier"} if cluster.identifier else {}
            arguments = {"deletion_protection_enabled": False}
            yield StandInResource("aws_dsql_cluster", name, arguments, region, paired, told)
            if cluster.ssm is not None:
                text = Expr(f"aws_dsql_cluster.{name}.identifier")
                # The look-up reads it in the region of the instance, also where it tells the peer.
                yield StandInResource.parameter(cluster.ssm, name, text, site.region)
        if peer is not None:
            for name, other in ((label, f"{label}_peer"), (f"{label}_peer", label)):
                peering = {
                    "identifier": Expr(f"aws_dsql_cluster.{name}.identifier"),
                    "clusters": [Expr(f"aws_dsql_cluster.{other}.arn")],
                    "witness_region": witness,
                }
                yield StandInResource("aws_dsql_cluster_peering", name, peering, clusters[name][1])

    def found(self, site: Site) -> Found:
        """The endpoint, the identifier and the ARN of each cluster."""
        label = identifier(site.instance)
        value, look_ups = told_or_held(self.existing.identifier, self.existing.ssm, label, _STAND_IN)
        facts = [*_facts("", value, site.region, site)]
        if self.existing.peer is not None:
            peer = self.existing.peer
            second, needed = told_or_held(peer.identifier, peer.ssm, f"{label}_peer", _STAND_IN)
            facts += _facts("peer_", second, peer.peer_region, site)
            look_ups += needed
        return Found(tuple(facts), tuple(look_ups))


def _facts(prefix: str, value: FoundValue, region: str, site: Site) -> Iterator[Output]:
    # The provider has no data source for such clusters, but their identifier decides everything.
    arn = FoundValue.joined(f"arn:{partition_of(region)}:dsql:{region}:", account_of(site), ":cluster/", value)
    facts = {
        "cluster_arn": (arn.expression, "cluster arn"),
        "cluster_identifier": (value.expression, "cluster id"),
        "endpoint": (value.within("", f".dsql.{region}.on.aws"), "host"),
    }
    for name, (expression, kind) in facts.items():
        yield Output(f"{prefix}{name}", "string", expression, f"{TITLES[name]} in {region}.", kind=kind)
