"""What the templates of tables see beside their settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.values import Expr, Object
from hclpress.module.name import Name
from hclpress.modules.dynamodb.table import Capacity, Table


class IndexView(Struct, frozen=True):
    """One index.

    Attributes:
        name: of the index.
        note: a remark.
        hash_key: the attribute items are spread by.
        range_key: the attribute they are sorted by.
        projection_type: what it holds of each item, in DynamoDB's words.
        attributes: what it holds beside the keys, where that is named.
        capacity: its capacity units; None on demand, and for local indexes, which use the table's.
    """

    name: str
    note: str
    hash_key: str
    range_key: str | None
    projection_type: str
    attributes: tuple[str, ...]
    capacity: Capacity | None


class TableView(Struct, frozen=True):
    """One table.

    Attributes:
        label: of its resource.
        name: in AWS.
        settings: what the spec says.
        protected: whether it must survive `terraform destroy`.
        capacity: its capacity units, None on demand.
        stream_view: what its stream tells, in DynamoDB's words.
        key_arn: the key of your own that encrypts it.
        key_types: types of the attributes that are keys.
        scaled_indexes: whether the capacity of its global indexes follows their use.
        index_views: its global indexes.
        local_index_views: its local indexes.
    """

    label: str
    name: Name
    settings: Table
    protected: bool
    capacity: Capacity | None
    stream_view: str | None
    key_arn: str | Expr | None
    key_types: Mapping[str, str]
    scaled_indexes: bool
    index_views: tuple[IndexView, ...]
    local_index_views: tuple[IndexView, ...]


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        table_views: the tables.
        scaled: what follows its use, by table, index and kind of capacity.
    """

    table_views: tuple[TableView, ...]
    scaled: Mapping[str, Object]
