"""An endpoint of Aurora DSQL before a PostgreSQL server: TLS, an AWS token as the password, and DSQL's own statements.

The protocol is PostgreSQL's, https://www.postgresql.org/docs/current/protocol.html; the rules of authentication are at
https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html.
"""

from __future__ import annotations

import re
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from hclpress.emulator.certificate_authority import certify
from hclpress.emulator.postgres_server import ADMIN, Server

_HOST = "127.0.0.1"
_ASKS_FOR_TLS = 80877103
_PASSWORD_PLEASE = b"R" + struct.pack("!ii", 8, 3)
_QUERY, _PARSE, _PASSWORD = b"Q", b"P", b"p"
_HEAD = 5
_SECONDS = 30.0
_LONGEST = 65536
_ACTIONS = {True: "DbConnectAdmin", False: "DbConnect"}
# The statements that only DSQL has, and their equivalents in PostgreSQL.
_PREPARED = ("CREATE SCHEMA sys", "CREATE TABLE sys.iam_pg_role_mappings (pg_role_name text, arn text)")
_MAPPED = "SELECT pg_role_name || ' ' || arn FROM sys.iam_pg_role_mappings"
_TRANSLATIONS = (
    (re.compile(r"\bCREATE (UNIQUE )?INDEX ASYNC\b", re.IGNORECASE), r"CREATE \1INDEX"),
    (
        re.compile(r"^\s*AWS IAM GRANT (\w+) TO '([^']+)'", re.IGNORECASE),
        r"INSERT INTO sys.iam_pg_role_mappings VALUES ('\1', '\2')",
    ),
    (
        re.compile(r"^\s*AWS IAM REVOKE (\w+) FROM '([^']+)'", re.IGNORECASE),
        r"DELETE FROM sys.iam_pg_role_mappings WHERE pg_role_name = '\1' AND arn = '\2'",
    ),
)

Role = str
Admits = Callable[[str, str, str], Role]
"""A function of a key's id, an action such as `DbConnect` and the endpoint; returns the ARN of the key's owner, or
raises."""


class RefusedError(Exception):
    """A login is refused; the message gives the reason."""


class Endpoint(Struct, frozen=True):
    """An open endpoint.

    Attributes:
        port: its port on 127.0.0.1, the same for all endpoints.
        authority: the certificate that a client must trust, PEM.
    """

    port: int
    authority: bytes


