"""Every key of one's own rotates.

AWS makes new key material each year and keeps the old for what it has encrypted, without anybody noticing: whatever
leaked of a key is then worth less each year. Only symmetric keys for encryption can.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each symmetric key that does not rotate."""
    for placed in parsed.resources("aws_kms_key"):
        arguments = placed.block.attributes
        symmetric = arguments.get("customer_master_key_spec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
        if symmetric and arguments.get("enable_key_rotation") is not True:
            yield Finding(placed, "The key never changes", "Set `enable_key_rotation = true`.")
