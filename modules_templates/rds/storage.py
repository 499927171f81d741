"""Storage of an instance: its size, its speed, and what AWS refuses of them."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Problem, Settings

# Amazon RDS User Guide, "Amazon RDS DB instance storage": sizes and speeds of PostgreSQL, MySQL and MariaDB.
_LARGEST = 65_536
_LEAST_OF_IO = 100
_STRIPED = 400
"""GiB from which gp3 spreads over four volumes, and takes a speed of one's own."""
_SPEEDS = {"gp3": (12_000, 64_000), "io1": (1_000, 256_000), "io2": (1_000, 256_000)}
_RATIOS = {"gp3": 500, "io1": 50, "io2": 1_000}
"""The most IOPS for each GiB."""
_GROWTH = 1.1
"""Amazon RDS User Guide, "Managing capacity automatically with storage autoscaling": the bound is a tenth above."""


class Storage(Settings):
    """Storage of an instance."""

    gib: Annotated[int, Field(ge=20, le=_LARGEST)] = 20
    """Size in GiB."""
    most_gib: Annotated[int, Field(ge=22, le=_LARGEST)] | None = None
    """Size up to which AWS lets it grow when it is nearly full. Left out: it does not grow."""
    type: Literal["gp2", "gp3", "io1", "io2"] = "gp3"
    """Kind of volume: `gp3` for nearly everything, `io2` for a speed that is promised."""
    iops: Annotated[int, Field(ge=1_000, le=256_000)] | None = None
    """Operations each second. `gp3` takes them from 400 GiB on, and has 3,000 or more by itself."""
    throughput: Annotated[int, Field(ge=500, le=4_000)] | None = None
    """MiB each second, of `gp3` from 400 GiB on."""


def storage_problems(storage: Storage) -> Iterator[Problem]:
    """Report storage that AWS refuses."""
    kind, size = storage.type, storage.gib
    if storage.most_gib is not None and storage.most_gib < size * _GROWTH:
        yield Problem(
            ("storage", "most_gib"),
            "most-below-least",
            f"{storage.most_gib} GiB leave no room to grow",
            f"AWS takes a bound of {int(-(-size * 11 // 10))} GiB or more above {size}. Raise it, or remove the line.",
        )
    if kind in ("io1", "io2"):
        if size < _LEAST_OF_IO:
            yield Problem(
                ("storage", "gib"),
                "storage-too-small",
                f"{kind} begins at {_LEAST_OF_IO} GiB",
                f"{size} GiB are too few. Raise `gib`, or take `gp3`.",
            )
        if storage.iops is None:
            yield Problem(
                ("storage", "type"),
                "speed-missing",
                f"{kind} promises a speed, and none is told",
                "Add `iops`, or take `gp3`.",
            )
    elif storage.iops is not None and (kind == "gp2" or size < _STRIPED):
        yield _without_speed("iops", kind)
    if storage.throughput is not None and (kind != "gp3" or size < _STRIPED):
        yield _without_speed("throughput", kind)
    if storage.iops is not None and kind in _SPEEDS and (kind != "gp3" or size >= _STRIPED):
        least, most = _SPEEDS[kind][0], min(_SPEEDS[kind][1], size * _RATIOS[kind])
        if not least <= storage.iops <= most:
            yield Problem(
                ("storage", "iops"),
                "speed-out-of-bounds",
                f"{kind} of {size} GiB has no {storage.iops:,} operations each second",
                f"It has {least:,} to {most:,}. Choose a number between, or another size.",
            )


def _without_speed(field: str, kind: str) -> Problem:
    return Problem(
        ("storage", field),
        "speed-not-for-storage",
        f"This {kind} storage takes no `{field}`",
        f"gp3 takes it from {_STRIPED} GiB on, and has 3,000 operations and 125 MiB each second by itself below. "
        f"Remove the line, or set `type: gp3` and `gib: {_STRIPED}` or more.",
    )
