"""POST /orders: take an order in, keep it, and say what it is called.

Amounts are read as Decimal, because DynamoDB stores no floats. What went wrong inside is logged and never shown.
"""

import base64
import json
import logging
import os
import uuid
from datetime import UTC, datetime
from decimal import Decimal

import boto3
from botocore.exceptions import ClientError

logger = logging.getLogger()
logger.setLevel(logging.INFO)
table = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE_NAME"])

MAX_ITEMS = 100
# DynamoDB keeps 400 KB in an item, 32 levels of nesting, 38 digits of a number. Orders stay well below.
MAX_BODY = 100_000
MAX_DEPTH = 20
MAX_DIGITS = 38


class Refused(Exception):
    """The order cannot be taken; the message may be shown to whoever sent it."""

    def __init__(self, message, status=400):
        super().__init__(message)
        self.status = status


def lambda_handler(event, context):
    """Answer one request of an HTTP API (payload format 2.0)."""
    try:
        order = order_from(event)
        store(order)
    except Refused as refused:
        return answer(refused.status, {"error": str(refused)})
    except Exception:
        logger.exception("an order could not be processed")
        return answer(500, {"error": "Internal server error"})
    logger.info("order %s stored", order["orderId"])
    return answer(
        200, {"message": "Order processed successfully", "orderId": order["orderId"], "status": order["status"]}
    )


def order_from(event):
    """The order a request carries, ready to be stored."""
    body = body_of(event)
    now = datetime.now(UTC).isoformat()
    return {
        "orderId": text(body, "orderId", default=str(uuid.uuid4())),
        "customerId": text(body, "customerId", default=""),
        "items": items(body),
        "totalAmount": amount(body, "totalAmount"),
        "currency": text(body, "currency", default="USD"),
        "status": "PROCESSING",
        "createdAt": now,
        "updatedAt": now,
    }


def body_of(event):
    """The JSON object in a request's body."""
    raw = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            raw = base64.b64decode(raw, validate=True).decode()
        if len(raw) > MAX_BODY:
            raise Refused(f"The body must not be longer than {MAX_BODY} characters.", status=413)
        body = json.loads(raw, parse_float=Decimal, parse_constant=refuse_constant)
    except (ValueError, ArithmeticError, RecursionError):
        raise Refused("The body must be JSON.") from None
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.")
    refuse_unkept(body)
    return body


def refuse_unkept(value, depth=0):
    """Refuse what DynamoDB would not keep, wherever it stands."""
    if depth > MAX_DEPTH:
        raise Refused(f"The body must not be nested more than {MAX_DEPTH} deep.")
    if isinstance(value, str):
        if not encodable(value):
            raise Refused("The body must not hold half a character.")
    elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if not storable(Decimal(value)):
            raise Refused(f"Numbers must not have more than {MAX_DIGITS} digits.")
    elif isinstance(value, list):
        for item in value:
            refuse_unkept(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not key:
                raise Refused("Keys must not be empty.")
            refuse_unkept(key)
            refuse_unkept(item, depth + 1)


def encodable(text):
    """Whether a text is whole: JSON can hold half of a surrogate pair, UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def storable(number):
    """Whether DynamoDB keeps a number to its last digit."""
    return len(number.as_tuple().digits) <= MAX_DIGITS and -MAX_DIGITS <= number.adjusted() <= MAX_DIGITS


def refuse_constant(name):
    """JSON has no NaN and no Infinity, though Python reads them."""
    raise ValueError(name)


def text(body, key, default):
    """A text of the body, or the default where it has none."""
    value = body.get(key)
    if value is None:
        return default
    if not isinstance(value, str) or not value or len(value) > 256:
        raise Refused(f"{key} must be a text of 1 to 256 characters.")
    return value


def amount(body, key):
    """An amount of money of the body; 0 where it has none."""
    value = body.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Refused(f"{key} must be a number.")
    number = Decimal(value)
    if number < 0:
        raise Refused(f"{key} must not be negative.")
    return number


def items(body):
    """The items of the order, each an object."""
    value = body.get("items", [])
    if not isinstance(value, list) or len(value) > MAX_ITEMS or not all(isinstance(item, dict) for item in value):
        raise Refused(f"items must be a list of at most {MAX_ITEMS} objects.")
    for item in value:
        for key in ("price", "quantity"):
            if key in item:
                amount(item, key)
    return value


def store(order):
    """Keep the order; one that is already there is not replaced."""
    try:
        table.put_item(Item=order, ConditionExpression="attribute_not_exists(orderId)")
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            raise Refused(f"Order {order['orderId']} exists already.", status=409) from None
        raise


def answer(status, body):
    """A response of the API; its CORS headers are the API's own."""
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}
