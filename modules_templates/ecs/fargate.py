"""Sizes of Fargate tasks, and the shares of Fargate and Fargate Spot."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Settings

Cpu = Literal[256, 512, 1024, 2048, 4096, 8192, 16384]

# Amazon ECS Developer Guide, "Task size" for Fargate: CPU units → MiB of memory.
_MEMORY: Mapping[Cpu, tuple[int, ...]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1024, 4096 + 1, 1024)),
    1024: tuple(range(2048, 8192 + 1, 1024)),
    2048: tuple(range(4096, 16384 + 1, 1024)),
    4096: tuple(range(8192, 30720 + 1, 1024)),
    8192: tuple(range(16384, 61440 + 1, 4096)),
    16384: tuple(range(32768, 122880 + 1, 8192)),
}

Weight = Annotated[int, Field(ge=0, le=1000)]


class Capacity(Settings):
    """Shares of the tasks on Fargate and on Fargate Spot."""

    fargate: Weight = 1
    """Share of the tasks on Fargate, relative to `spot`."""
    spot: Weight = 0
    """Share of the tasks on Fargate Spot: up to 70 % cheaper, and stopped with two minutes' notice when AWS needs the
    room."""
    base: Annotated[int, Field(ge=0, le=100_000)] = 0
    """Tasks that run on Fargate before the shares count."""

    @property
    def providers(self) -> tuple[tuple[str, int, int], ...]:
        """(capacity provider, weight, base) of each provider that gets tasks."""
        fargate = ("FARGATE", self.fargate, self.base)
        spot = ("FARGATE_SPOT", self.spot, 0)
        return tuple(one for one in (fargate, spot) if one[1] or one[2])

    @property
    def is_weightless(self) -> bool:
        """Whether no provider has a share, which AWS refuses even where tasks run before the shares count."""
        return not self.fargate and not self.spot


def fits(cpu: Cpu, memory: int) -> bool:
    """Whether Fargate has a size with `cpu` units and `memory` MiB."""
    return memory in _MEMORY[cpu]


def memory_values(cpu: Cpu) -> str:
    """The sizes of memory that Fargate has for `cpu` units, for people, in MiB."""
    values = _MEMORY[cpu]
    if len(values) <= len(_MEMORY[1024]):
        return ", ".join(map(str, values))
    return f"{values[0]} to {values[-1]} in steps of {values[1] - values[0]}"
