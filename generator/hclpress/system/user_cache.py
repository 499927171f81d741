"""Where the user's programs keep what they can make again."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache(*names: str) -> Path:
    """A folder of ours for what can be made again, which nobody but the user may look into; made when it is not there.

    Raises:
        OSError: when it cannot be made.
    """
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = home.joinpath("hclpress", *names)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
