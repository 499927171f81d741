"""The command `hclpress`, also as `python -m generator`.

The processes it starts to press import this module again, so it imports nothing at its top.
"""

from __future__ import annotations


def main() -> None:
    """Run the command in the arguments."""
    import gc

    # Nearly all that a command makes lives until it ends. To look through it every 700 objects is a fifth of its time;
    # this often, what is garbage and waits for it takes less than 100 MB.
    gc.set_threshold(1_000_000)
    from generator.cli import app

    try:
        app()
    finally:
        # The system takes back what is left. Python would look through all of it once more: a fifth of a short run.
        gc.freeze()


if __name__ == "__main__":
    main()
