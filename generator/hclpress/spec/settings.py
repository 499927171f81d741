"""What everything a user writes in YAML has in common."""

from pydantic import BaseModel, ConfigDict

import hclpress.system.pydantic_plugins  # noqa: F401  (it is enough that it is imported)


class Settings(BaseModel):
    """Something a user writes in YAML: frozen, and strict about what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)
