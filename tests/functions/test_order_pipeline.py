"""POST /orders: what customers send, what they are told, and what is kept."""

from __future__ import annotations

import base64
import json
import uuid
from decimal import Decimal

import pytest
from handlers import Database, Deploy, Response, Send, Table, any_body, table_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# The body of the curl call that the system's document shows.
DOCUMENTED = {
    "customerId": "customer-123",
    "items": [
        {"productId": "prod-001", "quantity": 2, "price": 29.99},
        {"productId": "prod-002", "quantity": 1, "price": 49.99},
    ],
    "totalAmount": 109.97,
    "currency": "USD",
}


@pytest.fixture
def orders(aws: Database) -> Table:
    """The table, empty."""
    return table_of(aws, "orders", "orderId")


@pytest.fixture
def post(orders: Table, deploy: Deploy) -> Send:
    """`post(body)`: the answer to a body, given as JSON or as data."""
    call = deploy("lambda_handler", "order-pipeline/order-processor", ORDERS_TABLE_NAME="orders", ENVIRONMENT="dev")

    def posted(body: object = None, /, **event: object) -> Response:
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        return call({"version": "2.0", "routeKey": "POST /orders", "body": text, **event})

    return posted


def test_the_documented_order_is_taken(post: Send) -> None:
    response = post(DOCUMENTED)
    assert response.status == 200
    assert response.headers == {"Content-Type": "application/json"}
    assert response.body.keys() == {"message", "orderId", "status"}
    assert response.body["message"] == "Order processed successfully"
    assert response.body["status"] == "PROCESSING"


def test_an_order_without_an_id_gets_a_uuid(post: Send) -> None:
    made = post(DOCUMENTED).body["orderId"]
    assert str(uuid.UUID(made)) == made
    assert post(DOCUMENTED).body["orderId"] != made


def test_an_id_that_is_given_is_kept(post: Send, orders: Table) -> None:
    assert post(DOCUMENTED | {"orderId": "order-7"}).body["orderId"] == "order-7"
    assert orders.get_item(Key={"orderId": "order-7"})["Item"]["status"] == "PROCESSING"


def test_the_order_is_kept_to_the_cent(post: Send, orders: Table) -> None:
    order = post(DOCUMENTED).body["orderId"]
    item = orders.get_item(Key={"orderId": order})["Item"]
    assert item.keys() == {
        "orderId",
        "customerId",
        "items",
        "totalAmount",
        "currency",
        "status",
        "createdAt",
        "updatedAt",
    }
    assert item["customerId"] == "customer-123"
    assert item["totalAmount"] == Decimal("109.97")
    assert [one["price"] for one in item["items"]] == [Decimal("29.99"), Decimal("49.99")]
    assert item["createdAt"] == item["updatedAt"]


def test_what_is_missing_gets_its_default(post: Send, orders: Table) -> None:
    item = orders.get_item(Key={"orderId": post({}).body["orderId"]})["Item"]
    assert (item["currency"], item["items"], item["totalAmount"], item["status"]) == ("USD", [], 0, "PROCESSING")


def test_a_body_in_base64_is_read(post: Send) -> None:
    encoded = base64.b64encode(json.dumps(DOCUMENTED).encode()).decode()
    assert post(encoded, isBase64Encoded=True).status == 200


def test_an_order_is_not_overwritten(post: Send, orders: Table) -> None:
    post(DOCUMENTED | {"orderId": "order-7"})
    again = post({"orderId": "order-7", "totalAmount": 1})
    assert again.status == 409
    assert orders.get_item(Key={"orderId": "order-7"})["Item"]["totalAmount"] == Decimal("109.97")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "must be JSON"),
        ("", "must be JSON"),
        ("{", "must be JSON"),
        ('{"totalAmount": NaN}', "must be JSON"),
        ("[]", "must be a JSON object"),
        ('"text"', "must be a JSON object"),
        ({"orderId": ""}, "orderId must be a text"),
        ({"orderId": 7}, "orderId must be a text"),
        ({"orderId": "x" * 257}, "orderId must be a text"),
        ({"customerId": ["x"]}, "customerId must be a text"),
        ({"totalAmount": "109.97"}, "totalAmount must be a number"),
        ({"totalAmount": True}, "totalAmount must be a number"),
        ({"totalAmount": -1}, "totalAmount must not be negative"),
        ('{"totalAmount": 1e99999999999999999999}', "must be JSON"),
        ('{"totalAmount": 1e500}', "more than 38 digits"),
        ({"items": {"productId": "prod-001"}}, "items must be a list"),
        ({"items": ["prod-001"]}, "items must be a list"),
        ({"items": [{}] * 101}, "at most 100"),
        ({"items": [{"price": "free"}]}, "price must be a number"),
        ({"items": [{"quantity": -1}]}, "quantity must not be negative"),
    ],
)
def test_a_body_that_is_no_order_is_refused_with_a_reason(post: Send, orders: Table, body: object, words: str) -> None:
    response = post(body)
    assert response.status == 400
    assert words in response.body["error"]
    assert orders.scan()["Count"] == 0


@pytest.mark.parametrize(
    "body",
    [
        '{"customerId": "\\ud800"}',
        '{"items": [{"\\ud800": 1}]}',
        '{"items": [{"weight": 1e500}]}',
        '{"items": [{"weight": 1.23456789012345678901234567890123456789012}]}',
        '{"items": [{"in": ' + "[" * 40 + "]" * 40 + "}]}",
        '{"items": [{"note": "' + "x" * 410_000 + '"}]}',
    ],
    ids=["half-a-character", "half-a-character-in-a-key", "too-great", "too-exact", "too-deep", "too-large"],
)
def test_what_dynamodb_could_not_keep_is_refused_before_it_is_asked(post: Send, orders: Table, body: str) -> None:
    response = post(body)
    assert 400 <= response.status < 500, response
    assert response.body["error"]
    assert orders.scan()["Count"] == 0


def test_a_fault_inside_is_answered_without_its_text(post: Send, orders: Table) -> None:
    orders.delete()
    response = post(DOCUMENTED)
    assert response.status == 500
    assert response.body == {"error": "Internal server error"}
    assert response.headers == {"Content-Type": "application/json"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_body("orderId", "customerId", "items", "totalAmount", "currency"), st.booleans())
def test_no_body_whatever_breaks_the_handler(post: Send, body: str, encoded: bool) -> None:
    response = post(body, isBase64Encoded=encoded)
    assert response.status in (200, 400, 409)
    assert ("orderId" in response.body) == (response.status == 200)
