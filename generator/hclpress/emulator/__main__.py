"""`python -m hclpress.emulator ACCOUNT PORT`: serve the emulator until stdin ends; `--plain` serves moto unpatched."""

from __future__ import annotations

import errno
import sys

from hclpress.emulator.server import serve

PORT_IN_USE = 98
"""The exit code that says so."""


def main(arguments: list[str]) -> int:
    """Serve. The arguments are an account, a port (0 for a free one) and, optionally, `--plain`."""
    account, port, *rest = arguments
    try:
        serve(account, int(port), filled="--plain" not in rest, lifeline=sys.stdin.fileno())
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return PORT_IN_USE
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
