"""Outputs of s3."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, encode
from hclpress.module import Output, environment_expression, identifier

from .settings import S3Settings


def outputs(settings: S3Settings) -> Iterator[Output]:
    """The name, the ARN and the host name of each bucket, and its key."""
    for name, bucket in settings.buckets.items():
        label, resource = identifier(name), "aws_s3_bucket"
        # An object that is written before these exist is neither versioned nor under the right key.
        ready = ["public_access_block", "server_side_encryption_configuration"]
        ready += ["versioning"] if bucket.versioning else []
        yield Output.of(
            resource,
            label,
            "bucket",
            f"Name of the bucket {name}.",
            name=f"{label}_bucket_name",
            exported=True,
            after=tuple(Expr(f"aws_s3_bucket_{one}.{label}") for one in ready),
        )
        yield Output.of(resource, label, "arn", f"ARN of the bucket {name}.", name=f"{label}_bucket_arn")
        yield Output.of(
            resource, label, "bucket_regional_domain_name", f"Host name of the bucket {name} in its region."
        )
        if bucket.key != "s3":
            key = encode(environment_expression(bucket.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.", kind="key arn")
