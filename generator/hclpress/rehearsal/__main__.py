"""`python -m hclpress.rehearsal`: one rehearsal in a process of its own, controlled by `rehearse_side_by_side`.

Stdin brings the scene, and its end is the order to stop: then everything that was started is ended and everything that
was written is removed, as after a Ctrl-C. So nothing outlives the parent process, however that dies.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading

from hclpress.rehearsal.rehearse import rehearse


def main() -> int:
    """Rehearse; write to stdout the name of each step as it begins, and the outcome at the end."""
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    # A shell that starts us in the background makes us ignore SIGINT, which we use to stop.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    scene, terraform, mirror = pickle.load(commands)  # noqa: S301  (hclpress itself wrote it)

    def stop_when_abandoned() -> None:
        # Not through `commands`: on exit the interpreter waits for the lock of a file that is being read.
        while os.read(commands.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGINT)

    def tell(message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    threading.Thread(target=stop_when_abandoned, daemon=True).start()
    try:
        tell(rehearse(scene, terraform, mirror, tell))
    except (KeyboardInterrupt, BrokenPipeError):
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
