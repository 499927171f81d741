"""Waves: environments that others use come before their users, in plans and in applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hclpress.producers import at_address
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.inherit import inherit
from hclpress.stages.load import load
from hclpress.validation.shared_instances import addresses_used


def waves(environments: Iterable[EnvironmentFile]) -> Mapping[str, int]:
    """Return the wave of each environment by its address, from 1: it is behind those of all that it uses.

    Args:
        environments: the environments.

    Raises:
        Diagnosed: when a spec cannot be merged. A circle of environments ends here where it began; it is reported when
            one of them is validated.
    """
    environments, known = tuple(environments), dict[str, int]()
    for where in environments:
        _wave(where, known, ())
    return {where.address: known[where.address] for where in environments}


def _wave(where: EnvironmentFile, known: dict[str, int], below: tuple[str, ...]) -> int:
    if where.address in below or not where.path.is_file():
        return 0
    if where.address not in known:
        used = addresses_used(inherit(load(where.path, where.extends)))
        before = [_wave(at_address(one, where), known, (*below, where.address)) for one in dict.fromkeys(used)]
        known[where.address] = 1 + max(before, default=0)
    return known[where.address]
