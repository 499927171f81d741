"""`python -m hclpress.emulator ACCOUNT PORT [--plain | FILE …]`: serve the emulator until stdin ends.

The files hold patches of moto that modules bring; with `--plain`, moto is served unpatched.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import msgspec

from hclpress.diagnostics import Diagnosed
from hclpress.emulator.server import serve

PORT_IN_USE = 98
"""The exit code that says so."""


def main(arguments: list[str]) -> int:
    """Serve. The arguments are an account, a port (0 for a free one), and `--plain` or files of patches.

    If a patch fails, stdout holds its diagnostics as one line of JSON instead of `ready`.
    """
    account, port, *rest = arguments
    files = tuple(Path(name) for name in rest if name != "--plain")
    try:
        serve(account, int(port), filled="--plain" not in rest, brought=files, lifeline=sys.stdin.fileno())
    except Diagnosed as found:
        sys.stdout.buffer.write(msgspec.json.encode(found.diagnostics) + b"\n")
        return 1
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return PORT_IN_USE
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
