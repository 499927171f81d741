"""/users: who the customers are."""

import os
import re
import uuid

from rest import Refused, body_of, change, create, database, find, query, serve, text

users = database.Table(os.environ["USERS_TABLE"])


def handler(event, context):
    """Answer one request."""
    return serve(event, {"GET": read, "POST": add, "PUT": update, "DELETE": remove})


def read(event):
    """One user. There is no way to list them all."""
    return 200, find(users, {"userId": query(event, "userId", required=True)})


def add(event):
    """A new user."""
    body = body_of(event)
    user = {
        "userId": text(body, "userId", default=str(uuid.uuid4())),
        "name": text(body, "name"),
        "email": email(body, "email"),
    }
    return 201, create(users, user, "userId")


def update(event):
    """Other values for a user who is there."""
    body = body_of(event)
    rules = {"name": text, "email": email}
    values = {key: rule(body, key) for key, rule in rules.items() if key in body}
    return 200, change(users, {"userId": text(body, "userId")}, values)


def remove(event):
    """Forget a user."""
    user = query(event, "userId", required=True)
    gone = users.delete_item(Key={"userId": user}, ReturnValues="ALL_OLD").get("Attributes")
    if gone is None:
        raise Refused(f"There is no userId {user}.", status=404)
    return 200, {"userId": user}


def email(body, key):
    """A text that looks like an address of mail."""
    value = text(body, key)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise Refused(f"{key} must be an address of mail.")
    return value
