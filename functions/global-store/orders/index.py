"""/orders: what customers buy. An order takes its products out of stock, or there is no order."""

import uuid
from decimal import Decimal

from database import Contended, transaction
from rest import DEAREST, Refused, body_of, identity, serve, whole

MOST_ITEMS = 50


def handler(event, context):
    """Answer one request."""
    return serve(event, {"POST": add})


def add(event):
    """A new order, at the prices the catalogue has."""
    body = body_of(event)
    customer, quantities = identity(body.get("customer_id"), "customer_id"), quantities_of(body)
    # Chosen before the first attempt, so that a second one finds out what became of the first.
    order = uuid.uuid4()
    try:
        return 201, transaction(lambda connection: placed(connection, order, customer, quantities))
    except Contended:
        raise Refused("Too many customers want these products at once. Try again.", status=503) from None


def quantities_of(body):
    """How many of each product a request asks for; the same product twice is as many as both together."""
    items = body.get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Refused("items must be a list of objects.")
    if not 1 <= len(items) <= MOST_ITEMS:
        raise Refused(f"items must have 1 to {MOST_ITEMS} entries.", status=422)
    quantities = {}
    for item in items:
        product = identity(item.get("product_id"), "product_id")
        quantities[product] = quantities.get(product, 0) + whole(item, "quantity", 1)
    # Always in one order, so that nobody waits in a circle where rows are locked.
    return dict(sorted(quantities.items()))


def placed(connection, order, customer, quantities):
    """Take everything out of stock and write the order down, in the transaction that is open."""
    done = connection.run("SELECT total FROM store.orders WHERE id = :id", id=order)
    if done:
        return shown(order, customer, done[0][0], lines_of(connection, order))
    lines = [taken(connection, product, quantity) for product, quantity in quantities.items()]
    total = sum((line["price"] * line["quantity"] for line in lines), Decimal(0))
    if total > DEAREST:
        raise Refused(f"An order may cost {DEAREST} at most.", status=422)
    connection.run(
        "INSERT INTO store.orders (id, customer_id, total, created_at) VALUES (:id, :customer, :total, now())",
        id=order,
        customer=customer,
        total=total,
    )
    for line in lines:
        connection.run(
            "INSERT INTO store.order_items (order_id, product_id, quantity, price) "
            "VALUES (:order_id, :product_id, :quantity, :price)",
            order_id=order,
            **line,
        )
    return shown(order, customer, total, lines)


def taken(connection, product, quantity):
    """Take some of a product out of stock, at its price."""
    rows = connection.run(
        "UPDATE store.products SET stock_quantity = stock_quantity - :quantity "
        "WHERE id = :id AND stock_quantity >= :quantity RETURNING price",
        id=product,
        quantity=quantity,
    )
    if rows:
        return {"product_id": product, "quantity": quantity, "price": rows[0][0]}
    left = connection.run("SELECT stock_quantity FROM store.products WHERE id = :id", id=product)
    if not left:
        raise Refused(f"There is no product {product}.", status=404)
    raise Refused(f"Of product {product} there are {left[0][0]} left, and {quantity} are wanted.", status=409)


def lines_of(connection, order):
    """The lines of an order that is there."""
    rows = connection.run(
        "SELECT product_id, quantity, price FROM store.order_items WHERE order_id = :id ORDER BY product_id", id=order
    )
    return [dict(zip(("product_id", "quantity", "price"), row, strict=True)) for row in rows]


def shown(order, customer, total, lines):
    """An order as callers see it."""
    return {"id": order, "customer_id": customer, "items": lines, "total": total}
