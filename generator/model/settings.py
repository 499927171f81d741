"""What everything a user writes in YAML has in common."""

import os

# A plugin that somebody has installed must not change what a spec means; and looking for one takes its time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """Something a user writes in YAML: frozen, and strict about what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)