@contextmanager
def serve_endpoint(server: Server, endpoints: Mapping[str, str], admits: Admits, folder: Path) -> Iterator[Endpoint]:
    """Let clients of DSQL clusters reach one database, as long as the block runs.

    Args:
        server: the database, which is empty; all endpoints lead to it, as those of peers do.
        endpoints: host names of the clusters and their regions.
        admits: the authorizer of logins.
        folder: the folder for the endpoint's key.
    """
    server.run(*_PREPARED)
    certificate, key = certify(*endpoints)
    chain = folder / "door.pem"
    chain.write_bytes(certificate + key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    with socket.create_server((_HOST, 0), backlog=socket.SOMAXCONN) as listening:
        hall = _Hall(server, endpoints, admits, context)
        threading.Thread(target=hall.receive, args=(listening,), daemon=True).start()
        try:
            yield Endpoint(listening.getsockname()[1], certificate)
        finally:
            # Closing alone does not wake a thread that waits in `accept`.
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


class _Hall(Struct, frozen=True):
    server: Server
    endpoints: Mapping[str, str]
    admits: Admits
    context: ssl.SSLContext

    def receive(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError, EOFError):
            client.settimeout(_SECONDS)
            asked = _exactly(client, _size(_exactly(client, 4)) - 4)
            if asked != struct.pack("!i", _ASKS_FOR_TLS):
                client.sendall(_refusal("DSQL accepts no connection without TLS"))
                return
            client.sendall(b"S")
            with self.context.wrap_socket(client, server_side=True) as safe:
                self._welcome(safe)

    def _welcome(self, client: ssl.SSLSocket) -> None:
        length = _exactly(client, 4)
        start = length + _exactly(client, _size(length) - 4)
        client.sendall(_PASSWORD_PLEASE)
        kind, password = _message(client)
        token = password.rstrip(b"\0").decode("utf-8", "replace") if kind == _PASSWORD else ""
        try:
            self._judge(_user(start), token)
        except RefusedError as refused:
            client.sendall(_refusal(f"unable to accept connection, access denied: {refused}"))
            return
        with self._database() as database:
            database.sendall(start)
            client.settimeout(None)
            _interpret(client, database)

    def _judge(self, user: str, token: str) -> None:
        """Check that the token is valid for this endpoint, this user and this hour, and that its signer may log in."""
        parts = urlsplit(f"https://{token}")
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        endpoint, action = parts.hostname or "", _ACTIONS[user == ADMIN]
        if endpoint not in self.endpoints:
            raise RefusedError("the token is for no cluster of this account")
        if fields.get("Action") != action:
            raise RefusedError(f"{user} needs a token for {action}, not for {fields.get('Action')}")
        key, _, region, *_ = (*fields.get("X-Amz-Credential", "").split("/"), "", "")
        if region != self.endpoints[endpoint]:
            raise RefusedError(f"the token is for {region}, and the cluster is in {self.endpoints[endpoint]}")
        if _expired(fields):
            raise RefusedError("the token has expired")
        role = self.admits(key, action, endpoint)
        if user != ADMIN and not self._is_mapped(user, role):
            raise RefusedError(f"{role} was not granted {user} by AWS IAM GRANT")

    def _is_mapped(self, user: str, role: str) -> bool:
        return f"{user} {role}" in self.server.run(_MAPPED).splitlines()

    def _database(self) -> ssl.SSLSocket:
        plain = socket.create_connection((_HOST, self.server.port), _SECONDS)
        plain.sendall(struct.pack("!ii", 8, _ASKS_FOR_TLS))
        if _exactly(plain, 1) != b"S":
            raise EOFError
        plain.settimeout(None)
        context = ssl.create_default_context(cafile=str(self.server.certificate))
        return context.wrap_socket(plain, server_hostname=self.server.host)


def _expired(fields: Mapping[str, str]) -> bool:
    try:
        made = datetime.strptime(fields["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        lasts = timedelta(seconds=int(fields["X-Amz-Expires"]))
    except (KeyError, ValueError):
        return True
    return datetime.now(UTC) > made + lasts


def _user(start: bytes) -> str:
    words = start[8:].split(b"\0")
    told = dict(zip(words[::2], words[1::2], strict=False))
    return told.get(b"user", b"").decode("utf-8", "replace")


def _interpret(client: ssl.SSLSocket, database: ssl.SSLSocket) -> None:
    """Forward messages both ways until one side closes; translate DSQL's statements for the database."""
    unfinished = b""
    while True:
        # Data that TLS has already decrypted does not wake `select`.
        waiting = [one for one in (client, database) if one.pending()]
        for source in waiting or select.select([client, database], [], [])[0]:
            said = source.recv(_LONGEST)
            if not said:
                return
            if source is database:
                client.sendall(said)
                continue
            unfinished += said
            while (message := _first(unfinished)) is not None:
                unfinished = unfinished[len(message) :]
                database.sendall(_in_postgresql(message))


def _first(said: bytes) -> bytes | None:
    """Return the first whole message of the buffer: a letter, its length and its content."""
    if len(said) < _HEAD:
        return None
    end = 1 + _size(said[1:_HEAD])
    return said[:end] if len(said) >= end else None


def _in_postgresql(message: bytes) -> bytes:
    if message[:1] not in (_QUERY, _PARSE):
        return message
    text = message[_HEAD:].decode("utf-8", "surrogateescape")
    for pattern, replacement in _TRANSLATIONS:
        text = pattern.sub(replacement, text)
    content = text.encode("utf-8", "surrogateescape")
    return message[:1] + struct.pack("!i", len(content) + 4) + content


def _message(source: socket.socket) -> tuple[bytes, bytes]:
    kind = _exactly(source, 1)
    return kind, _exactly(source, _size(_exactly(source, 4)) - 4)


def _size(length: bytes) -> int:
    size: int = struct.unpack("!i", length)[0]
    return size


def _exactly(source: socket.socket, count: int) -> bytes:
    read = b""
    while len(read) < count:
        more = source.recv(count - len(read))
        if not more:
            raise EOFError
        read += more
    return read


def _refusal(why: str) -> bytes:
    content = b"".join(field.encode() + b"\0" for field in ("SFATAL", "VFATAL", "C28000", f"M{why}")) + b"\0"
    return b"E" + struct.pack("!i", len(content) + 4) + content
