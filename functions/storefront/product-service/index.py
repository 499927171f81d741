"""/products: the catalogue."""

import os
import uuid

from boto3.dynamodb.conditions import Key
from rest import PAGE, Refused, body_of, change, create, database, find, number, query, serve, text

products = database.Table(os.environ["PRODUCTS_TABLE"])


def handler(event, context):
    """Answer one request."""
    return serve(event, {"GET": read, "POST": add, "PUT": update, "DELETE": remove})


def read(event):
    """One product, those of a category, or a page of all."""
    product = query(event, "productId")
    if product:
        return 200, find(products, {"productId": product})
    category = query(event, "category")
    if category:
        found = products.query(
            IndexName="CategoryIndex", KeyConditionExpression=Key("category").eq(category), Limit=PAGE
        )
    else:
        found = products.scan(Limit=PAGE)
    return 200, {"products": found["Items"]}


def add(event):
    """A new product."""
    body = body_of(event)
    product = {
        "productId": text(body, "productId", default=str(uuid.uuid4())),
        "name": text(body, "name"),
        "category": text(body, "category"),
        "price": number(body, "price"),
        "stock": number(body, "stock", default=0, whole=True),
    }
    return 201, create(products, product, "productId")


def update(event):
    """Other values for a product that is there."""
    body = body_of(event)
    rules = {"name": text, "category": text, "price": number, "stock": lambda *of: number(*of, whole=True)}
    values = {key: rule(body, key) for key, rule in rules.items() if key in body}
    return 200, change(products, {"productId": text(body, "productId")}, values)


def remove(event):
    """Take a product out of the catalogue."""
    product = query(event, "productId", required=True)
    gone = products.delete_item(Key={"productId": product}, ReturnValues="ALL_OLD").get("Attributes")
    if gone is None:
        raise Refused(f"There is no productId {product}.", status=404)
    return 200, gone
