"""The databases behind an environment's Aurora DSQL clusters: real PostgreSQL servers, started at the first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.emulator.dsql_endpoint import Endpoint, RefusedError, serve_endpoint
from hclpress.emulator.policy_evaluation import Decision
from hclpress.emulator.postgres_server import INSTALLATION, programs, running
from hclpress.rehearsal.api_calls.role import Credentials, decision_on
from hclpress.rehearsal.aws_clients import Aws
from hclpress.terraform.json_value import sequence, text
from hclpress.terraform.plan_json import Plan

_DOMAIN = ".dsql."
"""The part of a host name that every cluster's has."""


class Cluster(Struct, frozen=True):
    """A DSQL cluster: its ARN, its region, its host name, and the ARNs of it and its peers."""

    arn: str
    region: str
    endpoint: str
    peers: frozenset[str]


class Diversion(Struct, frozen=True):
    """The way to a function's databases in a rehearsal.

    Attributes:
        ports: ports of 127.0.0.1 by the host names they replace.
        authorities: the certificates that the function must trust, PEM.
    """

    ports: Mapping[str, int]
    authorities: bytes


class Databases:
    """The databases of one rehearsal. Peers share one, since AWS keeps them equal; other clusters have their own."""

    def __init__(self, aws: Aws, folder: Path, others: Callable[[], Iterable[Plan]] = tuple) -> None:
        """Begin without databases.

        Args:
            aws: the emulated account with the clusters and roles.
            folder: a folder for certificates.
            others: makes empty plans of what the environment uses and does not make. It is called if a function names a
                cluster that the environment does not have.
        """
        self._aws, self._folder = aws, folder
        self._others = others
        self._open = ExitStack()
        self._endpoints: dict[frozenset[str], Endpoint] = {}
        self._roles: dict[str, str] = {}
        self._refusals: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def diversion(self, environment: Mapping[str, str], credentials: Credentials, plan: Plan) -> Diversion | None:
        """Start the databases that a function's environment names.

        Args:
            environment: its variables.
            credentials: the credentials that sign its tokens.
            plan: an empty plan of the deployed environment.

        Returns:
            The way to them; None if it names none.

        Raises:
            Diagnosed: `rehearse/no-postgresql`, when there is no server on this machine.
        """
        clusters = tuple(clusters_in(plan))
        named = _named(clusters, environment)
        if not named and any(_DOMAIN in value for value in environment.values()):
            clusters = self._clusters_elsewhere
            named = _named(clusters, environment)
        if not named:
            return None
        self._roles[credentials.key] = credentials.role
        endpoints = {one.endpoint: self._endpoint(one, clusters) for one in named}
        ports = {host: endpoint.port for host, endpoint in endpoints.items()}
        return Diversion(ports, b"".join(sorted({endpoint.authority for endpoint in endpoints.values()})))

    def refusals(self, credentials: Credentials) -> tuple[str, ...]:
        """Return the logins that IAM refused for these credentials."""
        return tuple(self._refusals.get(credentials.key, ()))

    @cached_property
    def _clusters_elsewhere(self) -> tuple[Cluster, ...]:
        return tuple(cluster for plan in self._others() for cluster in clusters_in(plan))

    def _endpoint(self, cluster: Cluster, clusters: tuple[Cluster, ...]) -> Endpoint:
        if cluster.peers not in self._endpoints:
            binaries = programs()
            if binaries is None:
                raise Diagnosed([_no_postgresql(cluster)])
            peers = {one.endpoint: one for one in clusters if one.arn in cluster.peers}
            server = self._open.enter_context(running(binaries))
            regions = {endpoint: one.region for endpoint, one in peers.items()}

            def admits(key: str, action: str, endpoint: str) -> str:
                return self._admitted(key, action, peers[endpoint])

            endpoint = serve_endpoint(server, regions, admits, self._folder)
            self._endpoints[cluster.peers] = self._open.enter_context(endpoint)
        return self._endpoints[cluster.peers]

    def _admitted(self, key: str, action: str, cluster: Cluster) -> str:
        role = self._roles.get(key)
        if role is None:
            raise RefusedError(f"nobody has the key {key}")
        decision = decision_on(role, f"dsql:{action}", cluster.arn, cluster.region, self._aws)
        if decision is not Decision.ALLOWED:
            refusal = f"dsql:{action} on {cluster.arn}: {decision.value}"
            self._refusals.setdefault(key, []).append(refusal)
            raise RefusedError(refusal)
        return role


def _named(clusters: Iterable[Cluster], environment: Mapping[str, str]) -> list[Cluster]:
    return [one for one in clusters if any(one.endpoint in value for value in environment.values())]


def clusters_in(plan: Plan) -> Iterator[Cluster]:
    """Return the clusters of an environment."""
    peerings = {
        text(one.values.get("identifier")): frozenset(map(text, sequence(one.values.get("clusters"))))
        for one in plan.resources("aws_dsql_cluster_peering")
    }
    for one in plan.resources("aws_dsql_cluster"):
        arn, identifier = text(one.values.get("arn")), text(one.values.get("identifier"))
        region = arn.split(":")[3]
        # https://docs.aws.amazon.com/aurora-dsql/latest/userguide/SECTION_authentication-token.html
        endpoint = f"{identifier}{_DOMAIN}{region}.on.aws"
        yield Cluster(arn, region, endpoint, frozenset({arn}) | peerings.get(identifier, frozenset()))


def _no_postgresql(cluster: Cluster) -> Diagnostic:
    return Diagnostic(
        "rehearse/no-postgresql",
        "No PostgreSQL server is installed",
        f"The function uses the database {cluster.endpoint}, and a rehearsal replaces it by a PostgreSQL server. "
        f"Install one, such as with `{INSTALLATION}`, so that `initdb` is on PATH or below /usr/lib/postgresql.",
    )
