"""Runs a Python function once, as Lambda would: `run_python_function.py HANDLER EVENT ANSWER`, in its code's folder.

Started by its path in a process of its own; it imports nothing of hclpress.
"""

from __future__ import annotations

import importlib
import json
import os
import socket
import sys
import time
from pathlib import Path
from uuid import uuid4


class Context:
    """The context of a call, as a function sees it."""

    def __init__(self) -> None:
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.invoked_function_arn = os.environ["HCLPRESS_FUNCTION_ARN"]
        self.aws_request_id = str(uuid4())
        self.memory_limit_in_mb = 128
        self.log_group_name = f"/aws/lambda/{self.function_name}"
        self.log_stream_name = "rehearsal"
        self._end = time.monotonic() + float(os.environ["HCLPRESS_FUNCTION_TIMEOUT"])

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until the function would be stopped."""
        return max(0, int((self._end - time.monotonic()) * 1000))


def divert() -> None:
    """Redirect connections to the hosts in HCLPRESS_DIVERTED to local ports; TLS still verifies their names."""
    ports = json.loads(os.environ.get("HCLPRESS_DIVERTED", "{}"))
    resolve = socket.getaddrinfo

    def resolved(host: str | None, port: object, *args: int, **kwargs: int) -> object:
        here = host in ports
        return resolve("127.0.0.1" if here else host, ports[host] if here else port, *args, **kwargs)  # type: ignore[arg-type]

    socket.getaddrinfo = resolved  # type: ignore[assignment]


def main(handler: str, event: str, answer: str) -> None:
    """Call the handler with the event in one file, and write its answer to another."""
    divert()
    # Lambda puts the code first; this script's own folder must not be on the path.
    sys.path[0] = str(Path.cwd())
    module, _, name = handler.rpartition(".")
    function = getattr(importlib.import_module(module.replace("/", ".")), name)
    answered = function(json.loads(Path(event).read_text("utf-8")), Context())
    Path(answer).write_text(json.dumps(answered), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
