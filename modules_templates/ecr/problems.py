"""Problems of the settings of ecr."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Site, SpecPath, other_region_problems

from .settings import EcrSettings, Mirror, Repository
from .upstreams import registry_of


def problems(settings: EcrSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    if not settings.repositories and not settings.mirrors:
        yield Problem((), "nothing-to-make", "There is nothing to make", "Name `repositories`, `mirrors` or both.")
    for name, repository in settings.repositories.items():
        yield from _repository_problems(repository, site, ("repositories", name))
    taken: dict[str, str] = {}
    for name, mirror in settings.mirrors.items():
        path: SpecPath = ("mirrors", name)
        if name in settings.repositories:
            yield Problem(
                path,
                "name-twice",
                f"A repository is called {name} as well",
                "Their facts would have the same names. Rename one of them.",
            )
        # ECR API Reference, CreatePullThroughCacheRule: a registry has one rule for an upstream without a prefix.
        holder = taken.setdefault(mirror.upstream, name)
        if holder != name:
            yield Problem(
                (*path, "upstream"),
                "upstream-twice",
                f"{holder} mirrors {mirror.upstream} already",
                f"ECR takes one rule for a registry. Pull through {holder}, and remove this mirror.",
            )
        yield from _mirror_problems(mirror, site, path)


def _repository_problems(repository: Repository, site: Site, path: SpecPath) -> Iterator[Problem]:
    yield from other_region_problems(repository.key, site, (*path, "key"), "key")
    for pattern, expiry in repository.expire.items():
        told = [name for name in ("newest", "days") if getattr(expiry, name) is not None]
        if len(told) != 1:
            yield Problem(
                (*path, "expire", pattern),
                "expiry-unclear",
                f"Images with the tag {pattern} have {'two ends' if told else 'no end'}",
                "A rule of ECR counts images or days. Write just one of `newest` and `days`.",
            )
    for index, account in enumerate(repository.readers):
        if account == site.environment.account_id:
            detail = "IAM policies of the account itself permit its pulls: see `uses`. Remove it."
            yield Problem((*path, "readers", index), "own-reader", f"{account} is the account of the images", detail)
        elif account in repository.readers[:index]:
            yield Problem(
                (*path, "readers", index), "reader-twice", f"{account} is listed twice", "Remove one of them."
            )


def _mirror_problems(mirror: Mirror, site: Site, path: SpecPath) -> Iterator[Problem]:
    needs_login = registry_of(mirror.upstream).needs_login
    if needs_login and mirror.secret is None:
        yield Problem(
            path,
            "login-needed",
            f"ECR pulls from {mirror.upstream} with a login only",
            "Set `secret` to the ARN of a secret of Secrets Manager with the username and the access token. Its name "
            "begins with `ecr-pullthroughcache/`.",
        )
    elif not needs_login and mirror.secret is not None:
        yield Problem(
            (*path, "secret"),
            "login-not-taken",
            f"ECR pulls from {mirror.upstream} without a login",
            "ECR refuses a secret for this registry. Remove `secret`.",
        )
    yield from other_region_problems(mirror.secret, site, (*path, "secret"), "secret")
