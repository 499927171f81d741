"""Values that the templates of dynamodb see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, Object
from hclpress.module import ItemView, Site, environment_expression, item_views

from .scaling import scaled_map
from .settings import Capacity, DynamodbSettings, Index, LocalIndex, Projection, Provisioned, Table


class IndexView(ItemView[Index | LocalIndex], frozen=True):
    """One index.

    Attributes:
        projection_type: the word of DynamoDB for the attributes it holds.
        attributes: the attributes it holds beside the keys, where the spec names them.
        capacity: its capacity units; None on demand, and for local indexes, which use the table's.
    """

    projection_type: str
    attributes: tuple[str, ...]
    capacity: Capacity | None


class TableView(ItemView[Table], frozen=True):
    """One table.

    Attributes:
        protected: whether it must survive `terraform destroy`.
        capacity: its capacity units; None on demand.
        stream_view: the word of DynamoDB for the content of its stream; None without one.
        key_arn: the customer managed key that encrypts it.
    """

    protected: bool
    capacity: Capacity | None
    stream_view: str | None
    key_arn: str | Expr | None
    indexes: tuple[IndexView, ...]
    local_indexes: tuple[IndexView, ...]


# hashicorp/aws 6.29, pull request 45357: blocks `key_schema` of a global index in place of two deprecated arguments.
KEY_SCHEMA = (6, 29, 0)


class View(Struct, frozen=True):
    """Values derived from the settings; the scaled capacities by table, index and kind.

    Attributes:
        has_key_schema: whether global indexes name their keys in blocks, which versions before 6.29 do not know.
    """

    tables: tuple[TableView, ...]
    scaled: Mapping[str, Object]
    has_key_schema: bool


def view_of(settings: DynamodbSettings, site: Site) -> View:
    """The view of an instance."""
    return View(
        tables=tuple(_table_views(settings, site)),
        scaled=scaled_map(settings),
        has_key_schema=site.environment.providers.always_have(KEY_SCHEMA),
    )


def _table_views(settings: DynamodbSettings, site: Site) -> Iterator[TableView]:
    for item in item_views(settings.tables, "tables", settings.names(site)):
        table = item.settings
        capacity = table.billing if isinstance(table.billing, Provisioned) else None
        yield TableView(
            item.key,
            table,
            item.names,
            protected=not site.environment.may_be_destroyed,
            capacity=capacity,
            stream_view=None if table.stream == "none" else table.stream.upper(),
            key_arn=None if table.key == "aws" else environment_expression(table.key),
            indexes=tuple(
                _index_view(name, index, capacity and (index.capacity or capacity))
                for name, index in sorted(table.indexes.items())
            ),
            local_indexes=tuple(_index_view(name, index, None) for name, index in sorted(table.local_indexes.items())),
        )


def _index_view(name: str, index: Index | LocalIndex, capacity: Capacity | None) -> IndexView:
    named: Projection = index.projection
    kind = named.upper() if isinstance(named, str) else "INCLUDE"
    return IndexView(name, index, {}, kind, () if isinstance(named, str) else named, capacity)
