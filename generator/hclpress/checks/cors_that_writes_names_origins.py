"""CORS lets no foreign page write into a bucket.

With the origin `*` a page of anybody may upload, overwrite or delete in the name of whoever looks at it, wherever the
browser has a signed address. To read is another matter: pictures and fonts are often meant for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV2_AWS_75",)

_WRITING = frozenset({"DELETE", "POST", "PUT", "*"})


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each bucket and each function URL that a page of any origin may write by."""
    for placed in parsed.resources("aws_s3_bucket_cors_configuration", "aws_s3_bucket"):
        if any(_writes(one, "allowed_origins", "allowed_methods") for one in within(placed.block, "cors_rule")):
            yield Finding(placed, "Pages of every site may write into the bucket", "Name the origins that may.")
    for placed in parsed.resources("aws_lambda_function_url"):
        if any(_writes(one, "allow_origins", "allow_methods") for one in within(placed.block, "cors")):
            yield Finding(placed, "Pages of every site may call the function", "Name the origins that may.")


def _writes(block: Block, origins: str, methods: str) -> bool:
    return "*" in _listed(block, origins) and bool(_WRITING.intersection(_listed(block, methods)))


def _listed(block: Block, name: str) -> tuple[str, ...]:
    value = block.attributes.get(name)
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
