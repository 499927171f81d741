"""The file that tells Git, and what shows its repositories, that the output is generated."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from hclpress.output.transaction import replace_file

ATTRIBUTES = ".gitattributes"
ATTRIBUTES_TEXT = b"""\
# Written by hclpress once, and yours from then on. Reviews fold up generated files, and every checkout has the bytes
# that the manifests list.
* linguist-generated text eol=lf
*.zip binary
"""


def mark_as_generated(out: Path) -> None:
    """Write the file where there is none. It belongs to no environment and to no manifest. The caller holds the lock.

    If the system refuses, there is none: the environments are written by then, and the next render tries again.
    """
    file = out / ATTRIBUTES
    if not os.path.lexists(file):
        with contextlib.suppress(OSError):
            replace_file(out, file, ATTRIBUTES_TEXT)
