"""One fact read back from AWS, and all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct

from hclpress.rehearsal.aws import Aws
from hclpress.terraform.json_value import text
from hclpress.terraform.plan import Plan, PlannedResource


class Reading(Struct, frozen=True):
    """What was wanted, and what AWS says.

    Attributes:
        address: of the resource it is about.
        what: the fact, in a few words.
        wanted: what the plan says.
        found: what AWS answers.
    """

    address: str
    what: str
    wanted: object
    found: object

    @property
    def holds(self) -> bool:
        """Whether both agree."""
        return self.wanted == self.found


Reader: TypeAlias = Callable[[Plan, Aws], Iterator[Reading]]
"""Asks AWS about every resource of a plan that it knows about."""


def readers() -> tuple[Reader, ...]:
    """Every public function `read_…` of this folder, in the order of their names."""
    package = importlib.import_module("hclpress.rehearsal.readings")
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(package.__path__):
        members = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        found |= {name: member for name, member in members.items() if name.startswith("read_")}
    return tuple(found[name] for name in sorted(found))


def region_of(resource: PlannedResource) -> str:
    """The region in a resource's ARN; us-east-1 for what has none, where AWS keeps what belongs to no region."""
    parts = text(resource.values.get("arn")).split(":")
    return (parts[3] if len(parts) > 3 else "") or "us-east-1"
