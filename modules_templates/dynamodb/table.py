"""A table: its keys, its indexes, its capacity, and what of it DynamoDB would refuse."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import KeyReference, text_or_mapping
from hclpress.source.document import SpecPath
from hclpress.spec.fields import arn_region
from hclpress.spec.settings import Settings

# DynamoDB Developer Guide, "Service, account, and table quotas": per table; the first can be raised, the others not.
MOST_INDEXES, MOST_LOCAL_INDEXES, MOST_PROJECTED = 20, 5, 100

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
    """How it follows its use; `read` and `write` are where it begins. Left out: it stays as it is set."""


class Index(Item):
    """A global secondary index: the table once more, under other keys."""

    hash_key: AttributeName
    """The attribute its items are spread by."""
    range_key: AttributeName | None = None
    """The attribute they are sorted by."""
    projection: Projection = "all"
    """What it holds of each item: `all`, `keys_only`, or these attributes beside the keys."""
    capacity: Capacity | None = None
    """Its own capacity units, on a provisioned table. Left out: those of the table."""


class LocalIndex(Item):
    """A local secondary index: the items under one hash key, sorted by another attribute."""

    range_key: AttributeName
    """The attribute they are sorted by."""
    projection: Projection = "all"
    """What it holds of each item: `all`, `keys_only`, or these attributes beside the keys."""


class Table(Item):
    """A table."""

    hash_key: AttributeName
    """The attribute items are spread by."""
    range_key: AttributeName | None = None
    """The attribute items with the same hash key are sorted by."""
    attributes: Mapping[AttributeName, Literal["S", "N", "B"]] = {}
    """The types of keys that are not text: `N` numbers, `B` bytes. Which attributes there are follows from the keys."""
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
    """`false` switches the deletion by `ttl` off again; only taking `ttl` away would leave it on."""
    point_in_time_recovery: bool = True
    """Whether the table can be restored to any second of the last 35 days."""
    stream: Literal["none", "keys_only", "new_image", "old_image", "new_and_old_images"] = "none"
    """What is told of each change, for functions to read."""
    key: Annotated[
        Annotated[Literal["aws"], Tag("aws")] | Annotated[KeyReference, Tag("own")],
        Discriminator(lambda value: "aws" if value == "aws" else "own"),
    ] = "aws"
    """What encrypts it: the key AWS keeps for the account, or one of your own by ARN or `{from: instance.fact}`."""
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
        """How its capacity follows its use."""
        return self.billing.autoscale if isinstance(self.billing, Provisioned) else None

    @property
    def scaled_indexes(self) -> tuple[str, ...]:
        """The global indexes whose capacity follows their use."""
        return tuple(self.indexes) if self.autoscale and self.autoscale.indexes else ()


def table_problems(table: Table, region: str, path: SpecPath) -> Iterator[Problem]:
    """What DynamoDB would refuse, and what would not work though it is taken.

    Args:
        table: the table.
        region: where it lies.
        path: where it stands in the spec.
    """
    yield from _key_problems(table, path)
    yield from _index_problems(table, path)
    yield from _local_index_problems(table, path)
    yield from _projection_problems(table, path)
    scaling = table.autoscale
    if scaling is not None and scaling.min > scaling.max:
        yield Problem(
            (*path, "billing", "autoscale", "min"),
            "scaling-range",
            "The least capacity is more than the greatest",
            f"`min` is {scaling.min} and `max` is {scaling.max}. Swap them.",
        )
    if isinstance(table.key, str) and table.key != "aws" and arn_region(table.key) != region:
        yield Problem(
            (*path, "key"),
            "key-of-another-region",
            f"The key lies in {arn_region(table.key)}",
            f"The table lies in {region} and can use only keys from there.",
        )


def _key_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    for name in table.attributes:
        if name not in table.key_types:
            yield Problem(
                (*path, "attributes", name),
                "attribute-of-no-key",
                f"`{name}` is no key of the table or of an index",
                f"DynamoDB takes types of keys only, which are {', '.join(table.key_types)}; all other attributes are "
                "simply written. Take it away, or make an index over it.",
            )
    if table.range_key == table.hash_key:
        yield _same_key_twice((*path, "range_key"), table.hash_key)
    if table.ttl is not None and table.ttl in table.keys:
        yield Problem(
            (*path, "ttl"),
            "ttl-is-a-key",
            f"`{table.ttl}` is a key of the table",
            "An item's keys never change, so its time could never be moved. Keep the time in an attribute of its own.",
        )
    elif table.ttl is not None and table.key_types.get(table.ttl, "N") != "N":
        yield Problem(
            (*path, "ttl"),
            "ttl-is-no-number",
            f"`{table.ttl}` is not a number",
            f"DynamoDB deletes by numbers only: seconds since 1970. Say `attributes: {{{table.ttl}: N}}`.",
        )
    if not table.ttl_enabled and table.ttl is None:
        yield Problem(
            (*path, "ttl_enabled"),
            "ttl-unknown",
            "Which attribute's deletion is switched off?",
            "AWS wants to be told. Name it with `ttl:`, or take this line away.",
        )


def _index_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    if len(table.indexes) > MOST_INDEXES:
        yield Problem(
            (*path, "indexes"),
            "too-many-indexes",
            f"{len(table.indexes)} global indexes are too many",
            f"DynamoDB takes {MOST_INDEXES} on a table.",
        )
    for name, index in table.indexes.items():
        place = (*path, "indexes", name)
        if index.range_key == index.hash_key:
            yield _same_key_twice((*place, "range_key"), index.hash_key)
        if index.capacity is not None and not isinstance(table.billing, Provisioned):
            yield Problem(
                (*place, "capacity"),
                "capacity-on-demand",
                "The table is paid by the request",
                "Its indexes are too. Take `capacity` away, or give the table `billing: {read: …, write: …}`.",
            )


def _local_index_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    if len(table.local_indexes) > MOST_LOCAL_INDEXES:
        yield Problem(
            (*path, "local_indexes"),
            "too-many-local-indexes",
            f"{len(table.local_indexes)} local indexes are too many",
            f"DynamoDB takes {MOST_LOCAL_INDEXES} on a table. Global ones, under `indexes:`, can do the same.",
        )
    if table.local_indexes and table.range_key is None:
        yield Problem(
            (*path, "local_indexes"),
            "local-index-without-range-key",
            "The table has no range key",
            "A local index sorts anew what a range key has sorted; without one, DynamoDB refuses it. Give the table a "
            "`range_key`, or make it a global index under `indexes:`.",
        )
    for name, index in table.local_indexes.items():
        place = (*path, "local_indexes", name)
        if index.range_key == table.hash_key:
            yield _same_key_twice((*place, "range_key"), table.hash_key)
        elif index.range_key == table.range_key:
            yield Problem(
                (*place, "range_key"),
                "index-like-the-table",
                "The index sorts as the table does",
                f"Both sort by `{index.range_key}`, so it would cost and answer nothing new. Sort by another.",
            )
        if name in table.indexes:
            yield Problem(
                place,
                "index-twice",
                f"Two indexes are called {name}",
                "Names of global and local indexes share one table. Rename one of them.",
            )


def _projection_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    projected = 0
    indexes: list[tuple[SpecPath, Projection, tuple[str | None, ...]]] = [
        ((*path, "indexes", name), index.projection, (index.hash_key, index.range_key))
        for name, index in table.indexes.items()
    ]
    indexes += [
        ((*path, "local_indexes", name), local.projection, (local.range_key,))
        for name, local in table.local_indexes.items()
    ]
    for place, projection, keys in indexes:
        if isinstance(projection, str):
            continue
        projected += len(projection)
        for position, attribute in enumerate(projection):
            if attribute in (*table.keys, *keys):
                yield Problem(
                    (*place, "projection", position),
                    "projection-of-a-key",
                    f"`{attribute}` is a key",
                    "Keys of the table and of the index are in every index, and DynamoDB refuses to be told so. Take "
                    "it away.",
                )
            elif attribute in projection[:position]:
                yield Problem(
                    (*place, "projection", position),
                    "projection-twice",
                    f"`{attribute}` stands here twice",
                    "Take one of them away.",
                )
    if projected > MOST_PROJECTED:
        yield Problem(
            path,
            "too-many-projected",
            f"The indexes name {projected} attributes",
            f"DynamoDB takes {MOST_PROJECTED} over all indexes of a table. Use `projection: all` for some of them.",
        )


def _same_key_twice(place: SpecPath, name: str) -> Problem:
    return Problem(
        place,
        "same-key-twice",
        f"`{name}` is the hash key already",
        "DynamoDB wants two different attributes. Sort by another, or by none.",
    )
