"""Settings of the size of a cluster: its capacity, and its instances with their classes and zones."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from hclpress.module import Item, Settings, Zone

InstanceClass = Annotated[str, Field(pattern=r"^db\.[a-z0-9-]+(\.[a-z0-9-]+)?$")]
Units = Annotated[float, Field(multiple_of=0.5)]

# Aurora User Guide, "Aurora Serverless v2 capacity": up to 256 units, 128 in older releases.
LARGEST, LARGEST_ONCE = 256, 128


class Capacity(Settings):
    """Bounds in capacity units (of about 2 GiB each) between which every serverless instance scales by itself."""

    min: Annotated[Units, Field(ge=0, le=LARGEST)]
    """Units without load, in steps of 0.5. With 0 an idle instance pauses and costs nothing; the next connection waits
    about 15 seconds for it."""
    max: Annotated[Units, Field(ge=1, le=LARGEST)]
    """Units under full load, in steps of 0.5."""
    pause_after_seconds: Annotated[int, Field(ge=300, le=86400)] | None = None
    """Seconds without a connection after which an instance pauses, when `min` is 0. Left out: AWS's own 300."""


class Instance(Item):
    """One instance of the cluster. AWS makes the first that is ready the writer; the others are readers."""

    instance_class: Annotated[InstanceClass | None, Field(alias="class")] = None
    """Class of the instance, such as `db.r8g.large`. Left out: the cluster's."""
    zone: Zone | None = None
    """Availability zone of the instance. Left out: the zones of the subnets in turn, and the instance stays where it
    was made. Another zone here makes it anew."""
    promotion_tier: Annotated[int, Field(ge=0, le=15)] | None = None
    """Place among the readers that take over from a lost writer: the lowest number first. Left out: AWS's own 1."""


def whole(units: float) -> int | float:
    """Units as people write them: 1 rather than 1.0."""
    return int(units) if units == int(units) else units


def placed(instances: Mapping[str, Instance], zones: tuple[str, ...]) -> dict[str, str]:
    """The zone of each instance: its own, or the zones in turn, by their names and those of the instances."""
    in_turn = sorted(instances, key=lambda name: (len(name), name))
    return {name: one.zone or zones[in_turn.index(name) % len(zones)] for name, one in instances.items()}
