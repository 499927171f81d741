"""The base class of all settings in specs."""

from pydantic import BaseModel, ConfigDict

import hclpress.system.pydantic_plugins  # noqa: F401  (it is enough that it is imported)


class Settings(BaseModel):
    """Settings in YAML: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)
