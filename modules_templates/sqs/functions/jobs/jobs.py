"""Jobs in a queue: `send` puts them there, `work` does them."""

import json
import logging
import os
from collections.abc import Mapping
from typing import Any

import boto3

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def send(event: Mapping[str, Any], _context: object) -> Mapping[str, int]:
    """Put the jobs of a call into the queue."""
    queue = boto3.client("sqs")
    for job in event["jobs"]:
        queue.send_message(QueueUrl=os.environ["JOBS"], MessageBody=json.dumps(job))
    return {"sent": len(event["jobs"])}


def work(event: Mapping[str, Any], _context: object) -> Mapping[str, list[dict[str, str]]]:
    """Do the jobs of a batch, and name those that failed, so that only these come again."""
    failed = []
    for record in event["Records"]:
        try:
            logger.info("done: %s", json.loads(record["body"])["title"])
        except (KeyError, ValueError):
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
