"""What the storefront's services share: requests in, JSON out, one small resource in one table.

Amounts are read as Decimal, because DynamoDB stores no floats. What went wrong inside is logged and never shown.
"""

import base64
import json
import logging
from decimal import Decimal

import boto3
from botocore.exceptions import ClientError

logger = logging.getLogger()
logger.setLevel(logging.INFO)
database = boto3.resource("dynamodb")

PAGE = 50
MAX_DIGITS = 38


class Refused(Exception):
    """The request cannot be met; the message may be shown to whoever sent it."""

    def __init__(self, message, status=400):
        super().__init__(message)
        self.status = status


def serve(event, methods):
    """Answer one request of a REST API's proxy integration with the function its method is mapped to."""
    try:
        method = methods.get(event.get("httpMethod"))
        if method is None:
            raise Refused(f"Use one of {', '.join(sorted(methods))}.", status=405)
        status, body = method(event)
    except Refused as refused:
        status, body = refused.status, {"error": str(refused)}
    except Exception:
        logger.exception("a request could not be answered")
        status, body = 500, {"error": "Internal server error"}
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body, default=plain),
    }


def body_of(event):
    """The JSON object in a request's body."""
    raw = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            raw = base64.b64decode(raw, validate=True).decode()
        body = json.loads(raw, parse_float=Decimal, parse_constant=refuse_constant)
    except (ValueError, ArithmeticError, RecursionError):
        raise Refused("The body must be JSON.") from None
    if not isinstance(body, dict):
        raise Refused("The body must be a JSON object.")
    return body


def refuse_constant(name):
    """JSON has no NaN and no Infinity, though Python reads them."""
    raise ValueError(name)


def query(event, key, *, required=False):
    """One parameter of the query, None where there is none."""
    value = (event.get("queryStringParameters") or {}).get(key)
    if required and not value:
        raise Refused(f"The query parameter {key} is missing.")
    return text({key: value}, key) if value else None


def text(body, key, *, default=None, longest=256):
    """A text of the body; without a default it must be there."""
    value = body.get(key, default)
    if not isinstance(value, str) or not value or len(value) > longest or not encodable(value):
        raise Refused(f"{key} must be a text of 1 to {longest} characters.")
    return value


def encodable(value):
    """Whether a text is whole: JSON can hold half of a surrogate pair, UTF-8 cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def number(body, key, *, default=None, whole=False):
    """A number of the body, not negative; without a default it must be there."""
    value = body.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, Decimal)):
        raise Refused(f"{key} must be a {'whole ' if whole else ''}number.")
    exact = Decimal(value)
    if exact < 0 or len(exact.as_tuple().digits) > MAX_DIGITS or not -MAX_DIGITS <= exact.adjusted() <= MAX_DIGITS:
        raise Refused(f"{key} must not be negative, nor have more than {MAX_DIGITS} digits.")
    return exact


def create(table, item, key):
    """Put an item that must not be there yet."""
    try:
        table.put_item(
            Item=item, ConditionExpression="attribute_not_exists(#key)", ExpressionAttributeNames={"#key": key}
        )
    except ClientError as error:
        if failed_condition(error):
            raise Refused(f"{key} {item[key]} exists already.", status=409) from None
        raise
    return item


def change(table, keys, values):
    """Set some attributes of an item that must be there, and give it back whole."""
    if not values:
        raise Refused("There is nothing to change.")
    names = {f"#{index}": name for index, name in enumerate(values)}
    settings = ", ".join(f"{placeholder} = :{index}" for index, placeholder in enumerate(names))
    first = next(iter(keys))
    try:
        return table.update_item(
            Key=keys,
            UpdateExpression=f"SET {settings}",
            ConditionExpression="attribute_exists(#key)",
            ExpressionAttributeNames={**names, "#key": first},
            ExpressionAttributeValues={f":{index}": value for index, value in enumerate(values.values())},
            ReturnValues="ALL_NEW",
        )["Attributes"]
    except ClientError as error:
        if failed_condition(error):
            raise Refused(f"There is no {first} {keys[first]}.", status=404) from None
        raise


def find(table, keys):
    """The item with these keys."""
    item = table.get_item(Key=keys).get("Item")
    if item is None:
        first = next(iter(keys))
        raise Refused(f"There is no {first} {keys[first]}.", status=404)
    return item


def failed_condition(error):
    """Whether a call failed for its condition, not for a fault."""
    return error.response["Error"]["Code"] == "ConditionalCheckFailedException"


def plain(value):
    """What json makes of numbers as DynamoDB has them."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
