"""Problems of the settings of dynamodb."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Quota, Site, SpecPath, above_quota, arn_region

from .settings import DynamodbSettings, Projection, Provisioned, Table

# DynamoDB Developer Guide, "Service, account, and table quotas": per table, and they cannot be raised.
MOST_LOCAL_INDEXES, MOST_PROJECTED = 5, 100
# DynamoDB API Reference, Projection, NonKeyAttributes: per index.
MOST_PROJECTED_ONCE = 20
_INDEXES = Quota("Amazon DynamoDB", "Global Secondary Indexes per table", 20)
_READ = Quota("Amazon DynamoDB", "Table-level read throughput limit (Provisioned mode)", 40_000)
_WRITE = Quota("Amazon DynamoDB", "Table-level write throughput limit (Provisioned mode)", 40_000)


def problems(settings: DynamodbSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    for name, table in settings.tables.items():
        yield from _table_problems(table, site.region, ("tables", name))


def _table_problems(table: Table, region: str, path: SpecPath) -> Iterator[Problem]:
    yield from _key_problems(table, path)
    yield from _index_problems(table, path)
    yield from _local_index_problems(table, path)
    yield from _projection_problems(table, path)
    if isinstance(table.billing, Provisioned):
        most = {"read": table.billing.read, "write": table.billing.write}
        for field, quota in (("read", _READ), ("write", _WRITE)):
            yield from above_quota(quota, most[field], f"{field} capacity units", (*path, "billing", field))
            if table.autoscale is not None:
                greatest = (*path, "billing", "autoscale", "max")
                yield from above_quota(quota, table.autoscale.max, f"{field} capacity units", greatest)
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
                f"DynamoDB accepts types of keys only, which are {', '.join(table.key_types)}. Other attributes are "
                "written without a type. Remove it, or make an index over it.",
            )
    if table.range_key == table.hash_key:
        yield _same_key_twice((*path, "range_key"), table.hash_key)
    if table.ttl is not None and table.ttl in table.keys:
        yield Problem(
            (*path, "ttl"),
            "ttl-is-a-key",
            f"`{table.ttl}` is a key of the table",
            "Keys of an item never change, so its time could not change. Use a separate attribute for the time.",
        )
    elif table.ttl is not None and table.key_types.get(table.ttl, "N") != "N":
        yield Problem(
            (*path, "ttl"),
            "ttl-is-no-number",
            f"`{table.ttl}` is not a number",
            f"DynamoDB deletes by numbers only: seconds since 1970. Set `attributes: {{{table.ttl}: N}}`.",
        )
    if not table.ttl_enabled and table.ttl is None:
        yield Problem(
            (*path, "ttl_enabled"),
            "ttl-unknown",
            "The attribute of the disabled time to live is missing",
            "AWS requires it. Set it with `ttl:`, or remove this line.",
        )


def _index_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    yield from above_quota(_INDEXES, len(table.indexes), "global indexes of one table", (*path, "indexes"))
    for name, index in table.indexes.items():
        place = (*path, "indexes", name)
        if index.range_key == index.hash_key:
            yield _same_key_twice((*place, "range_key"), index.hash_key)
        if index.capacity is not None:
            yield from above_quota(_READ, index.capacity.read, "read capacity units", (*place, "capacity", "read"))
            yield from above_quota(_WRITE, index.capacity.write, "write capacity units", (*place, "capacity", "write"))
        if index.capacity is not None and not isinstance(table.billing, Provisioned):
            yield Problem(
                (*place, "capacity"),
                "capacity-on-demand",
                "The table has on-demand billing",
                "Its indexes are too. Remove `capacity`, or give the table `billing: {read: …, write: …}`.",
            )


def _local_index_problems(table: Table, path: SpecPath) -> Iterator[Problem]:
    if len(table.local_indexes) > MOST_LOCAL_INDEXES:
        yield Problem(
            (*path, "local_indexes"),
            "too-many-local-indexes",
            f"{len(table.local_indexes)} local indexes are too many",
            f"DynamoDB accepts {MOST_LOCAL_INDEXES} on a table. Global ones, under `indexes:`, can do the same.",
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
                f"Both sort by `{index.range_key}`, so the index costs and adds nothing. Sort by another.",
            )
        if name in table.indexes:
            yield Problem(
                place,
                "index-twice",
                f"Two indexes are called {name}",
                "Global and local indexes of a table share their names. Rename one of them.",
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
        if len(projection) > MOST_PROJECTED_ONCE:
            yield Problem(
                (*place, "projection"),
                "projection-too-long",
                f"The index names {len(projection)} attributes",
                f"DynamoDB accepts {MOST_PROJECTED_ONCE} in one index. Use `projection: all`.",
            )
        for position, attribute in enumerate(projection):
            if attribute in keys:
                yield Problem(
                    (*place, "projection", position),
                    "projection-of-a-key",
                    f"`{attribute}` is a key of the index",
                    "The index contains its keys already, and DynamoDB refuses them here. Remove it.",
                )
            elif attribute in table.keys:
                yield Problem.warning(
                    (*place, "projection", position),
                    "projection-of-a-key",
                    f"`{attribute}` is a key of the table",
                    "Every index contains these already. Remove it.",
                )
            elif attribute in projection[:position]:
                yield Problem(
                    (*place, "projection", position),
                    "projection-twice",
                    f"`{attribute}` is listed twice",
                    "Remove one of them.",
                )
    if projected > MOST_PROJECTED:
        yield Problem(
            path,
            "too-many-projected",
            f"The indexes name {projected} attributes",
            f"DynamoDB accepts {MOST_PROJECTED} over all indexes of a table. Use `projection: all` for some of them.",
        )


def _same_key_twice(place: SpecPath, name: str) -> Problem:
    return Problem(
        place,
        "same-key-twice",
        f"`{name}` is the hash key already",
        "DynamoDB requires two different attributes. Sort by another, or by none.",
    )
