"""Makes the store's tables, the role its functions sign in as, and says in the database which functions may.

To be called by hand after an apply, `aws lambda invoke --function-name …`; calling it again changes nothing.
"""

import logging
import os
import re
from pathlib import Path

from database import connect

logger = logging.getLogger()
logger.setLevel(logging.INFO)

ROLE = "store"
SCHEMA = Path(__file__).with_name("schema.sql")
# The variables that name the IAM roles of those who may sign in.
MAY_CONNECT = "MAY_CONNECT_"
ROLE_ARN = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+")
RIGHTS = (
    f"GRANT USAGE ON SCHEMA store TO {ROLE}",
    f"GRANT SELECT, INSERT, UPDATE ON store.products TO {ROLE}",
    f"GRANT SELECT, INSERT ON store.orders TO {ROLE}",
    f"GRANT SELECT, INSERT ON store.order_items TO {ROLE}",
)


def handler(event, context):
    """Bring the database to what schema.sql says."""
    connection = connect("admin")
    try:
        return migrate(connection)
    finally:
        connection.close()


def migrate(connection):
    """Run every statement that is still to be run, each in a transaction of its own."""
    run = []
    for statement in (*statements(), *role_statements(connection), *RIGHTS, *iam_statements(connection)):
        logger.info("%s", statement)
        connection.run(statement)
        run.append(statement)
    return {"statements": len(run)}


def statements():
    """The statements of schema.sql without its comments."""
    text = re.sub(r"--.*", "", SCHEMA.read_text("utf-8"))
    return [statement.strip() for statement in text.split(";") if statement.strip()]


def role_statements(connection):
    """What makes the role, where it is missing: CREATE ROLE knows no IF NOT EXISTS."""
    there = connection.run("SELECT 1 FROM pg_roles WHERE rolname = :role", role=ROLE)
    return [] if there else [f"CREATE ROLE {ROLE} WITH LOGIN"]


def iam_statements(connection):
    """What lets IAM roles sign in as that role, where they may not yet."""
    there = connection.run("SELECT arn FROM sys.iam_pg_role_mappings WHERE pg_role_name = :role", role=ROLE)
    granted = {row[0] for row in there}
    return [f"AWS IAM GRANT {ROLE} TO '{arn}'" for arn in functions() if arn not in granted]


def functions():
    """The IAM roles that the environment names."""
    named = [value for name, value in sorted(os.environ.items()) if name.startswith(MAY_CONNECT)]
    wrong = [value for value in named if not ROLE_ARN.fullmatch(value)]
    if wrong:
        raise ValueError(f"not an IAM role: {wrong[0]}")
    return named
