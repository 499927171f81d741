"""Divides environments among jobs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hclpress.spec.shard import Shard

MOST = 256
"""Jobs of one matrix. GitHub's documentation, "Actions limits": a job matrix can generate 256 jobs per workflow run."""


class Job(Struct, frozen=True):
    """One job.

    Attributes:
        name: the environment's address, or that of its share if there are too many environments for a job each.
        environments: the addresses of its environments.
    """

    name: str
    environments: tuple[str, ...]


def jobs_for(addresses: Sequence[str], most: int = MOST) -> tuple[Job, ...]:
    """Return a job for each environment, or, if there are too many, the maximum number of jobs with equal shares."""
    if len(addresses) <= most:
        return tuple(Job(address, (address,)) for address in addresses)
    shards = (Shard(number, most) for number in range(1, most + 1))
    return tuple(Job(f"{shard.number} of {most}", shard.of(addresses)) for shard in shards)
