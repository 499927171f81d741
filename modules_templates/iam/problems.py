"""Problems of the settings of iam."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    ATTACHED,
    Problem,
    Site,
    SpecPath,
    above_quota,
    foreign_policy_problems,
    nearest,
    use_problems,
)

from .settings import IamSettings, Role


def problems(settings: IamSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    if not (settings.providers or settings.policies or settings.roles):
        yield Problem((), "nothing-to-make", "There is nothing to make", "Name `providers`, `policies` or `roles`.")
    for index, provider in enumerate(settings.providers):
        holder = next((name for name in _others(site) if provider in _made_by(site, name)), None)
        if provider in settings.providers[:index]:
            yield Problem(("providers", index), "provider-twice", f"{provider} is listed twice", "Remove one of them.")
        elif holder is not None:
            # IAM API Reference, CreateOpenIDConnectProvider, EntityAlreadyExists.
            yield Problem(
                ("providers", index),
                "provider-of-another",
                f"{holder} makes the provider of {provider} already",
                "An account has one, and the roles here trust it without its being made here. Remove it.",
            )
    for name, policy in settings.policies.items():
        path: SpecPath = ("policies", name)
        yield from use_problems(policy.uses, site, (*path, "uses"))
        if not policy.uses and not policy.statements:
            yield Problem(
                path, "policy-of-nothing", "The policy permits nothing", "IAM wants a statement. Give it `statements`."
            )
    for name, role in settings.roles.items():
        yield from _role_problems(settings, role, site, ("roles", name))


def _others(site: Site) -> Iterator[str]:
    """The instances before this one."""
    for name in site.neighbours:
        if name == site.instance:
            return
        yield name


def _made_by(site: Site, name: str) -> tuple[str, ...]:
    other = site.neighbours[name]
    return other.providers if isinstance(other, IamSettings) else ()


def _role_problems(settings: IamSettings, role: Role, site: Site, path: SpecPath) -> Iterator[Problem]:
    yield from _trust_problems(role, (*path, "trust"))
    yield from use_problems(role.uses, site, (*path, "uses"))
    attached = len({*role.policies, *role.managed_policies})
    yield from above_quota(ATTACHED, attached, "managed policies of one role", (*path, "managed_policies"))
    for index, policy in enumerate(role.managed_policies):
        yield from foreign_policy_problems(policy, site, (*path, "managed_policies", index))
    named: list[tuple[SpecPath, str]] = [((*path, "policies", index), one) for index, one in enumerate(role.policies)]
    boundary: SpecPath = (*path, "permissions_boundary")
    if role.permissions_boundary is not None and not role.permissions_boundary.startswith("arn:"):
        named.append((boundary, role.permissions_boundary))
    else:
        yield from foreign_policy_problems(role.permissions_boundary, site, boundary)
    for place, name in named:
        if name not in settings.policies:
            guess = nearest(name, settings.policies)
            meant = f"Did you mean `{guess}`? " if guess else ""
            there = f"There is: {', '.join(settings.policies)}." if settings.policies else "There is none yet."
            yield Problem(place, "no-such-policy", f"There is no policy {name!r} here", f"{meant}{there}")


def _trust_problems(role: Role, path: SpecPath) -> Iterator[Problem]:
    trust = role.trust
    if trust.github is None and trust.gitlab is None and trust.accounts is None:
        yield Problem(
            path, "nobody-could-assume", "Nobody could assume the role", "Name `github`, `gitlab` or `accounts`."
        )
    if trust.github is not None and not trust.github.subjects:
        yield Problem(
            (*path, "github"),
            "anybody-could-assume",
            f"Every workflow of {trust.github.repository} could assume the role",
            "Also one that somebody adds on a branch of theirs. Name an `environment`, a `branch` or a `tag`.",
        )
    if trust.gitlab is not None and not trust.gitlab.subjects:
        yield Problem(
            (*path, "gitlab"),
            "anybody-could-assume",
            f"Every job of {trust.gitlab.project} could assume the role",
            "Also one that somebody adds on a branch of theirs. Name a `branch` or a `tag`.",
        )
    principals = trust.accounts.principals if trust.accounts else ()
    for index, one in enumerate(principals):
        place = (*path, "accounts", "principals", index)
        if one in principals[:index]:
            yield Problem(place, "principal-twice", f"{one} is listed twice", "Remove one of them.")
