"""Says in which table the users are."""

import json
import os
from pathlib import Path

HEADERS = json.loads(Path(__file__).with_name("headers.json").read_text("utf-8"))


def handler(_event: object, _context: object) -> dict[str, object]:
    """Answer one request."""
    return {"statusCode": 200, "headers": HEADERS, "body": json.dumps({"table": os.environ["USERS_TABLE"]})}
