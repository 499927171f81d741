"""Consequences: the effect of each edit of a resource's arguments, as hashicorp/aws 5.100 plans it.

The table is derived from the provider itself (`generator/provider_tables/consequences.py`): for each argument and
nested block of each type it planned three edits, over rendered configurations and over made-up ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path

from msgspec import Struct

from hclpress.aws.packed_entries import PackedEntries

TABLE = Path(__file__).with_name("consequences.entries")
ANY = "*"
"""The key of the attributes that every update changes."""


KNOWN_OF_6: Mapping[str, str] = {"region": "rrr"}
"""Arguments that 6.x has on nearly every resource and 5.100 does not, with the letters that its documentation tells.

Source: hashicorp/aws, "Enhanced Region Support": another `region` means another resource. The upgrade guide of 6.0
names no argument of 5.100 whose change has another consequence.
"""


DROPPED_BESIDE: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    "aws_dynamodb_table": {"ttl.attribute_name": ("ttl.enabled", False)}
}
"""By type and argument, another argument with the value beside which the provider plans no change of the first."""

KEPT_BESIDE: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    "aws_ecs_service": {"capacity_provider_strategy": ("force_new_deployment", True)}
}
"""By type and block, another argument with the value beside which an edit of such blocks is an update in place, as long
as there is one before and afterwards; any other edit of them replaces the resource.

Source: hashicorp/aws, aws_ecs_service, "capacity_provider_strategy", and its plans in `tests/day_two/courses`.
"""


LAST_KEPT: Mapping[str, frozenset[str]] = {"aws_secretsmanager_secret": frozenset({"replica"})}
"""By type, the blocks of which the provider keeps what is there when the configuration has none any more.

Source: the plans of hashicorp/aws 5.100, over which one block of several goes in place and the last one stays.
"""


class Edit(Enum):
    """A kind of edit. The value is its position in the table's letters."""

    CHANGED = 0
    SET = 1
    """The argument or block was not there before; or the list has one more block."""
    UNSET = 2


class Consequence(StrEnum):
    """The effect of an edit. The values are the letters of the table."""

    REPLACED = "r"
    UPDATED = "u"
    NOTHING = "n"
    """The provider plans no change."""
    REFUSED = "e"
    """The provider ends the plan with an error, if this is the only edit."""
    UNKNOWN = "x"
    """The provider crashed on made-up values."""
    SOMETIMES = "s"
    """Replaced or updated in place, as the values decide."""
    NEVER = "-"
    """There is no such edit: a required argument cannot be unset."""


class TypeConsequences(Struct, frozen=True):
    """The consequences of the edits of one type.

    Attributes:
        edits: by the path of an argument or block, such as `ttl.enabled`, the letters of its three edits; those that
            are always updates in place are left out.
        recomputed: the computed attributes that Terraform does not know until an update is applied: under `ANY` those
            that every update changes, and by the path of an argument those that its edits change.
    """

    edits: Mapping[str, str]
    recomputed: Mapping[str, tuple[str, ...]]

    def of(self, path: str, edit: Edit) -> Consequence:
        """Return the consequence of an edit; of an argument below observed blocks, that of the block."""
        letters = self.edits.get(path) or KNOWN_OF_6.get(path)
        return Consequence.UPDATED if letters is None else Consequence(letters[edit.value])

    def recomputed_by(self, path: str) -> frozenset[str]:
        """Return the computed attributes that an update of one argument changes."""
        return frozenset((*self.recomputed.get(ANY, ()), *self.recomputed.get(path, ())))


@cache
def _table() -> PackedEntries[TypeConsequences]:
    return PackedEntries.open(TABLE, TypeConsequences)


def consequences_of(kind: str) -> TypeConsequences | None:
    """Return the consequences of the edits of a Terraform type; None if hclpress does not know it."""
    return _table().find(kind)
