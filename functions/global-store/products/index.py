"""/products: what the store sells."""

import uuid

from database import Contended, transaction
from rest import Refused, body_of, identity, money, query, serve, text, whole

PAGE = 50
COLUMNS = ("id", "name", "description", "price", "stock_quantity", "category")


def handler(event, context):
    """Answer one request."""
    return serve(event, {"GET": read, "POST": add})


def read(event):
    """Some products, of one category or of all, and where the next ones begin."""
    category, after = query(event, "category"), query(event, "after")
    conditions, values = [], {}
    if category:
        conditions.append("category = :category")
        values["category"] = text({"category": category}, "category", 100)
    if after:
        conditions.append("id > :after")
        values["after"] = identity(after, "after")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    # Only the two conditions above get into the text; what callers say are parameters.
    listing = f"SELECT {', '.join(COLUMNS)} FROM store.products{where} ORDER BY id LIMIT {PAGE + 1}"  # noqa: S608
    try:
        rows = transaction(lambda connection: connection.run(listing, **values))
    except Contended:
        raise Refused("The store is busy. Try again.", status=503) from None
    products = [shown(row) for row in rows[:PAGE]]
    return 200, {"products": products, "next": products[-1]["id"] if len(rows) > PAGE else None}


def add(event):
    """A new product."""
    body = body_of(event)
    product = {
        "id": uuid.uuid4(),
        "name": text(body, "name", 200),
        "description": text(body, "description", 4000, empty=True),
        "price": money(body, "price"),
        "stock_quantity": whole(body, "stock_quantity", 0),
        "category": text(body, "category", 100),
    }

    def insert(connection):
        # The id was chosen a moment ago: where it is there, an earlier attempt was committed and its answer lost.
        connection.run(
            f"INSERT INTO store.products ({', '.join(COLUMNS)}) "  # noqa: S608
            f"VALUES ({', '.join(f':{column}' for column in COLUMNS)}) ON CONFLICT (id) DO NOTHING",
            **product,
        )

    try:
        transaction(insert)
    except Contended:
        raise Refused("The store is busy. Try again.", status=503) from None
    return 201, product


def shown(row):
    """A row as callers see it."""
    return dict(zip(COLUMNS, row, strict=True))
