"""dsql: an Aurora DSQL cluster, in one region or in two that stay equal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Struct
from pydantic import Discriminator, Tag

from hclpress.hcl.values import Expr, encode
from hclpress.module.alarm import Alarm
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import FromFact, text_or_mapping
from hclpress.spec.environment import Environment
from hclpress.spec.fields import KeyArn, Region, arn_region

# Aurora DSQL User Guide, "Multi-Region clusters": two clusters and their witness must lie in one of these sets.
REGION_SETS: tuple[tuple[str, ...], ...] = (
    ("us-east-1", "us-east-2", "us-west-2"),
    ("eu-west-1", "eu-west-2", "eu-west-3"),
    ("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
)
_PEER = "peer"

KeyChoice = Annotated[
    Annotated[Literal["aws"] | KeyArn, Tag("text")] | Annotated[FromFact, Tag("mapping")],
    Discriminator(text_or_mapping),
]


class Peer(Item):
    """The second cluster of a pair, and the region that decides when the two cannot see each other."""

    peer_region: Region
    """The region of the second cluster. It takes reads and writes like the first."""
    witness: Region
    """A third region, which keeps a window of the transaction log and has no endpoint."""
    key: KeyChoice = "aws"
    """What the second cluster is encrypted with: `aws`, or a KMS key of its region."""


class Dsql(Module):
    """A serverless SQL database without instances, networks or passwords."""

    summary: ClassVar[str] = "An Aurora DSQL cluster in one region, or a pair in two with a witness in a third."

    peer: Peer | None = None
    """The second cluster of a pair. Left out: one cluster in one region."""
    key: KeyChoice = "aws"
    """What the cluster is encrypted with: `aws`, or a KMS key of its region."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Regions DSQL is not in or that cannot be a pair, and keys that lie elsewhere."""
        everywhere = [region for one in REGION_SETS for region in one]
        if site.region not in everywhere:
            yield Problem(
                ("region",) if self.region else (),
                "region-without-dsql",
                f"Aurora DSQL is not known to be in {site.region}",
                f"It is in {', '.join(everywhere)}.",
            )
        yield from _key_problems(self.key, ("key",), site.region)
        if self.peer is None:
            return
        yield from _key_problems(self.peer.key, ("peer", "key"), self.peer.peer_region)
        named = {"peer_region": self.peer.peer_region, "witness": self.peer.witness}
        if self.peer.peer_region == site.region:
            yield Problem(
                ("peer", "peer_region"),
                "peer-of-itself",
                "A cluster cannot be its own peer",
                f"The first cluster lies in {site.region} already. Name another region of its set.",
            )
        if self.peer.witness in (site.region, self.peer.peer_region):
            yield Problem(
                ("peer", "witness"),
                "witness-is-a-peer",
                f"{self.peer.witness} cannot be witness to itself",
                "The witness decides between two clusters that cannot see each other, so it lies in a third region.",
            )
        for regions in REGION_SETS:
            if site.region not in regions:
                continue
            for setting, region in named.items():
                if region not in regions:
                    yield Problem(
                        ("peer", setting),
                        "not-of-one-set",
                        f"{region} and {site.region} cannot be of one cluster",
                        f"A pair and its witness lie in {', '.join(regions)}. Another continent gets a cluster of its "
                        "own.",
                    )

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
        """Keys that other instances make."""
        if isinstance(self.key, FromFact):
            yield Input(self.key.input_name, self.key.source, path=("key",))
        if self.peer and isinstance(self.peer.key, FromFact):
            yield Input(self.peer.key.input_name, self.peer.key.source, path=("peer", "key"))

    def outputs(self, site: Site) -> Iterator[Output]:
        """What clients need: where to connect and the ARN IAM knows the cluster by."""
        after = (Expr("aws_dsql_cluster_peering.this"),) if self.peer else ()
        yield from _outputs("", "this", site.region, after)
        if self.peer:
            peered = (Expr("aws_dsql_cluster_peering.peer"),)
            yield from _outputs("peer_", "peer", self.peer.peer_region, peered)

    def output_in(self, output: str, region: str, site: Site) -> str:
        """Whoever is in the second region means the cluster there."""
        if self.peer and region == self.peer.peer_region and not output.startswith("peer_"):
            return f"peer_{output}"
        return output

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Signing in by IAM: as a role of the database, or as its administrator."""
        if item is not None:
            raise LookupError(f"A cluster has no parts that could be used; write `{site.instance}` alone.")
        actions = {"full": "dsql:DbConnect", "connect": "dsql:DbConnect", "admin": "dsql:DbConnectAdmin"}
        if access not in actions:
            raise LookupError(
                "`connect` signs in as a role of the database, `admin` as its administrator; what that role may read "
                "and write is granted in SQL."
            )
        yield Grant("SignIn", (actions[access],), (("cluster_arn", ""),))

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Conflicts and queries that ran out of time. Documented in the user guide under AWS/AuroraDSQL."""
        dimensions = {"ClusterId": Fact(site.instance, "cluster_identifier")}
        yield Alarm(
            "conflicts",
            "Many transactions meet others at the same rows and are sent back: look for a row everybody writes.",
            "AWS/AuroraDSQL",
            "OccConflicts",
            "Sum",
            dimensions,
            threshold=100,
            evaluations=3,
        )
        yield Alarm(
            "timeouts",
            "Queries run out of time.",
            "AWS/AuroraDSQL",
            "QueryTimeouts",
            "Sum",
            dimensions,
            threshold=0,
        )

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Protection, and the witness of a pair."""
        protected = not site.environment.may_be_destroyed
        yield Proof.equal(
            "aws_dsql_cluster.this.deletion_protection_enabled",
            protected,
            "Deletion protection must be as the spec says.",
        )
        if self.peer:
            yield Proof.equal(
                "aws_dsql_cluster_peering.peer.witness_region", self.peer.witness, "The witness must be the spec's."
            )

    def view(self, site: Site) -> "View":
        """What the templates see."""
        return View(
            deletion_protection=not site.environment.may_be_destroyed,
            cluster_key=_key(self.key),
            peer_key=_key(self.peer.key) if self.peer else None,
        )


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        deletion_protection: whether AWS refuses to delete the clusters.
        cluster_key: what the first cluster is encrypted with; None for AWS's own key.
        peer_key: the same of the second.
    """

    deletion_protection: bool
    cluster_key: Expr | None
    peer_key: Expr | None


def _outputs(prefix: str, label: str, region: str, after: tuple[Expr, ...]) -> Iterator[Output]:
    cluster = f"aws_dsql_cluster.{label}"
    facts = {
        "cluster_arn": (f"{cluster}.arn", "ARN of the cluster"),
        "cluster_identifier": (f"{cluster}.identifier", "Identifier of the cluster, which is its only name"),
        "endpoint": (f'"${{{cluster}.identifier}}.dsql.{region}.on.aws"', "Host name of the cluster"),
    }
    for name, (value, title) in facts.items():
        yield Output(f"{prefix}{name}", "string", Expr(value), f"{title} in {region}.", exported=True, after=after)


def _key(key: str | FromFact) -> Expr | None:
    if isinstance(key, FromFact):
        return Expr(f"var.{key.input_name}")
    return None if key == "aws" else encode(key)


def _key_problems(key: str | FromFact, path: tuple[str, ...], region: str) -> Iterator[Problem]:
    if isinstance(key, str) and key != "aws" and arn_region(key) != region:
        yield Problem(
            path,
            "key-of-another-region",
            f"The key lies in {arn_region(key)}",
            f"The cluster lies in {region} and can use only keys from there.",
        )
