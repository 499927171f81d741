"""What goes when we go, even when we are killed and can tidy up no more.

A shell that waits at the end of a pipe of ours does it then: the pipe ends with this process, however that ends.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_SHELL = "/bin/sh"
_KILL = 'read -r _ || kill -s KILL -- "-$0"'
# What still wrote there dies at the same time; what it wrote last is there a moment later.
_REMOVE = 'read -r _ || { rm -rf -- "$0"; sleep 1; rm -rf -- "$0"; }'


@contextmanager
def kill_group_with_us(leader: int) -> Iterator[None]:
    """While the block runs, the processes of a group are killed as soon as this process is gone.

    Args:
        leader: the id of the group.
    """
    with _guard(_KILL, str(leader)):
        yield


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """A temporary folder for as long as the block runs, or until this process is gone."""
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder, _guard(_REMOVE, folder):
        yield Path(folder)


@contextmanager
def _guard(script: str, argument: str) -> Iterator[None]:
    # A session of its own: what kills our group must leave the guard.
    guard = subprocess.Popen(  # noqa: S603  (a script of ours)
        [_SHELL, "-c", script, argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with guard:
        try:
            yield
        finally:
            # Told that all is well, it ends without doing anything.
            with suppress(BrokenPipeError):
                guard.communicate(b"\n")
