"""The state is encrypted.

The state holds every argument in plain text, secret ones among them, and whoever reads its bucket reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each backend in S3 that leaves the state unencrypted."""
    for placed in parsed.blocks:
        if placed.block.type != "terraform":
            continue
        for backend in within(placed.block, "backend"):
            if backend.labels == ("s3",) and backend.attributes.get("encrypt") is not True:
                yield Finding(placed, "The state is stored unencrypted", "Set `encrypt = true` in `backend`.")
