"""The command `hclpress`, also as `python -m generator`.

The processes it starts to press import this module again, so it imports nothing at its top.
"""

from __future__ import annotations


def main() -> None:
    """Run the command in the arguments."""
    import gc

    # Nearly all that a command makes lives until it ends. To look through it every 700 objects is a fifth of its time.
    gc.set_threshold(100_000)
    from generator.cli import app

    app()


if __name__ == "__main__":
    main()
