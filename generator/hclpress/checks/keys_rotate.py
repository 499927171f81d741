"""Every customer-managed key rotates.

AWS creates new key material each year and keeps the old for existing data, without an interruption. So leaked key
material loses value each year. Only symmetric encryption keys can rotate.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CIS = ("3.6",)
CHECKOV = ("CKV_AWS_7",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each symmetric key that does not rotate."""
    for placed in parsed.resources("aws_kms_key"):
        arguments = placed.block.attributes
        symmetric = arguments.get("customer_master_key_spec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
        if symmetric and arguments.get("enable_key_rotation") is not True:
            yield Finding(placed, "The key never rotates", "Set `enable_key_rotation = true`.")
