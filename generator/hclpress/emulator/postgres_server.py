"""A real PostgreSQL server on a free port of this machine, with TLS, stopped and removed afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from msgspec import Struct

from hclpress.emulator.certificate_authority import certify
from hclpress.system.cleanup import kill_group_with_us, scratch_folder

ADMIN = "admin"
"""The superuser, named as in DSQL."""

INSTALLATION = "apt-get install postgresql"
"""The command that installs a server on Debian and Ubuntu."""

_HOST = "localhost"
_SECONDS_TO_START = 30
# Only TLS connections are accepted. All of them are trusted: the endpoint in front authenticates.
_ACCESS = "hostssl all all all trust\n"
# DSQL has one isolation level, which PostgreSQL calls so.
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


class Server(Struct, frozen=True):
    """A running server.

    Attributes:
        host: its name, for which its certificate is valid.
        port: its port.
        certificate: the file of the certificate that clients must trust.
        programs: the folder of its programs.
    """

    host: str
    port: int
    certificate: Path
    programs: Path

    def run(self, *statements: str) -> str:
        """Run statements as the superuser; return the result of the last one as unframed output of psql."""
        command = [str(self.programs / "psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
        where = f"host={self.host} port={self.port} user={ADMIN} dbname=postgres sslmode=verify-full"
        finished = subprocess.run(  # noqa: S603  (the program found beside the server)
            [*command, "--dbname", f"{where} sslrootcert={self.certificate}", "--set", "ON_ERROR_STOP=1"],
            input=";\n".join((*statements, "")),
            capture_output=True,
            check=True,
            text=True,
            timeout=_SECONDS_TO_START,
        )
        return finished.stdout.strip()


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs; None if the machine has none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max((one for one in folders if (one / "initdb").is_file()), key=lambda one: one.parent.name, default=None)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """Run a server with an empty database, as long as the context lasts.

    Args:
        binaries: the folder of its programs.

    Raises:
        RuntimeError: when it does not start; with its output.
    """
    with scratch_folder("hclpress-postgres-") as folder:
        data, owner = folder / "data", _owner()
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        command = [
            str(binaries / "initdb"),
            "--pgdata",
            str(data),
            "--username",
            ADMIN,
            "--no-sync",
            "--encoding",
            "UTF8",
        ]
        made = subprocess.run(  # noqa: S603  (a program found in the system)
            command, check=False, capture_output=True, cwd=folder, text=True, **_as(owner)
        )
        if made.returncode != 0:
            raise RuntimeError(f"PostgreSQL made no database:\n{made.stderr}")
        certificate = _certify(folder, data, owner)
        port = _free_port()
        (data / "pg_hba.conf").write_text(_ACCESS, encoding="utf-8")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS.format(port=port))
        with _process(binaries, folder, owner) as process:
            _wait(binaries, port, process, folder / "log")
            yield Server(_HOST, port, certificate, binaries)


@contextmanager
def _process(binaries: Path, folder: Path, owner: pwd.struct_passwd | None) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603  (a program found in the system)
            [binaries / "postgres", "-D", folder / "data"],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **_as(owner),
        )
    with kill_group_with_us(process.pid):
        try:
            yield process
        finally:
            # PostgreSQL's "fast" shutdown disconnects all clients.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


class _User(TypedDict, total=False):
    user: int
    group: int


def _owner() -> pwd.struct_passwd | None:
    """Return the user to run the server as, because PostgreSQL refuses root. None for the present user."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _as(owner: pwd.struct_passwd | None) -> _User:
    return {"user": owner.pw_uid, "group": owner.pw_gid} if owner else {}


def _certify(folder: Path, data: Path, owner: pwd.struct_passwd | None) -> Path:
    certificate, key = certify(_HOST)
    for name, content in (("server.crt", certificate), ("server.key", key)):
        (data / name).write_bytes(content)
        (data / name).chmod(0o600)
        if owner:
            os.chown(data / name, owner.pw_uid, owner.pw_gid)
    authority = folder / "authority.crt"
    authority.write_bytes(certificate)
    return authority


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(binaries: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    # A server that starts up takes connections, and refuses them with an error.
    command = [str(binaries / "pg_isready"), "--quiet", "--host", "127.0.0.1", "--port", str(port), "--timeout", "1"]
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        if subprocess.run(command, check=False).returncode == 0:  # noqa: S603  (a program found in the system)
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")
