"""Facts that a distribution gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import encode, identifier
from hclpress.module import Output

from .settings import CdnSettings

_DISTRIBUTION = ("aws_cloudfront_distribution", "this")


def outputs_of(cdn: CdnSettings) -> Iterator[Output]:
    """The ARN, the id and the host name of the distribution, and its buckets."""
    identity, host = "Id of the distribution, for invalidations.", "Host name of the distribution."
    yield Output.of(*_DISTRIBUTION, "arn", "ARN of the distribution.", name="distribution_arn")
    yield Output.of(*_DISTRIBUTION, "id", identity, name="distribution_id", exported=True)
    yield Output.of(*_DISTRIBUTION, "domain_name", host, exported=True)
    yield Output.of(*_DISTRIBUTION, "hosted_zone_id", "Hosted zone of the distribution, for alias records.")
    for key, origin in cdn.buckets.items():
        label = identifier(key)
        bucket = ("aws_s3_bucket", label)
        name = f"{label}_bucket_name"
        yield Output.of(*bucket, "arn", f"ARN of the bucket of {key}.", name=f"{label}_bucket_arn")
        yield Output.of(*bucket, "bucket", f"Name of the bucket of {key}.", name=name, exported=True)
        if origin.bucket.key_arn:
            arn = encode(origin.bucket.key_arn)
            yield Output(f"{label}_key_arn", "string", arn, f"ARN of the key that encrypts {key}.", kind="key arn")
