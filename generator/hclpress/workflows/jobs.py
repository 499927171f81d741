"""Divides environments among jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from hclpress.spec.shard import Shard

MOST = 256
"""Jobs of one matrix. GitHub's documentation, "Actions limits": a job matrix can generate 256 jobs per workflow run."""
Roles = tuple[str | None, str | None]
"""The ARNs of the roles that plan and that apply; None for the default of the workflow."""
_NO_ROLES: Roles = (None, None)


class Job(Struct, frozen=True):
    """One job.

    Attributes:
        name: the environment's address, or that of its share if there are too many environments for a job each.
        environments: the addresses of its environments.
        plan_role: ARN of the role that it plans with.
        apply_role: ARN of the role that it applies with.
        wave: the wave of its environments, from 1.
    """

    name: str
    environments: tuple[str, ...]
    plan_role: str | None = None
    apply_role: str | None = None
    wave: int = 1


def jobs_for(addresses: Sequence[str], roles: Mapping[str, Roles] | None = None, most: int = MOST) -> tuple[Job, ...]:
    """Return a job for each environment, or, if there are too many, at most the maximum number of jobs with shares.

    Args:
        addresses: the environments.
        roles: the roles of each; the environments of one job have the same roles.
        most: the maximum number of jobs.
    """
    given = roles or {}
    if len(addresses) <= most:
        return tuple(Job(address, (address,), *given.get(address, _NO_ROLES)) for address in addresses)
    groups: dict[Roles, list[str]] = {}
    for address in addresses:
        groups.setdefault(given.get(address, _NO_ROLES), []).append(address)
    shares = tuple(_shares(groups, len(addresses), most))
    return tuple(
        Job(f"{number} of {len(shares)}", share, *of_share) for number, (share, of_share) in enumerate(shares, start=1)
    )


def _shares(groups: Mapping[Roles, list[str]], total: int, most: int) -> Iterator[tuple[tuple[str, ...], Roles]]:
    """The shares of each group, as many as its part of all environments, and one at least."""
    spare = most - len(groups)
    for roles, addresses in groups.items():
        count = min(len(addresses), 1 + spare * len(addresses) // total)
        for number in range(1, count + 1):
            yield Shard(number, count).of(addresses), roles
