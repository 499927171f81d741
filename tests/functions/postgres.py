"""A real PostgreSQL server for tests: on a free port of this machine, with TLS, gone afterwards."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ADMIN = "admin"
"""The superuser, called like DSQL's."""
_SECONDS_TO_START = 30

# Only TLS gets in. Whoever does is believed, as there is nobody here who could judge a token of AWS.
_ACCESS = "hostssl all all all trust\n"
# DSQL knows one isolation level, and this is its name in PostgreSQL.
_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
default_transaction_isolation = 'repeatable read'
fsync = off
max_connections = 50
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        host: its name, which its certificate is for.
        port: its port.
        certificate: the file of the certificate clients must believe.
    """

    host: str
    port: int
    certificate: Path


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs; None on a machine that has none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max((one for one in folders if (one / "initdb").is_file()), key=lambda one: one.parent.name, default=None)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """A server with an empty database, for as long as the context lasts."""
    folder = Path(tempfile.mkdtemp(prefix="hclpress-postgres-"))
    data = folder / "data"
    owner = _owner()
    try:
        _certify(folder)
        if owner:
            for path in (folder, *folder.iterdir()):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        command = [binaries / "initdb", "--pgdata", data, "--username", ADMIN, "--no-sync", "--encoding", "UTF8"]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **_as(owner))
        for name in ("server.crt", "server.key"):
            shutil.move(folder / name, data / name)
        port = _free_port()
        (data / "pg_hba.conf").write_text(_ACCESS, encoding="utf-8")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS.format(port=port))
        shutil.copy(data / "server.crt", folder / "authority.crt")
        with (folder / "log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen([binaries / "postgres", "-D", data], stdout=log, stderr=log, **_as(owner))
        try:
            _wait(port, process, folder / "log")
            yield Server("localhost", port, folder / "authority.crt")
        finally:
            process.terminate()
            process.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses root. None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _as(owner: pwd.struct_passwd | None) -> dict[str, int]:
    return {"user": owner.pw_uid, "group": owner.pw_gid} if owner else {}


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.key").write_bytes(key.private_bytes(*plain))
    (folder / "server.key").chmod(0o600)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")
