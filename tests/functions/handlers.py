"""What tests of handlers speak about: calls, answers, tables, and any JSON whatever."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from examples import PROJECT
from hypothesis import strategies as st
from msgspec import Struct

from hclpress.model.stack import Zip
from hclpress.module.package import Package
from hclpress.zip_files import Packer

REGION = "us-east-1"

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def any_body(*keys: str) -> st.SearchStrategy[str]:
    """Any text, any JSON, and JSON objects that have some of the keys a handler looks for."""
    known = st.dictionaries(st.sampled_from(keys), ANY_JSON, max_size=len(keys))
    return st.text() | ANY_JSON.map(json.dumps) | known.map(json.dumps)


class Response(Struct, frozen=True):
    """What a handler answered, as its caller sees it.

    Attributes:
        status: the HTTP status.
        headers: the headers.
        body: the JSON in the body.
    """

    status: int
    headers: Mapping[str, str]
    body: Any

    @classmethod
    def of(cls, answered: object) -> Response:
        """Check the shape an API's proxy integration wants, and read it."""
        assert isinstance(answered, dict)
        assert set(answered) == {"statusCode", "headers", "body"}
        assert isinstance(answered["statusCode"], int)
        assert isinstance(answered["body"], str)
        assert answered["headers"]["Content-Type"] == "application/json"
        return cls(answered["statusCode"], answered["headers"], json.loads(answered["body"]))


class Call(Protocol):
    """A deployed function."""

    def __call__(self, event: Mapping[str, object]) -> Response:
        """Its answer to an event."""


class Send(Protocol):
    """A deployed function behind its API."""

    def __call__(self, body: object = None, /, **event: object) -> Response:
        """Its answer to a body, given as JSON or as data."""


class Deploy(Protocol):
    """A way to get a handler as Lambda would."""

    def __call__(self, handler: str, *sources: str, **environment: str) -> Call:
        """The function `handler` of index.py in these folders below functions/."""


class Table(Protocol):
    """A table of DynamoDB, as far as tests look at it."""

    def get_item(self, *, Key: Mapping[str, str]) -> Mapping[str, Any]:  # noqa: N803
        """One item."""

    def put_item(self, *, Item: Mapping[str, object]) -> object:  # noqa: N803
        """Put one there."""

    def scan(self) -> Mapping[str, Any]:
        """All of them."""

    def delete(self) -> object:
        """Take the table away."""


class Database(Protocol):
    """DynamoDB itself.

    Attributes:
        tables: what lists the tables there are.
    """

    tables: Any

    def create_table(self, **settings: object) -> Table:
        """A new table."""


def unpack(folder: Path, *sources: str) -> Path:
    """Fill `folder` with what the zip of these folders below functions/ would hold."""
    package = Package(folder.name, tuple(f"functions/{source}" for source in sources), ())
    packed = Packer().packed(package, PROJECT)
    assert isinstance(packed, Zip), packed
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        archive.extractall(folder)
    return folder


def table_of(database: Database, name: str, *keys: str, **indexes: str) -> Table:
    """A new table with these keys, and an index for each other attribute: `CategoryIndex="category"`."""
    kinds = ("HASH", "RANGE")
    return database.create_table(
        TableName=name,
        AttributeDefinitions=[
            {"AttributeName": one, "AttributeType": "S"} for one in dict.fromkeys((*keys, *indexes.values()))
        ],
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, kinds, strict=False)],
        BillingMode="PAY_PER_REQUEST",
        **(
            {
                "GlobalSecondaryIndexes": [
                    {
                        "IndexName": index,
                        "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
                        "Projection": {"ProjectionType": "ALL"},
                    }
                    for index, key in indexes.items()
                ]
            }
            if indexes
            else {}
        ),
    )
