"""Every system, as it goes to production: applied, read back, called as its document says, and destroyed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from examples import PROJECT
from msgspec import Struct
from typer.testing import CliRunner, Result

from hclpress.cli import app
from hclpress.spec.environment_file import find_environments


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
ENVIRONMENTS = sorted(one.address for one in find_environments(PROJECT / "environments"))
# Those that take longest come first, so that nobody waits for the last one alone.
SYSTEMS = ("web-app", "global-store", "task-api", "storefront", "order-pipeline")


def test_every_system_is_rehearsed() -> None:
    assert sorted(SYSTEMS) == sorted({address.partition("/")[0] for address in ENVIRONMENTS})


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.usefixtures("node_modules", "postgresql")
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_is_applied_called_and_destroyed(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = CALLS.get(system, ())
    arguments = [argument for call in calls for argument in ("--call", call.line)]
    for index, call in enumerate(one for one in calls if one.body is not None):
        file = tmp_path / f"body-{index}.json"
        file.write_text(json.dumps(call.body))
        arguments += ["--body", str(file)]
    told = rehearse(tmp_path / "out", f"{system}/prod", *arguments, monkeypatch=monkeypatch)
    assert [reply["status"] for reply in told["calls"]] == [call.status for call in calls]
    for call, reply in zip(calls, told["calls"], strict=True):
        assert call.answer in reply["body"]
        if call.line.startswith("OPTIONS"):
            assert reply["headers"]["access-control-allow-origin"] == "*"


@pytest.mark.terraform
@pytest.mark.slow_rehearsal
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_takes_the_choices_of_production_in_place(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rehearse(tmp_path / "out", f"{system}/dev", "--then", f"{system}/prod", monkeypatch=monkeypatch)
    steps = {step["name"]: step["result"] for step in told["steps"]}
    assert "to update" in steps["update: plan"]
    assert steps["update: second plan"] == "empty"


@pytest.mark.terraform
@pytest.mark.slow_rehearsal
@pytest.mark.parametrize("address", [one for one in ENVIRONMENTS if not one.endswith("/prod")])
def test_every_other_environment_is_applied_and_destroyed(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rehearse(tmp_path / "out", address, monkeypatch=monkeypatch)
    assert told["succeeded"] is True


def rehearse(out: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Render this project elsewhere, rehearse one of its environments with success, and give what was told of it."""
    monkeypatch.chdir(PROJECT)
    assert hclpress("render", arguments[0], "--out", str(out)).exit_code == 0
    result = hclpress("rehearse", *arguments, "--out", str(out), "--format", "json")
    told = json.loads(result.stdout)
    assert [one for one in told["diagnostics"] if one["severity"] == "error"] == []
    assert result.exit_code == 0
    (environment,) = told["environments"]
    assert isinstance(environment, dict)
    return environment


def hclpress(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, arguments, catch_exceptions=False)
