"""Settings of the module dynamodb."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import Item, ItemName, KeyReference, Module, Settings, text_or_mapping

AttributeName = Annotated[str, Field(min_length=1, max_length=255)]
IndexName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{3,255}$")]
Units = Annotated[int, Field(ge=1)]


def _text_or_list(value: object) -> str:
    return "list" if isinstance(value, (list, tuple)) else "text"


Projection = Annotated[
    Annotated[Literal["all", "keys_only"], Tag("text")]
    | Annotated[tuple[AttributeName, ...], Field(min_length=1), Tag("list")],
    Discriminator(_text_or_list),
]


class Capacity(Settings):
    """Capacity units that are paid for whether they are used or not."""

    read: Units
    """Read capacity units: strongly consistent reads of up to 4 KB a second."""
    write: Units
    """Write capacity units: writes of up to 1 KB a second."""


class Autoscale(Settings):
    """Capacity that follows its use."""

    min: Units
    """The fewest units of each kind."""
    max: Units
    """The most units of each kind."""
    target: Annotated[int, Field(ge=20, le=90)] = 70
    """Percent of the units that should be in use."""
    indexes: bool = True
    """Whether the global indexes are scaled by the same figures. While they are, Terraform makes no changes to them."""


class Provisioned(Capacity):
    """Capacity that is set, and may be scaled."""

    autoscale: Autoscale | None = None
    """Scaling by use, which starts at `read` and `write`. Left out: the capacity stays as it is set."""


class Index(Item):
    """A global secondary index: the items of the table under other keys."""

    hash_key: AttributeName
    """The attribute its items are spread by."""
    range_key: AttributeName | None = None
    """The attribute they are sorted by."""
    projection: Projection = "all"
    """Attributes it holds of each item: `all`, `keys_only`, or these beside the keys."""
    capacity: Capacity | None = None
    """Its own capacity units, on a provisioned table. Left out: those of the table."""


class LocalIndex(Item):
    """A local secondary index: the items under one hash key, sorted by another attribute."""

    range_key: AttributeName
    """The attribute they are sorted by."""
    projection: Projection = "all"
    """Attributes it holds of each item: `all`, `keys_only`, or these beside the keys."""


class Table(Item):
    """A table."""

    hash_key: AttributeName
    """The attribute items are spread by."""
    range_key: AttributeName | None = None
    """The attribute items with the same hash key are sorted by."""
    attributes: Mapping[AttributeName, Literal["S", "N", "B"]] = {}
    """The types of keys that are not text: `N` numbers, `B` bytes. The keys say which attributes there are."""
    billing: Annotated[
        Annotated[Literal["on_demand"], Tag("text")] | Annotated[Provisioned, Tag("mapping")],
        Discriminator(text_or_mapping),
    ] = "on_demand"
    """`on_demand`, paid by the request, or capacity units `{read, write}`, paid by the hour."""
    indexes: Mapping[IndexName, Index] = {}
    """Global secondary indexes by name."""
    local_indexes: Mapping[IndexName, LocalIndex] = {}
    """Local secondary indexes by name. They are made with the table; changing them later replaces it."""
    ttl: AttributeName | None = None
    """The attribute with the time, in seconds since 1970, after which DynamoDB deletes an item by itself."""
    ttl_enabled: bool = True
    """Whether the deletion by `ttl` is on. `false` switches it off; AWS leaves it on where `ttl` is only taken away."""
    point_in_time_recovery: bool = True
    """Whether the table can be restored to any second of the last 35 days."""
    stream: Literal["none", "keys_only", "new_image", "old_image", "new_and_old_images"] = "none"
    """Part of each change that the stream holds for functions to read."""
    key: Annotated[
        Annotated[Literal["aws"], Tag("aws")] | Annotated[KeyReference, Tag("own")],
        Discriminator(lambda value: "aws" if value == "aws" else "own"),
    ] = "aws"
    """Key that encrypts the table: `aws` for the one AWS keeps for the account, or an ARN, or
    `{from: instance.fact}`."""
    table_class: Literal["standard", "infrequent_access"] = "standard"
    """`infrequent_access` makes storage cheaper and requests dearer."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The attributes an item is found by."""
        return (self.hash_key,) if self.range_key is None else (self.hash_key, self.range_key)

    @property
    def key_types(self) -> Mapping[str, str]:
        """Every attribute that is a key of the table or of an index, by name, with its type."""
        found = [*self.keys]
        for index in self.indexes.values():
            found += [index.hash_key, *([index.range_key] if index.range_key else [])]
        found += [index.range_key for index in self.local_indexes.values()]
        return {name: self.attributes.get(name, "S") for name in sorted(set(found))}

    @property
    def autoscale(self) -> Autoscale | None:
        """The settings of the scaling by use; None without it."""
        return self.billing.autoscale if isinstance(self.billing, Provisioned) else None

    @property
    def scaled_indexes(self) -> tuple[str, ...]:
        """The global indexes whose capacity follows their use."""
        return tuple(self.indexes) if self.autoscale and self.autoscale.indexes else ()


class DynamodbSettings(Module):
    """Settings of one instance."""

    tables: Annotated[Mapping[ItemName, Table], Field(min_length=1)]
    """The tables by name."""
