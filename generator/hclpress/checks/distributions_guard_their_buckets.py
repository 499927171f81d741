"""A distribution reads its buckets with an identity of its own.

Without an origin access control or identity CloudFront asks the bucket as anybody would, so the bucket has to be public
for it. Without a root object, a visitor of the bare domain is shown the list of all files, where the bucket lets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("CloudFront.1", "CloudFront.13")
CHECKOV = ("CKV_AWS_305", "CKV2_AWS_46")

_BUCKET = re.compile(r"aws_s3_bucket\.|\.s3[.-][\w.-]*amazonaws\.com")
_SIGNED = (
    Setting(
        "aws_cloudfront_origin_access_control",
        "signing_behavior",
        ("always",),
        "Requests to the origin are not signed",
        'Set `signing_behavior = "always"`.',
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each distribution that reads a bucket as anybody, or shows a list of files."""
    yield from unmet(parsed, _SIGNED)
    for placed in parsed.resources("aws_cloudfront_distribution"):
        buckets = {
            str(one.attributes.get("origin_id")): one for one in within(placed.block, "origin") if _is_bucket(one)
        }
        for name, origin in buckets.items():
            identities = [one.attributes.get("origin_access_identity") for one in within(origin, "s3_origin_config")]
            if not origin.attributes.get("origin_access_control_id") and not any(identities):
                yield Finding(
                    placed, f"The bucket of {name} is read as anybody would", "Set `origin_access_control_id`."
                )
        targets = [
            str(one.attributes.get("target_origin_id")) for one in within(placed.block, "default_cache_behavior")
        ]
        has_page = bool(placed.block.attributes.get("default_root_object"))
        if any(one in buckets for one in targets) and not has_page and placed.instance not in parsed.stack.plain:
            yield Finding(placed, "The bare domain has no page", 'Set `default_root_object = "index.html"`.')


def _is_bucket(origin: Block) -> bool:
    is_custom = any(True for _ in within(origin, "custom_origin_config"))
    return not is_custom and bool(_BUCKET.search(str(origin.attributes.get("domain_name"))))
