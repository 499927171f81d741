"""Waves: environments that others use come before their users, in plans and in applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hclpress.producers import ReadSpec, at_address, read_spec
from hclpress.spec.environment_file import EnvironmentFile


def waves(environments: Iterable[EnvironmentFile], read: ReadSpec = read_spec) -> Mapping[str, int]:
    """Return the wave of each environment by its address, from 1: it is behind those of all that it uses.

    Args:
        environments: the environments.
        read: a function that reads a spec.

    Raises:
        Diagnosed: when a spec cannot be merged. A circle of environments ends here where it began; it is reported when
            one of them is validated.
    """
    environments, known = tuple(environments), dict[str, int]()
    for where in environments:
        _wave(where, known, (), read)
    return {where.address: known[where.address] for where in environments}


def _wave(where: EnvironmentFile, known: dict[str, int], below: tuple[str, ...], read: ReadSpec) -> int:
    if where.address in below or not where.path.is_file():
        return 0
    if where.address not in known:
        around = (*below, where.address)
        before = [_wave(at_address(one, where), known, around, read) for one in read(where).uses]
        known[where.address] = 1 + max(before, default=0)
    return known[where.address]
