"""Which libraries there are, with their versions."""

from __future__ import annotations

import os
import sys


def installed_packages() -> dict[str, str]:
    """The folder of each library's metadata by its name, which has the version: `jinja2-3.1.6.dist-info`.

    Asking `importlib.metadata` takes longer than most of our runs.
    """
    return {
        name: place
        for place in filter(os.path.isdir, sys.path)
        for name in os.listdir(place)  # noqa: PTH208  (only names are wanted)
        if name.endswith(".dist-info")
    }
