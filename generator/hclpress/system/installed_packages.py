"""The installed libraries with their versions."""

from __future__ import annotations

import os
import sys


def installed_packages() -> dict[str, str]:
    """Return the metadata folder of each library, whose name has the version (`jinja2-3.1.6.dist-info`), by its name.

    `importlib.metadata` takes longer than most runs.
    """
    return {
        name: place
        for place in filter(os.path.isdir, sys.path)
        for name in os.listdir(place)  # noqa: PTH208  (only names are wanted)
        if name.endswith(".dist-info")
    }
