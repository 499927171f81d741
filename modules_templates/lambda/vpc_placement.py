"""The place of functions in a network."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from hclpress.module import Fact, ItemName, Network, Port, Problem, ReferenceTo, Settings, Site, SpecPath, identifier

# Signing in to a database is no call, and keys are used by the services on the functions' behalf.
_NEVER_CALLED = frozenset({"kms", "rds-db"})


class Placement(Settings):
    """A network that functions stand in, to connect to things that only it can reach."""

    vpc: Annotated[str, ReferenceTo(("vpc",))] | None = None
    """The network. Left out: the only one there is."""
    subnets: ItemName = "private"
    """The tier of subnets. Public ones give functions no way out: they get no public addresses."""
    egress_ports: Annotated[tuple[Port, ...], Field(min_length=1)] = (443,)
    """TCP ports functions may connect to anywhere. Connections inside the network follow from `uses`."""

    def network(self, site: Site) -> str:
        """The instance that is the network; empty where the spec leaves open which."""
        if self.vpc is not None:
            return self.vpc
        found = self._networks(site)
        return found[0] if len(found) == 1 else ""

    def _networks(self, site: Site) -> tuple[str, ...]:
        return tuple(name for name, module in site.neighbours.items() if isinstance(module, Network))

    def vpc_fact(self, site: Site) -> Fact:
        """The network's id."""
        return Fact(self.network(site), "vpc_id")

    def subnets_fact(self, site: Site) -> Fact:
        """The ids of its subnets."""
        return Fact(self.network(site), f"{identifier(self.subnets)}_subnet_ids")

    def problems(self, services: frozenset[str], site: Site, path: SpecPath) -> Iterator[Problem]:
        """Report a network or subnets in which the functions cannot work.

        Args:
            services: of AWS that the functions call, as the actions they are permitted begin.
            site: the site of the functions' instance.
            path: the place in the spec that names the network.
        """
        name = self.network(site)
        if not name:
            found = self._networks(site)
            yield Problem(
                path,
                "which-network",
                "The network of the functions is ambiguous",
                f"There are several: {', '.join(found)}. Name one with `vpc:`."
                if found
                else "The environment has none. Add a `vpc` under `modules`, or remove these lines.",
            )
            return
        vpc = site.neighbour(name, Network)
        region = site.of(name).region
        if region != site.region:
            yield Problem(
                (*path, "vpc") if self.vpc else path,
                "vpc-of-another-region",
                f"{name} lies in {region}, and the functions in {site.region}",
                "Functions need subnets of their own region. Give both the same region.",
            )
        if self.subnets not in vpc.tiers:
            yield Problem(
                (*path, "subnets"),
                "no-such-tier",
                f"{name} has no subnets `{self.subnets}`",
                f"It has: {', '.join(vpc.tiers)}. Name one of them with `subnets:`.",
            )
        elif vpc.reach_of(self.subnets) == "public":
            yield Problem(
                (*path, "subnets"),
                "public-subnets",
                "Functions in public subnets cannot reach the internet",
                "Lambda gives them no public addresses. Choose private "
                f"subnets of {name}, which go out through NAT, or isolated ones.",
            )
        else:
            unreachable = services - _NEVER_CALLED - set(vpc.gateway_endpoints)
            if unreachable and not vpc.has_way_out(self.subnets):
                yield Problem(
                    (*path, "subnets") if "subnets" in self.model_fields_set else path,
                    "no-way-out",
                    f"Functions in the subnets `{self.subnets}` cannot reach {', '.join(sorted(unreachable))}",
                    f"What the functions use is reached over the internet. Set `nat: single` at {name} and use "
                    "private subnets; for s3 and dynamodb `gateway_endpoints` will do.",
                )
