"""Unfinished uploads end.

The parts of an upload that breaks off stay in the bucket, unseen in every list, and are paid for until somebody ends
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import is_dynamic
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_300",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each lifecycle without an enabled rule that ends them."""
    for placed in parsed.resources("aws_s3_bucket_lifecycle_configuration"):
        ending = [
            rule
            for rule in within(placed.block, "rule")
            if rule.attributes.get("status") == "Enabled"
            and any(True for _ in within(rule, "abort_incomplete_multipart_upload"))
        ]
        if not ending and not is_dynamic(placed.block, "rule") and placed.instance not in parsed.stack.plain:
            yield Finding(
                placed, "Unfinished uploads are kept for ever", "Add `abort_incomplete_multipart_upload` to a rule."
            )
