"""Calls to the systems, and how a test rehearses an environment with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from typer.testing import CliRunner, Result

from hclpress.cli import app


class Call(Struct, frozen=True):
    """A call to a system, and what must come back: the status, and what the body must have in it."""

    line: str
    status: int
    body: object = None
    answer: str = ""


CUSTOMER = "6a1f1e3e-5d0c-4f5e-9a77-1f2f0c9b7d10"
HEADPHONES = {
    "name": "Wireless Headphones Pro",
    "description": "Premium wireless headphones with noise cancellation",
    "price": 299.99,
    "stock_quantity": 50,
    "category": "Electronics",
}


def order(product: str, quantity: int) -> dict[str, object]:
    """So many of a product, for the customer of the document."""
    return {"customer_id": CUSTOMER, "items": [{"product_id": product, "quantity": quantity}]}


CALLS: dict[str, tuple[Call, ...]] = {
    "global-store": (
        Call("INVOKE MigrationFunction", 200, answer="statements"),
        Call("GET /products", 200, answer='"products": []'),
        Call("POST /products", 201, HEADPHONES, "Wireless Headphones Pro"),
        Call("GET /products?category=Electronics", 200, answer="Wireless Headphones Pro"),
        Call("POST /orders", 201, order("{{3.id}}", 2), '"total": 599.98'),
        Call("GET /products", 200, answer='"stock_quantity": 48'),
        Call("POST /orders", 409, order("{{3.id}}", 49), "there are 48 left"),
        Call("POST /orders", 404, order(CUSTOMER, 1), "There is no product"),
        Call("POST /products", 400, {"name": "Pen", "price": "dear"}, "Invalid request body"),
        Call("POST /orders", 400, {"customer_id": "", "items": []}, "Invalid request body"),
        Call("GET /nothing", 403),
        Call("INVOKE MigrationFunction", 200, answer="statements"),
        Call("GET /products", 200, answer='"stock_quantity": 48'),
    ),
    "order-pipeline": (
        Call("POST /orders", 200, {"orderId": "o-1", "customerId": "c-1", "totalAmount": 12.5}, "PROCESSING"),
        Call("POST /orders", 409, {"orderId": "o-1", "totalAmount": 1}, "exists already"),
        Call("POST /orders", 400, {"totalAmount": -1}, "totalAmount"),
        Call("OPTIONS /orders", 204),
        Call("GET /orders", 404),
    ),
    "storefront": (
        Call("POST /products", 201, {"productId": "p-1", "name": "Pen", "category": "desk", "price": 2.5}, "p-1"),
        Call("GET /products?productId=p-1", 200, answer="Pen"),
        Call("POST /users", 201, {"userId": "u-1", "name": "Reader", "email": "reader@example.com"}, "u-1"),
        Call(
            "POST /orders",
            201,
            {"orderId": "o-1", "userId": "u-1", "items": [{"productId": "p-1", "quantity": 2}]},
            '"total": 5',
        ),
        Call("GET /orders?userId=u-1&orderId=o-1", 200, answer='"total": 5'),
        Call("GET /orders?userId=u-1&orderId=o-2", 404),
        Call("POST /orders", 400, {"userId": "u-1", "items": []}, "items"),
        Call("GET /nothing", 403),
    ),
    "task-api": (
        Call("POST /tasks", 201, {"title": "Water the plants"}, "open"),
        Call("GET /tasks", 200, answer="Water the plants"),
        Call("GET /tasks?id=missing", 404),
        Call("POST /tasks", 400, {"title": ""}),
        Call("OPTIONS /tasks", 200),
    ),
}


def arguments_of(calls: Iterable[Call], folder: Path) -> Iterator[str]:
    """The arguments of the command for some calls; their bodies are written into a folder."""
    calls = tuple(calls)
    for call in calls:
        yield from ("--call", call.line)
    for index, call in enumerate(one for one in calls if one.body is not None):
        file = folder / f"body-{index}.json"
        file.write_text(json.dumps(call.body))
        yield from ("--body", str(file))


def expect_replies(told: dict[str, Any], calls: tuple[Call, ...]) -> None:
    """Hold that each call was answered as it should be."""
    assert [reply["status"] for reply in told["calls"]] == [call.status for call in calls]
    for call, reply in zip(calls, told["calls"], strict=True):
        assert call.answer in reply["body"]
        if call.line.startswith("OPTIONS"):
            assert reply["headers"]["access-control-allow-origin"] == "*"


def rehearse_here(out: Path, *arguments: str, producers: tuple[str, ...] = ()) -> dict[str, Any]:
    """Render an environment of the current folder, rehearse it with success, and give what was told of it.

    Args:
        out: the folder for what is rendered.
        arguments: the environment, and further arguments of the command.
        producers: the environments whose instances it uses.
    """
    assert hclpress("render", *producers, arguments[0], "--out", str(out)).exit_code == 0
    result = hclpress("rehearse", *arguments, "--out", str(out), "--format", "json")
    told = json.loads(result.stdout)
    failures = [f"{one['summary']}: {one['detail']}" for one in told["diagnostics"] if one["severity"] == "error"]
    assert failures == [], "\n".join(failures)
    assert result.exit_code == 0
    (environment,) = told["environments"]
    assert isinstance(environment, dict)
    return environment


def hclpress(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, arguments, catch_exceptions=False)
