"""Values that the templates of iam see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Condition,
    ItemView,
    Name,
    Site,
    Statement,
    item_views,
    merged_statements,
    own_statements,
    policy_attachments,
    use_statements,
)

from .settings import IamSettings, Policy, Role
from .trust import AccountTrust


class ProviderView(Struct, frozen=True):
    """An identity provider; `audience` is the one that its tokens are for."""

    label: str
    url: str
    audience: str


class Caller(Struct, frozen=True):
    """A statement of a trust policy.

    Attributes:
        sid: its id.
        action: the action by which they assume the role.
        kind: the kind of principals.
        identifiers: the principals.
        conditions: the conditions.
    """

    sid: str
    action: str
    kind: str
    identifiers: tuple[Expr, ...]
    conditions: tuple[Condition, ...]


class RoleView(ItemView[Role], frozen=True):
    """One role."""

    seconds: int
    boundary: str | Expr | None
    callers: tuple[Caller, ...]
    permissions: tuple[Statement, ...]
    attached: tuple[tuple[str, Expr | str], ...]


class PolicyView(ItemView[Policy], frozen=True):
    """One policy."""

    permissions: tuple[Statement, ...]


class View(Struct, frozen=True):
    """Values derived from the settings."""

    made_providers: tuple[ProviderView, ...]
    made_policies: tuple[PolicyView, ...]
    made_roles: tuple[RoleView, ...]


def view_of(settings: IamSettings, names: Mapping[str, Name], site: Site) -> View:
    """The view of an instance."""
    return View(
        made_providers=tuple(
            ProviderView(one, f"https://{settings.host_of(one)}", audience_of(one, settings))
            for one in sorted(settings.providers)
        ),
        made_policies=tuple(
            PolicyView(one.key, one.settings, one.names, permissions=_permissions(one.settings, site))
            for one in item_views(settings.policies, "policies", names)
        ),
        made_roles=tuple(_role(one, settings, site) for one in item_views(settings.roles, "roles", names)),
    )


def audience_of(provider: str, settings: IamSettings) -> str:
    """Return the audience of the tokens: the one that GitHub's action asks for, and GitLab's own host."""
    return "sts.amazonaws.com" if provider == "github" else f"https://{settings.gitlab_host}"


def _permissions(of: Role | Policy, site: Site) -> tuple[Statement, ...]:
    return (*merged_statements(use_statements(of.uses, site)), *own_statements(of.statements))


def _role(item: ItemView[Role], settings: IamSettings, site: Site) -> RoleView:
    role = item.settings
    boundary = role.permissions_boundary
    own = ((identifier(name), Expr(f"aws_iam_policy.{identifier(name)}.arn")) for name in dict.fromkeys(role.policies))
    return RoleView(
        item.key,
        role,
        item.names,
        seconds=role.hours * 3600,
        boundary=_boundary(boundary) if boundary else None,
        callers=tuple(_callers(role, settings, site)),
        permissions=_permissions(role, site),
        attached=(*own, *policy_attachments(role.managed_policies, site.region)),
    )


def _boundary(named: str) -> str | Expr:
    return named if named.startswith("arn:") else Expr(f"aws_iam_policy.{identifier(named)}.arn")


def _callers(role: Role, settings: IamSettings, site: Site) -> Iterator[Caller]:
    subjects = {"github": role.trust.github, "gitlab": role.trust.gitlab}
    for provider, trust in subjects.items():
        if trust is not None:
            yield _tokens(provider, trust.subjects, settings, site)
    if role.trust.accounts is not None:
        yield _accounts(role.trust.accounts, site)


def _tokens(provider: str, subjects: tuple[str, ...], settings: IamSettings, site: Site) -> Caller:
    host = settings.host_of(provider)
    made = Expr(f"aws_iam_openid_connect_provider.{provider}.arn")
    there = Expr(f'"arn:{partition_of(site.region)}:iam::{site.account}:oidc-provider/{host}"')
    test = "StringLike" if any("*" in one for one in subjects) else "StringEquals"
    return Caller(
        "LetGitHub" if provider == "github" else "LetGitLab",
        "sts:AssumeRoleWithWebIdentity",
        "Federated",
        (made if provider in settings.providers else there,),
        (
            Condition("StringEquals", f"{host}:aud", (encode(audience_of(provider, settings)),)),
            Condition(test, f"{host}:sub", tuple(map(encode, subjects))),
        ),
    )


def _accounts(trust: AccountTrust, site: Site) -> Caller:
    partition = partition_of(site.region)
    principals = (one if one.startswith("arn:") else f"arn:{partition}:iam::{one}:root" for one in trust.principals)
    conditions = []
    if trust.external_id is not None:
        conditions.append(Condition("StringEquals", "sts:ExternalId", (encode(trust.external_id),)))
    if trust.mfa:
        conditions.append(Condition("Bool", "aws:MultiFactorAuthPresent", (encode("true"),)))
    return Caller("LetAccounts", "sts:AssumeRole", "AWS", tuple(map(encode, principals)), tuple(conditions))
