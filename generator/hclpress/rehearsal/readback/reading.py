"""One fact read back from AWS, and all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct

from hclpress.rehearsal.aws_clients import Aws
from hclpress.terraform.json_value import text
from hclpress.terraform.plan_json import Plan, PlannedResource


class Reading(Struct, frozen=True):
    """A fact in the plan and in AWS.

    Attributes:
        address: the address of the resource.
        what: the fact, in a few words.
        wanted: the planned value.
        found: the value in AWS.
    """

    address: str
    what: str
    wanted: object
    found: object

    @property
    def holds(self) -> bool:
        """Whether both are equal."""
        return self.wanted == self.found


Reader: TypeAlias = Callable[[Plan, Aws], Iterator[Reading]]
"""A function that reads facts about all resources of a plan that it knows."""


def readers() -> tuple[Reader, ...]:
    """Return every public function `read_…` of this folder, in the order of their names."""
    package = importlib.import_module("hclpress.rehearsal.readback")
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(package.__path__):
        members = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        found |= {name: member for name, member in members.items() if name.startswith("read_")}
    return tuple(found[name] for name in sorted(found))


def region_of(resource: PlannedResource) -> str:
    """Return the region in a resource's ARN; us-east-1 if it has none, since AWS keeps global resources there."""
    parts = text(resource.values.get("arn")).split(":")
    return (parts[3] if len(parts) > 3 else "") or "us-east-1"
