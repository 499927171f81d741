"""The storefront's three services: what customers and clerks send, what they are told, and what is kept."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

import pytest
from handlers import Call, Database, Deploy, Response, Table, any_body, table_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CUP = {"productId": "cup", "name": "Cup", "category": "kitchen", "price": 7.95, "stock": 12}
ADA = {"userId": "ada", "name": "Ada", "email": "ada@example.com"}


class Rest(Protocol):
    """A service behind a REST API."""

    def __call__(self, method: str, body: object = None, /, **query: str) -> Response:
        """Its answer to a request with a body, given as JSON or as data."""


@pytest.fixture
def tables(aws: Database) -> Mapping[str, Table]:
    """The three tables, empty."""
    return {
        "products": table_of(aws, "products", "productId", CategoryIndex="category"),
        "orders": table_of(aws, "orders", "orderId", "userId", UserIndex="userId"),
        "users": table_of(aws, "users", "userId"),
    }


def rest(call: Call, resource: str) -> Rest:
    """Requests to `resource` as API Gateway passes them on."""

    def send(method: str, body: object = None, /, **query: str) -> Response:
        return call(
            {
                "resource": f"/{resource}",
                "httpMethod": method,
                "queryStringParameters": query or None,
                "body": body if isinstance(body, str) or body is None else json.dumps(body),
                "isBase64Encoded": False,
            }
        )

    return send


@pytest.fixture
def products(tables: Mapping[str, Table], deploy: Deploy) -> Rest:
    """/products."""
    return rest(
        deploy("handler", "storefront/shared", "storefront/product-service", PRODUCTS_TABLE="products"), "products"
    )


@pytest.fixture
def orders(tables: Mapping[str, Table], deploy: Deploy) -> Rest:
    """/orders."""
    sources = ("storefront/shared", "storefront/order-service")
    return rest(deploy("handler", *sources, ORDERS_TABLE="orders", PRODUCTS_TABLE="products"), "orders")


@pytest.fixture
def users(tables: Mapping[str, Table], deploy: Deploy) -> Rest:
    """/users."""
    return rest(deploy("handler", "storefront/shared", "storefront/user-service", USERS_TABLE="users"), "users")


def order_of(**quantities: int) -> dict[str, Any]:
    return {"userId": "ada", "items": [{"productId": one, "quantity": many} for one, many in quantities.items()]}


def test_a_product_is_added_found_changed_and_taken_away(products: Rest) -> None:
    added = products("POST", CUP)
    assert (added.status, added.body) == (201, CUP)
    assert products("GET", productId="cup").body == CUP
    changed = products("PUT", {"productId": "cup", "price": 8.5, "stock": 0})
    assert (changed.status, changed.body) == (200, CUP | {"price": 8.5, "stock": 0})
    assert products("DELETE", productId="cup").body["productId"] == "cup"
    assert products("GET", productId="cup").status == 404


def test_a_price_is_kept_to_the_cent(products: Rest, tables: Mapping[str, Table]) -> None:
    products("POST", CUP)
    assert tables["products"].get_item(Key={"productId": "cup"})["Item"]["price"] == Decimal("7.95")


def test_products_are_listed_whole_or_by_category(products: Rest) -> None:
    assert products("GET").body == {"products": []}
    lamp = {"name": "Lamp", "category": "light", "price": 30}
    products("POST", CUP)
    made = products("POST", lamp).body
    assert made.keys() == CUP.keys()
    assert len(made["productId"]) == 36
    assert {one["name"] for one in products("GET").body["products"]} == {"Cup", "Lamp"}
    assert products("GET", category="light").body == {"products": [made]}


def test_a_product_that_is_there_is_not_replaced(products: Rest) -> None:
    products("POST", CUP)
    assert products("POST", CUP | {"price": 1}).status == 409
    assert products("GET", productId="cup").body["price"] == 7.95


def test_an_order_has_the_prices_of_the_catalogue(products: Rest, orders: Rest, tables: Mapping[str, Table]) -> None:
    products("POST", CUP)
    wanted = order_of(cup=3)
    wanted["items"][0]["price"] = 0.01
    made = orders("POST", wanted | {"total": 0.03, "status": "PAID"})
    assert made.status == 201
    assert made.body["total"] == 23.85
    assert made.body["items"] == [{"productId": "cup", "quantity": 3, "price": 7.95}]
    assert made.body["status"] == "PENDING"
    kept = tables["orders"].get_item(Key={"orderId": made.body["orderId"], "userId": "ada"})["Item"]
    assert kept["total"] == Decimal("23.85")


def test_an_order_is_found_by_its_user_and_moves_on(products: Rest, orders: Rest) -> None:
    products("POST", CUP)
    made = orders("POST", order_of(cup=1) | {"orderId": "order-7"}).body
    assert orders("GET", userId="ada", orderId="order-7").body == made
    assert orders("GET", userId="ada").body == {"orders": [made]}
    assert orders("GET", userId="eve").body == {"orders": []}
    assert orders("GET", userId="eve", orderId="order-7").status == 404
    paid = orders("PUT", {"orderId": "order-7", "userId": "ada", "status": "PAID"})
    assert (paid.status, paid.body) == (200, made | {"status": "PAID"})
    assert orders("PUT", {"orderId": "order-7", "userId": "eve", "status": "PAID"}).status == 404


def test_a_user_is_added_found_changed_and_forgotten(users: Rest) -> None:
    assert users("POST", ADA).body == ADA
    assert users("GET", userId="ada").body == ADA
    assert users("PUT", {"userId": "ada", "email": "ada@example.org"}).body["email"] == "ada@example.org"
    assert users("DELETE", userId="ada").body == {"userId": "ada"}
    assert users("GET", userId="ada").status == 404


def test_a_body_in_base64_is_read(tables: Mapping[str, Table], deploy: Deploy) -> None:
    call = deploy("handler", "storefront/shared", "storefront/user-service", USERS_TABLE="users")
    encoded = base64.b64encode(json.dumps(ADA).encode()).decode()
    assert call({"httpMethod": "POST", "body": encoded, "isBase64Encoded": True}).status == 201


BAD = [
    ("products", "POST", "", "must be JSON"),
    ("products", "POST", "{", "must be JSON"),
    ("products", "POST", "[]", "must be a JSON object"),
    ("products", "POST", '{"price": 1e99999999999999999999}', "must be JSON"),
    ("products", "POST", CUP | {"name": ""}, "name must be a text"),
    ("products", "POST", CUP | {"name": "x" * 257}, "name must be a text"),
    ("products", "POST", CUP | {"name": "\ud800"}, "name must be a text"),
    ("products", "POST", CUP | {"category": None}, "category must be a text"),
    ("products", "POST", CUP | {"price": "7.95"}, "price must be a number"),
    ("products", "POST", CUP | {"price": -1}, "price must not be negative"),
    ("products", "POST", json.dumps(CUP).replace("7.95", "1e500"), "price must not be negative, nor have more than 38"),
    ("products", "POST", CUP | {"stock": 1.5}, "stock must be a whole number"),
    ("products", "PUT", {"productId": "cup"}, "nothing to change"),
    ("products", "PUT", {"price": 1}, "productId must be a text"),
    ("products", "DELETE", None, "productId is missing"),
    ("orders", "POST", {"userId": "ada"}, "items must be a list of 1 to 50"),
    ("orders", "POST", {"userId": "ada", "items": []}, "items must be a list of 1 to 50"),
    ("orders", "POST", {"userId": "ada", "items": ["cup"]}, "items must be a list of 1 to 50"),
    ("orders", "POST", {"userId": "ada", "items": [{"productId": "cup"}] * 51}, "items must be a list of 1 to 50"),
    ("orders", "POST", order_of(cup=0), "quantity must be at least 1"),
    ("orders", "POST", order_of(nothing=1), "There is no product nothing"),
    ("orders", "POST", order_of(cup=1) | {"userId": 7}, "userId must be a text"),
    ("orders", "PUT", {"orderId": "o", "userId": "ada", "status": "GONE"}, "status must be one of"),
    ("orders", "GET", None, "userId is missing"),
    ("users", "POST", ADA | {"email": "ada"}, "email must be an address of mail"),
    ("users", "PUT", {"userId": "ada"}, "nothing to change"),
    ("users", "GET", None, "userId is missing"),
]


@pytest.mark.parametrize(("service", "method", "body", "words"), BAD)
def test_a_request_that_cannot_be_met_is_refused_with_a_reason(
    service: str, method: str, body: object, words: str, products: Rest, request: pytest.FixtureRequest
) -> None:
    products("POST", CUP)
    response = request.getfixturevalue(service)(method, body)
    assert response.status == 400
    assert words in response.body["error"]


@pytest.mark.parametrize(
    ("service", "method", "body", "query"),
    [
        ("products", "GET", None, {"productId": "none"}),
        ("products", "PUT", {"productId": "none", "price": 1}, {}),
        ("products", "DELETE", None, {"productId": "none"}),
        ("orders", "GET", None, {"userId": "ada", "orderId": "none"}),
        ("orders", "PUT", {"userId": "ada", "orderId": "none", "status": "PAID"}, {}),
        ("users", "GET", None, {"userId": "none"}),
        ("users", "PUT", {"userId": "none", "name": "N."}, {}),
        ("users", "DELETE", None, {"userId": "none"}),
    ],
)
def test_what_is_not_there_is_not_found(
    service: str, method: str, body: object, query: dict[str, str], request: pytest.FixtureRequest
) -> None:
    response = request.getfixturevalue(service)(method, body, **query)
    assert response.status == 404
    assert "none" in response.body["error"]


@pytest.mark.parametrize(
    ("service", "method"), [("products", "PATCH"), ("orders", "DELETE"), ("users", "HEAD"), ("users", "get")]
)
def test_a_method_that_is_not_offered_is_named_with_those_that_are(
    service: str, method: str, request: pytest.FixtureRequest
) -> None:
    response = request.getfixturevalue(service)(method)
    assert response.status == 405
    assert "GET" in response.body["error"]


@pytest.mark.parametrize("service", ["products", "orders", "users"])
def test_a_key_longer_than_dynamodb_takes_is_refused(service: str, request: pytest.FixtureRequest) -> None:
    response = request.getfixturevalue(service)("GET", userId="x" * 3000, productId="x" * 3000)
    assert response.status == 400
    assert "1 to 256 characters" in response.body["error"]


@pytest.mark.parametrize("service", ["products", "orders", "users"])
def test_a_fault_inside_is_answered_without_its_text(
    service: str, tables: Mapping[str, Table], request: pytest.FixtureRequest
) -> None:
    send = request.getfixturevalue(service)
    tables[service].delete()
    response = send("GET", userId="ada")
    assert response.status == 500
    assert response.body == {"error": "Internal server error"}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    service=st.sampled_from(["products", "orders", "users"]),
    method=st.sampled_from(["POST", "PUT"]),
    body=any_body("productId", "name", "category", "price", "stock", "orderId", "userId", "items", "status", "email"),
)
def test_no_body_whatever_breaks_a_service(
    service: str, method: str, body: str, products: Rest, orders: Rest, users: Rest
) -> None:
    services = {"products": products, "orders": orders, "users": users}
    response = services[service](method, body)
    assert response.status in (200, 201, 400, 404, 405, 409)
    assert ("error" in response.body) == (response.status >= 400)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    service=st.sampled_from(["products", "orders", "users"]),
    method=st.sampled_from(["GET", "DELETE"]),
    query=st.dictionaries(st.sampled_from(["productId", "category", "userId", "orderId"]), st.text(max_size=300)),
)
def test_no_query_whatever_breaks_a_service(
    service: str, method: str, query: dict[str, str], products: Rest, orders: Rest, users: Rest
) -> None:
    services = {"products": products, "orders": orders, "users": users}
    response = services[service](method, None, **query)
    assert response.status in (200, 400, 404, 405)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(price=st.decimals(0, 10**38, allow_nan=False, allow_infinity=False), quantity=st.integers(1, 10**38))
def test_an_order_of_any_price_and_quantity_is_taken_or_refused(
    price: Decimal, quantity: int, products: Rest, orders: Rest
) -> None:
    added = products("POST", json.dumps({"name": "Any", "category": "any", "price": 0})[:-2] + f"{price:f}}}")
    assert added.status in (201, 400)
    if added.status == 201:
        assert orders("POST", order_of(**{added.body["productId"]: quantity})).status in (201, 400)
