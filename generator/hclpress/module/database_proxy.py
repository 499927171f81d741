"""RDS Proxy before a database: its settings, what AWS refuses of them, and the values for `_shared/proxy.j2`."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.hcl.expression import Expr
from hclpress.module.fact_references import (
    FromFact,
    KeyReference,
    environment_expression,
    reference_inputs,
    text_or_mapping,
)
from hclpress.module.facts import Input
from hclpress.module.field_annotations import OfKind
from hclpress.module.item import Item
from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath
from hclpress.spec.fields import spelled

SecretReference = Annotated[
    Annotated[
        str,
        spelled(
            r"arn:aws(?:-us-gov|-cn)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:\S+",
            "the ARN of a secret",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-AbCdEf",
        ),
        Tag("text"),
    ]
    | Annotated[FromFact, OfKind(("secret arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A secret of Secrets Manager: its ARN, or a fact with it."""
# Amazon RDS User Guide, "Quotas and limitations for RDS Proxy": the secrets of one proxy, that of the master user among
# them.
_MOST_SECRETS = 200


class DatabaseProxy(Item):
    """RDS Proxy, which shares connections among many short-lived programs."""

    # Amazon RDS API Reference, CreateDBProxy, IdleClientTimeout: up to eight hours.
    idle_seconds: Annotated[int, Field(ge=1, le=28_800)] = 1800
    """Seconds after which a connection that does nothing is closed."""
    tls: bool = True
    """Whether connections to it that are not encrypted are refused."""
    iam: bool = False
    """Whether users sign in to it by IAM alone, and not by password."""
    logins: Annotated[tuple[SecretReference, ...], Field(max_length=_MOST_SECRETS - 1)] = ()
    """Secrets of users beside the master user, each JSON with `username` and `password`: an ARN, or
    `{from: instance.fact}`."""
    login_keys: tuple[KeyReference, ...] = ()
    """KMS keys that encrypt these secrets: an ARN, or `{from: instance.fact}`. None for the key that AWS keeps."""
    # Amazon RDS API Reference, ConnectionPoolConfiguration.
    connections_percent: Annotated[int, Field(ge=1, le=100)] = 100
    """Share of the database's connections that it may open, in percent."""
    idle_percent: Annotated[int, Field(ge=0, le=100)] = 50
    """Share of the database's connections that it keeps open though nobody uses them, in percent."""
    wait_seconds: Annotated[int, Field(ge=0, le=300)] = 120
    """Seconds that a program waits for a connection while all are taken."""


class ProxyView(Struct, frozen=True):
    """A proxy, as its template writes it.

    Attributes:
        family: the protocol, `MYSQL` or `POSTGRESQL`.
        secrets: the ARNs of the secrets, that of the master user first.
        keys: the ARNs of the keys that encrypt them.
        iam: whether users must sign in by IAM, in the words of AWS.
        port: the port of the database and of the proxy.
    """

    family: str
    tls: bool
    idle_seconds: int
    secrets: tuple[str | Expr, ...]
    keys: tuple[str | Expr, ...]
    iam: str
    connections_percent: int
    idle_percent: int
    wait_seconds: int
    port: int


def proxy_problems(proxy: DatabaseProxy, path: SpecPath) -> Iterator[Problem]:
    """Yield a problem for each setting of a proxy that AWS refuses.

    Args:
        proxy: the proxy.
        path: its place.
    """
    if proxy.idle_percent > proxy.connections_percent:
        yield Problem(
            (*path, "idle_percent"),
            "proxy-keeps-too-many",
            f"The proxy cannot keep {proxy.idle_percent} percent open",
            f"It opens {proxy.connections_percent} percent at most. Lower `idle_percent`, or raise "
            "`connections_percent`.",
        )
    # Amazon RDS User Guide, "Setting up IAM authentication for RDS Proxy": it takes TLS.
    if proxy.iam and not proxy.tls:
        yield Problem(
            (*path, "tls"),
            "proxy-needs-tls",
            "Users sign in by IAM over TLS alone",
            "`iam: true` says that they do. Remove the line, or let them sign in by password.",
        )


def proxy_inputs(proxy: DatabaseProxy, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of a proxy: secrets and their keys. `path` is its place."""
    for field, values in (("logins", proxy.logins), ("login_keys", proxy.login_keys)):
        for index, value in enumerate(values):
            yield from reference_inputs(value, (*path, field, index))


def proxy_view(
    proxy: DatabaseProxy, *, postgresql: bool, port: int, master: str | Expr, key: str | Expr | None
) -> ProxyView:
    """Return the values for the template of a proxy.

    Args:
        proxy: the proxy.
        postgresql: whether the database speaks the protocol of PostgreSQL.
        port: the port of the database.
        master: the ARN of the master user's secret.
        key: the ARN of the key that encrypts it; None for the one that AWS keeps.
    """
    return ProxyView(
        family="POSTGRESQL" if postgresql else "MYSQL",
        tls=proxy.tls,
        idle_seconds=proxy.idle_seconds,
        secrets=(master, *map(environment_expression, proxy.logins)),
        keys=(*(() if key is None else (key,)), *map(environment_expression, proxy.login_keys)),
        iam="REQUIRED" if proxy.iam else "DISABLED",
        connections_percent=proxy.connections_percent,
        idle_percent=proxy.idle_percent,
        wait_seconds=proxy.wait_seconds,
        port=port,
    )
