"""The notifications of a bucket have one writer.

S3 keeps one configuration of notifications for a bucket. Two resources that write it undo each other at each apply, and
the functions of one of them are not called (S3 API, PutBucketNotificationConfiguration).
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._literals import origins
from hclpress.hcl.expression import Expr
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource that writes what an earlier one writes."""
    writers: dict[str, list[PlacedBlock]] = {}
    for placed in parsed.resources("aws_s3_bucket_notification"):
        for bucket in _buckets(placed, parsed):
            writers.setdefault(bucket, []).append(placed)
    for bucket, written in writers.items():
        for placed in written[1:]:
            yield Finding(
                placed,
                f"Two resources write the notifications of {bucket.rpartition(' ')[2]}",
                f"{written[0]} does too, and each apply undoes one of them. Write them in one place.",
            )


def _buckets(placed: PlacedBlock, parsed: ParsedStack) -> Iterator[str]:
    """Yield the name of each bucket, or the address of its resource, behind the module that makes it."""
    for value, instance in origins(placed.block.attributes.get("bucket"), parsed, placed.instance, placed.block):
        if isinstance(value, Expr):
            yield f"{instance or ''} {value.removesuffix('.id').removesuffix('.bucket')}"
        else:
            yield str(value)
