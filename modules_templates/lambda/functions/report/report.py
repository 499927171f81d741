"""A report on whatever it is asked about."""

import logging
from collections.abc import Mapping

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def run(event: Mapping[str, str], _context: object) -> None:
    """Write one report."""
    logger.info("report on %s", event.get("about", "everything"))
