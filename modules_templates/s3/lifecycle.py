"""Lifecycle rules: moves to cheaper storage, and deletion."""

from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Item, Settings

Days = Annotated[int, Field(ge=1, le=36500)]
RuleName = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,255}$")]
StorageClass = Literal["standard_ia", "intelligent_tiering", "onezone_ia", "glacier_ir", "glacier", "deep_archive"]


class Transition(Settings):
    """A move to cheaper storage."""

    days: Annotated[int, Field(ge=0, le=36500)]
    """Days after which objects move."""
    storage: StorageClass
    """The storage class they move to."""


class Rule(Item):
    """A rule for the objects under one prefix."""

    prefix: Annotated[str, Field(max_length=1024)] = ""
    """Prefix of the keys of these objects. Left out: all objects."""
    expire_days: Days | None = None
    """Days after which they are deleted; with versioning, they become an old version."""
    noncurrent_days: Days | None = None
    """Days that old versions are kept."""
    noncurrent_versions: Annotated[int, Field(ge=1, le=100)] | None = None
    """Number of old versions that are kept beyond those days."""
    transitions: tuple[Transition, ...] = ()
    """Moves to cheaper storage, in the order they happen."""
