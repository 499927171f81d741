"""Receipts of orders, which a topic announces."""

import json
import logging
from collections.abc import Mapping
from typing import Any

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def send(event: Mapping[str, Any], _context: object) -> None:
    """Write the receipt of each order of a call."""
    for record in event["Records"]:
        order = json.loads(record["Sns"]["Message"])
        logger.info("receipt of order %s: %s", order["id"], order["total"])
