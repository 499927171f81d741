"""The cache folder of the user."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache(*names: str) -> Path:
    """Return a folder in the user's cache, readable by the user alone; make it if it is missing.

    Raises:
        OSError: when it cannot be made.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home.joinpath("hclpress", *names)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
