"""The command `hclpress`, also as `python -m hclpress`.

The processes it starts to press import this module again, so it imports nothing at its top.
"""

from __future__ import annotations


def main() -> None:
    """Run the command in the arguments, and end the process."""
    import hclpress.system.garbage  # noqa: F401  (it is enough that it is imported, and that first)
    from hclpress.cli import app

    try:
        app()
    except SystemExit as ending:
        _end(ending.code)
        raise


def _end(code: object) -> None:
    """End without taking apart all that was made: the system takes it back at once, and Python piece by piece.

    Comes back, so that Python ends in its own way, where that has something to say: what is measured, or a stream that
    takes no more.
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
    """Whether somebody in this process measures or traces it, who writes down what he saw at its end."""
    import sys

    if sys.gettrace() or sys.getprofile():
        return True
    # From 3.12 on whoever watches may take one of six places here instead, as cProfile and coverage do.
    return sys.version_info >= (3, 12) and any(map(sys.monitoring.get_tool, range(6)))


if __name__ == "__main__":
    main()
