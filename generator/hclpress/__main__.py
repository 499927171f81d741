"""The command `hclpress`, also as `python -m hclpress`.

The worker processes import this module again, so it imports nothing at its top.
"""

from __future__ import annotations


def main() -> None:
    """Run the command in the arguments, and end the process."""
    import hclpress.system.garbage_collector  # noqa: F401  (importing it is enough, but it must be the first)
    from hclpress.cli import app

    try:
        app()
    except SystemExit as ending:
        _end(ending.code)
        raise


def _end(code: object) -> None:
    """End without freeing every object: the system frees memory at once, and Python piece by piece.

    Returns, so that Python ends in its own way, if Python has work to do: coverage data to write, or an error of an
    output stream to report.
    """
    import atexit
    import os
    import sys

    if not isinstance(code, int) or _is_watched():
        return
    atexit._run_exitfuncs()  # noqa: SLF001  (there is no other way, and every Python has it)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit(code)


def _is_watched() -> bool:
    """Return whether a tool measures or traces this process and writes its data at the end."""
    import sys

    if sys.gettrace() or sys.getprofile():
        return True
    # From 3.12 on a tool may use one of six places here instead, as cProfile and coverage do.
    return sys.version_info >= (3, 12) and any(map(sys.monitoring.get_tool, range(6)))


if __name__ == "__main__":
    main()
