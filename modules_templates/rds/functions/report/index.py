"""Tells with whom the database may be reached: a token in the place of a password."""

import os

import boto3


def handler(_event: object, _context: object) -> dict[str, str]:
    """Answer with the host and a token that signs the user `app` in."""
    host = os.environ["HOST"]
    token = boto3.client("rds").generate_db_auth_token(DBHostname=host, Port=5432, DBUsername="app")
    return {"host": host, "token_begins_with": token.partition("?")[0]}
