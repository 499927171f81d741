"""The door of Aurora DSQL: who comes in, and what is understood inside."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from examples import PROJECT

from hclpress.emulator.dsql_endpoint import Endpoint, RefusedError, serve_endpoint
from hclpress.emulator.postgres_server import Server, running

# The driver that the functions of the global store bring along.
sys.path += sorted(str(wheel) for wheel in (PROJECT / "functions/global-store/vendor").glob("*.whl"))

from pg8000.exceptions import DatabaseError  # type: ignore[import-not-found, unused-ignore]
from pg8000.native import Connection  # type: ignore[import-not-found, unused-ignore]

if TYPE_CHECKING:
    from botocore.client import BaseClient

CLUSTER = "abc.dsql.us-east-1.on.aws"
ELSEWHERE = "xyz.dsql.us-east-2.on.aws"
ROLE = "arn:aws:iam::123456789012:role/store"
MAY = {"AKIAADMIN": "DbConnectAdmin", "AKIASTORE": "DbConnect"}


def admits(key: str, action: str, endpoint: str) -> str:
    """Stands in for IAM."""
    if MAY.get(key) != action:
        raise RefusedError(f"dsql:{action} on {endpoint}")
    return ROLE


@pytest.fixture(scope="module")
def server(postgresql: Path) -> Iterator[Server]:
    """The database behind the door."""
    with running(postgresql) as started:
        yield started


@pytest.fixture(scope="module")
def door(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The door of two peers."""
    regions = {CLUSTER: "us-east-1", ELSEWHERE: "us-east-2"}
    with serve_endpoint(server, regions, admits, tmp_path_factory.mktemp("door")) as opened:
        yield opened


Connect = Callable[..., Connection]


@pytest.fixture
def connect(door: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    """`connect(user, token)` as a function would, believing only a certificate for the cluster's name."""
    resolve = socket.getaddrinfo

    def resolved(host: str, port: int, *rest: int) -> object:
        return resolve("127.0.0.1", door.port, *rest) if host.endswith(".on.aws") else resolve(host, port, *rest)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    made: list[Connection] = []

    def connected(user: str, password: str, host: str = CLUSTER) -> Connection:
        context = ssl.create_default_context(cadata=door.authority.decode())
        made.append(Connection(user, host, "postgres", 5432, password, ssl_context=context, timeout=20))
        return made[-1]

    yield connected
    for one in made:
        one.close()


def token(key: str, action: str, *, host: str = CLUSTER, region: str = "us-east-1", lasts: int = 60) -> str:
    """A token as the SDK makes it."""
    client: BaseClient = boto3.Session(key, "secret", region_name=region).client("dsql")
    make = (
        client.generate_db_connect_admin_auth_token
        if action == "DbConnectAdmin"
        else client.generate_db_connect_auth_token
    )
    made: str = make(host, region, lasts)
    return made


def test_an_administrator_comes_in_and_is_understood(connect: Connect) -> None:
    admin = connect("admin", token("AKIAADMIN", "DbConnectAdmin"))
    admin.run("CREATE TABLE words (word text)")
    admin.run("CREATE INDEX ASYNC by_word ON words (word)")
    admin.run("CREATE UNIQUE INDEX ASYNC once ON words (word)")
    admin.run("INSERT INTO words VALUES (:word)", word="a" * 100_000)
    assert admin.run("SELECT length(word) FROM words WHERE word = :word", word="a" * 100_000) == [[100_000]]
    with pytest.raises(DatabaseError, match="23505"):
        admin.run("INSERT INTO words VALUES (:word)", word="a" * 100_000)


def test_a_role_comes_in_once_its_function_was_granted_it(connect: Connect) -> None:
    admin = connect("admin", token("AKIAADMIN", "DbConnectAdmin"))
    admin.run("CREATE ROLE store WITH LOGIN")
    mine = token("AKIASTORE", "DbConnect")
    with pytest.raises(DatabaseError, match="was not granted store"):
        connect("store", mine)
    admin.run(f"AWS IAM GRANT store TO '{ROLE}'")
    assert admin.run("SELECT arn FROM sys.iam_pg_role_mappings WHERE pg_role_name = :role", role="store") == [[ROLE]]
    assert connect("store", mine).run("SELECT current_user") == [["store"]]
    peer = token("AKIASTORE", "DbConnect", host=ELSEWHERE, region="us-east-2")
    assert connect("store", peer, ELSEWHERE).run("SELECT 1") == [[1]]
    admin.run(f"AWS IAM REVOKE store FROM '{ROLE}'")
    with pytest.raises(DatabaseError, match="was not granted store"):
        connect("store", mine)


@pytest.mark.parametrize(
    ("user", "password", "why"),
    [
        ("admin", lambda: "secret", "no cluster of this account"),
        ("admin", lambda: token("AKIAADMIN", "DbConnectAdmin", host="other.dsql.us-east-1.on.aws"), "no cluster"),
        ("admin", lambda: token("AKIASTORE", "DbConnect"), "admin needs a token for DbConnectAdmin, not for DbConnect"),
        ("store", lambda: token("AKIAADMIN", "DbConnectAdmin"), "store needs a token for DbConnect"),
        ("admin", lambda: token("AKIASTORE", "DbConnectAdmin"), "dsql:DbConnectAdmin on abc"),
        ("admin", lambda: token("AKIAADMIN", "DbConnectAdmin", region="eu-west-1"), "the token is for eu-west-1"),
        ("admin", lambda: token("AKIAADMIN", "DbConnectAdmin", lasts=-5), "expired"),
    ],
)
def test_whoever_may_not_come_in_is_told_why(
    connect: Connect, user: str, password: Callable[[], str], why: str
) -> None:
    with pytest.raises(DatabaseError, match=f"access denied: .*{why}") as refused:
        connect(user, password())
    assert refused.value.args[0]["C"] == "28000"


def test_without_tls_nobody_comes_in(connect: Connect, door: Endpoint) -> None:
    with pytest.raises(DatabaseError, match="no connection without TLS"):
        Connection("admin", CLUSTER, "postgres", 5432, "secret", ssl_context=False, timeout=20)


def test_the_door_has_a_certificate_for_its_clusters_alone(connect: Connect) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        connect("admin", "secret", "other.dsql.us-east-1.on.aws")
