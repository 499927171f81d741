"""/orders: what customers ask for, at the price the catalogue has."""

import os
import uuid
from datetime import UTC, datetime

from boto3.dynamodb.conditions import Key
from rest import PAGE, Refused, body_of, change, create, database, find, number, query, serve, text

orders = database.Table(os.environ["ORDERS_TABLE"])
products = database.Table(os.environ["PRODUCTS_TABLE"])

MAX_ITEMS = 50
STATES = ("PENDING", "PAID", "SHIPPED", "CANCELLED")


def handler(event, context):
    """Answer one request."""
    return serve(event, {"GET": read, "POST": add, "PUT": update})


def read(event):
    """One order, or the orders of a user."""
    user = query(event, "userId", required=True)
    order = query(event, "orderId")
    if order:
        return 200, find(orders, {"orderId": order, "userId": user})
    found = orders.query(IndexName="UserIndex", KeyConditionExpression=Key("userId").eq(user), Limit=PAGE)
    return 200, {"orders": found["Items"]}


def add(event):
    """A new order. Prices are the catalogue's, whatever the request says."""
    body = body_of(event)
    lines = [line_from(item) for item in items_of(body)]
    order = {
        "orderId": text(body, "orderId", default=str(uuid.uuid4())),
        "userId": text(body, "userId"),
        "items": lines,
        "total": sum(line["price"] * line["quantity"] for line in lines),
        "status": STATES[0],
        "createdAt": datetime.now(UTC).isoformat(),
    }
    return 201, create(orders, order, "orderId")


def update(event):
    """Another state for an order that is there."""
    body = body_of(event)
    state = text(body, "status")
    if state not in STATES:
        raise Refused(f"status must be one of {', '.join(STATES)}.")
    keys = {"orderId": text(body, "orderId"), "userId": text(body, "userId")}
    return 200, change(orders, keys, {"status": state})


def items_of(body):
    """The items of a request."""
    items = body.get("items")
    if (
        not isinstance(items, list)
        or not 1 <= len(items) <= MAX_ITEMS
        or not all(isinstance(one, dict) for one in items)
    ):
        raise Refused(f"items must be a list of 1 to {MAX_ITEMS} objects.")
    return items


def line_from(item):
    """One line of an order: a product of the catalogue, its price and how many."""
    product_id = text(item, "productId")
    quantity = number(item, "quantity", whole=True)
    if quantity < 1:
        raise Refused("quantity must be at least 1.")
    product = products.get_item(Key={"productId": product_id}).get("Item")
    if product is None:
        raise Refused(f"There is no product {product_id}.")
    return {"productId": product_id, "quantity": quantity, "price": product["price"]}
