"""Cleanup at the end of this process, even when it is killed.

A shell waits at the end of a pipe and does the work. The pipe closes with this process, however the process ends.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_SHELL = "/bin/sh"
_KILL = 'read -r _ || kill -s KILL -- "-$0"'
# Processes that still write there die at the same time; their last files appear a moment later.
_REMOVE = 'read -r _ || { rm -rf -- "$0"; sleep 1; rm -rf -- "$0"; }'


@contextmanager
def kill_group_with_us(leader: int) -> Iterator[None]:
    """Run the block; kill the processes of a group as soon as this process is gone.

    Args:
        leader: the id of the group.
    """
    with _guard(_KILL, str(leader)):
        yield


@contextmanager
def scratch_folder(prefix: str) -> Iterator[Path]:
    """Provide a temporary folder until the block ends or this process is gone."""
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder, _guard(_REMOVE, folder):
        yield Path(folder)


@contextmanager
def _guard(script: str, argument: str) -> Iterator[None]:
    # The shell needs a session of its own, so that a signal to our group does not end it.
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
            # After a line on its input, the shell ends without doing anything.
            with suppress(BrokenPipeError):
                guard.communicate(b"\n")
