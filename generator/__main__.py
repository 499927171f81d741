"""The command `hclpress`, also as `python -m generator`.

The processes it starts to press import this module again, so it imports nothing at its top.
"""

from __future__ import annotations


def main() -> None:
    """Run the command in the arguments."""
    import gc

    import generator.rarely_collected  # noqa: F401  (it is enough that it is imported, and that first)
    from generator.cli import app

    try:
        app()
    finally:
        # The system takes back what is left. Python would look through all of it once more: a fifth of a short run.
        gc.freeze()


if __name__ == "__main__":
    main()
