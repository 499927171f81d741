"""The store's connection to Aurora DSQL: signed in by IAM, over TLS, kept from one call to the next.

DSQL locks nothing. Two transactions that write the same row both go on until they commit, and then one of them is sent
back with SQLSTATE 40001: its work is to be done again, on what is there by then. `transaction` does that.
"""

import logging
import os
import random
import ssl
import sys
import time
from pathlib import Path

import boto3

# The driver lies in wheels, just as PyPI has them; Python imports from those as from folders.
sys.path += sorted(str(wheel) for wheel in Path(__file__).parent.glob("*.whl"))

from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection

logger = logging.getLogger()

ATTEMPTS = 10
FIRST_PAUSE = 0.01
LONGEST_PAUSE = 0.5
# DSQL ends a connection after an hour, whatever it is doing.
LONGEST_LIFE = 50 * 60
SECONDS_TO_ANSWER = 5

# A conflict; and a key that is there already, though it was chosen just now: the commit whose answer was lost went
# through after all, which the next attempt will see.
AGAIN = ("40001", "23505")
# DSQL's own marks: of data that somebody else changed, and of a schema that did.
MARKS = ("OC000", "OC001")
LOST = (InterfaceError, OSError)

_kept = {"connection": None, "until": 0.0}


class Contended(Exception):
    """So many others write the same rows that this transaction never got its turn."""


def transaction(work):
    """What `work(connection)` returns, done in one transaction.

    `work` is called again when the transaction could not be committed beside another one, or when the connection was
    lost: it must do nothing that cannot be repeated. After a connection that was lost in the commit nobody knows
    whether it was done, so a `work` that writes has to find out by a key it chose beforehand.

    Raises:
        Contended: after the last attempt.
    """
    lost = False
    for attempt in range(ATTEMPTS):
        connection = None
        try:
            connection = connected()
            connection.run("BEGIN")
            result = work(connection)
            connection.run("COMMIT")
        except LOST as error:
            logger.warning("the connection was lost: %s", type(error).__name__)
            forget()
            # One that was kept may have ended meanwhile; when a new one is lost too, the fault is elsewhere.
            if lost:
                raise
            lost = True
        except DatabaseError as error:
            undo(connection)
            if not is_conflict(error):
                raise
            logger.info("attempt %d met another transaction", attempt + 1)
        except BaseException:
            undo(connection)
            raise
        else:
            return result
        pause(attempt)
    raise Contended


def is_conflict(error):
    """Whether the server sent a transaction back to be done again."""
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    code, message = told.get("C", ""), told.get("M", "")
    return code in (*AGAIN, *MARKS) or any(f"({mark})" in message for mark in MARKS)


def pause(attempt):
    """Wait for a random part of a time that doubles: whoever met once shall not meet again."""
    time.sleep(random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)))  # noqa: S311


def connected():
    """The connection of this function's process, a new one when there is none or it is old."""
    if _kept["connection"] is None or time.time() > _kept["until"]:
        forget()
        _kept["connection"] = connect(os.environ.get("PGUSER", "store"))
        _kept["until"] = time.time() + LONGEST_LIFE
    return _kept["connection"]


def forget():
    """Let go of the connection, whatever state it is in."""
    connection, _kept["connection"] = _kept["connection"], None
    if connection is not None:
        try:
            connection.close()
        except LOST:
            logger.info("the connection was closed already")


def undo(connection):
    """End a transaction that failed; a connection that cannot even do that is of no use."""
    if connection is not None:
        try:
            connection.run("ROLLBACK")
        except (*LOST, DatabaseError):
            forget()


def connect(user):
    """A new connection as a role of the database, which IAM lets this function's own role sign in as."""
    host = os.environ["PGHOST"]
    return Connection(
        user=user,
        host=host,
        port=int(os.environ.get("PGPORT", "5432")),
        database=os.environ.get("PGDATABASE", "postgres"),
        password=token(user, host),
        ssl_context=verified(),
        timeout=SECONDS_TO_ANSWER,
        application_name=os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "global-store"),
    )


def token(user, host):
    """What stands in for a password: a signed request, good for a few minutes, made without asking anybody."""
    region = os.environ["AWS_REGION"]
    client = boto3.client("dsql", region_name=region)
    if user == "admin":
        return client.generate_db_connect_admin_auth_token(host, region)
    return client.generate_db_connect_auth_token(host, region)


def verified():
    """TLS that believes only a certificate for this very host."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
