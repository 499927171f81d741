"""Serves the emulator: moto with its gaps patched, as long as its starter lives."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from pathlib import Path

from hclpress.emulator.authorizer import Authorizer
from hclpress.emulator.request_queue import RequestQueue

HOST = "127.0.0.1"
"""A literal address: with a name, S3 clients put the bucket in front of it."""

_SETTINGS = {
    "MOTO_ACM_VALIDATION_WAIT": "1",
    "MOTO_ALLOW_NONEXISTENT_REGION": "true",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
}


def serve(
    account: str, port: int, *, filled: bool = True, brought: tuple[Path, ...] = (), lifeline: int | None = None
) -> None:
    """Serve until the process ends.

    When the server is ready, one line on stdout says `ready` and the port. Errors of the emulator go to stderr.

    Args:
        account: the id of the emulated AWS account, 12 digits.
        port: the port to listen on; 0 for a free port.
        filled: whether the gaps of moto are patched.
        brought: files with patches that modules bring.
        lifeline: the descriptor of a pipe whose other end the starter holds. When that closes, the process ends at
            once: the emulator never outlives its starter, however that dies.

    Raises:
        Diagnosed: `emulator/patch-failed`, when a patch that a module brings cannot be applied.
        OSError: when the port is taken.
    """
    # Moto reads these when it is imported.
    os.environ.update(_SETTINGS, MOTO_ACCOUNT_ID=account)
    if lifeline is not None:
        threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    if filled:
        from hclpress.emulator.moto_patch import fill_all

        fill_all(brought)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    authorizer = Authorizer()
    authorizer.install()
    application = RequestQueue(authorizer.wrap(DomainDispatcherApplication(create_backend_app)))
    # Werkzeug ends the process if the port is taken; a socket of our own raises an exception.
    listening = socket.create_server((HOST, port), backlog=socket.SOMAXCONN)
    port = listening.getsockname()[1]
    server = make_server(
        HOST, port, application, threaded=True, request_handler=MotoRequestHandler, fd=listening.fileno()
    )
    os.environ["MOTO_PORT"] = str(port)
    sys.stdout.write(f"ready {port}\n")
    sys.stdout.flush()
    server.serve_forever()


def _end_with(lifeline: int) -> None:
    # Not through `sys.stdin`: on exit the interpreter waits for the lock of a file that is being read.
    while os.read(lifeline, 1):
        pass
    os._exit(0)
