"""Settings of the roles that functions run as."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import Item, LatinText, Settings, text_or_mapping


class Policy(Settings):
    """The policy that holds the statements of a role."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9+=,.@_-]+$", max_length=128)] = "use-resources"
    """Name of the policy: as it stands here for `inline`, by the naming pattern for `managed`."""
    kind: Literal["inline", "managed"] = "inline"
    """Whether it is part of the role, or a policy of its own that is attached to it."""
    description: Annotated[str, Field(max_length=1000)] = ""
    """Description of the policy; only a managed one has that. IAM keeps the first one."""


class SharedRole(Item):
    """One role for all functions of the instance."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9+=,.@_-]+$", max_length=64)] = "lambda"
    """Text that `{name}` in its name stands for."""
    description: Annotated[LatinText, Field(max_length=1000)] = ""
    """Description of the role."""
    policy: Policy = Policy()
    """The policy that holds its statements."""


class Shared(Settings):
    """The choice of one role for all functions."""

    shared: SharedRole
    """The role."""


RoleChoice = Annotated[
    Annotated[Literal["per_function"], Tag("text")] | Annotated[Shared, Tag("mapping")], Discriminator(text_or_mapping)
]
"""A role for each function, or one for all."""
