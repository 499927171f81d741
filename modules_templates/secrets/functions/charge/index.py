"""Asks the payment provider, with a token that nobody reads from the configuration."""

import os

import boto3

STORE = boto3.client("secretsmanager")


def handler(event: dict[str, str], _context: object) -> dict[str, str | None]:
    """Answer with the order and the last characters of the token that pays for it."""
    token = STORE.get_secret_value(SecretId=os.environ["TOKEN_ID"])["SecretString"]
    return {"order": event.get("order"), "paid_with": token[-4:]}
