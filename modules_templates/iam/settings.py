"""Settings of the module iam."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    HostName,
    Item,
    ItemName,
    LatinText,
    ManagedPolicy,
    Module,
    OwnStatement,
    PermissionsBoundary,
    UseEntry,
)

from .trust import Trust

Boundary = Annotated[
    Annotated[PermissionsBoundary, Tag("arn")] | Annotated[ItemName, Tag("own")],
    Discriminator(lambda value: "arn" if str(value).startswith("arn:") else "own"),
]


class Policy(Item):
    """A managed policy."""

    # IAM API Reference, CreatePolicy, Description.
    description: Annotated[LatinText, Field(max_length=1000)] = ""
    """Description of the policy, shown in the console. IAM cannot change it."""
    uses: tuple[UseEntry, ...] = ()
    """Instances whose use it permits."""
    statements: tuple[OwnStatement, ...] = ()
    """Permissions that `uses` cannot state, as IAM has them."""


class Role(Item):
    """A role."""

    trust: Trust
    """Callers that may assume it."""
    description: Annotated[LatinText, Field(max_length=1000)] = ""
    """Description of the role, shown in the console."""
    # IAM API Reference, CreateRole, MaxSessionDuration: 3,600 to 43,200 seconds.
    hours: Annotated[int, Field(ge=1, le=12)] = 1
    """Hours for which a session may last at most."""
    uses: tuple[UseEntry, ...] = ()
    """Instances that it may use."""
    statements: tuple[OwnStatement, ...] = ()
    """Permissions that `uses` cannot state, as IAM has them."""
    policies: tuple[ItemName, ...] = ()
    """Policies of this instance that are attached to it."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """Other managed policies that are attached to it: names of AWS's, or ARNs."""
    permissions_boundary: Boundary | None = None
    """Policy that bounds its permissions: an ARN, or the name of one of `policies`."""


class IamSettings(Module):
    """Settings of one instance."""

    providers: tuple[Literal["github", "gitlab"], ...] = ()
    """Identity providers that are made here. An account has one of each, which all of its roles may trust."""
    gitlab_host: HostName = "gitlab.com"
    """Host of GitLab, which the tokens of its jobs name."""
    policies: Mapping[ItemName, Policy] = {}
    """Managed policies by name."""
    roles: Mapping[ItemName, Role] = {}
    """Roles by name."""

    def host_of(self, provider: str) -> str:
        """Return the host of a provider, with the path of its issuer."""
        return "token.actions.githubusercontent.com" if provider == "github" else self.gitlab_host
