"""What the store's handlers share towards their callers: requests in, JSON out, and reasons for what is refused.

What went wrong inside is logged and never shown.
"""

import base64
import json
import logging
import uuid
from decimal import Decimal

logger = logging.getLogger()
logger.setLevel(logging.INFO)

# What the columns of schema.sql hold: numeric(12, 2), and integers of 32 bits with room to add.
CENT = Decimal("0.01")
DEAREST = Decimal("9999999999.99")
MOST = 1_000_000_000


class Refused(Exception):
    """The request cannot be met; the message may be shown to whoever sent it."""

    def __init__(self, message, status=400):
        super().__init__(message)
        self.status = status


def serve(event, methods):
    """Answer one request of a REST API's proxy integration with the function its method is mapped to."""
    headers = {"Content-Type": "application/json"}
    try:
        method = methods.get(event.get("httpMethod"))
        if method is None:
            raise Refused(f"Use one of {', '.join(sorted(methods))}.", status=405)
        status, body = method(event)
    except Refused as refused:
        status, body = refused.status, {"error": str(refused)}
        if status == 503:
            headers["Retry-After"] = "1"
    except Exception:
        logger.exception("a request could not be answered")
        status, body = 500, {"error": "Internal server error"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body, default=plain)}


def body_of(event):
    """The JSON object in a request's body, its amounts as Decimal."""
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


def query(event, key):
    """One parameter of the query, None where there is none."""
    return (event.get("queryStringParameters") or {}).get(key) or None


def text(body, key, longest, *, empty=False):
    """A text of the body."""
    value = body.get(key)
    if not isinstance(value, str):
        raise Refused(f"{key} must be a text.")
    if len(value) > longest or not (value.strip() or empty) or not storable(value):
        raise Refused(f"{key} must have {0 if empty else 1} to {longest} characters.", status=422)
    return value


def storable(value):
    """Whether a text can be stored: JSON can hold half of a surrogate pair and NUL, PostgreSQL cannot."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def money(body, key):
    """An amount of the body, to the cent."""
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Refused(f"{key} must be a number.")
    # Compared first: what is far too large must not be computed with.
    if not 0 < value <= DEAREST or Decimal(value) % CENT:
        raise Refused(f"{key} must be more than 0, at most {DEAREST}, and have no part of a cent.", status=422)
    return Decimal(value).quantize(CENT)


def whole(body, key, least):
    """A whole number of the body."""
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(f"{key} must be a whole number.")
    if not least <= value <= MOST:
        raise Refused(f"{key} must be from {least} to {MOST}.", status=422)
    return value


def identity(value, key):
    """A UUID, however it is spelled."""
    if not isinstance(value, str):
        raise Refused(f"{key} must be a text.")
    try:
        return uuid.UUID(value)
    except ValueError:
        raise Refused(f"{key} must be a UUID.", status=422) from None


def plain(value):
    """What json makes of the values a database has."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value).__name__)
