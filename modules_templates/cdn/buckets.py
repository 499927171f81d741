"""The buckets behind a distribution: what they are, what they give, and who may use them."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, encode
from hclpress.module.facts import Output
from hclpress.module.grant import Grant
from hclpress.spec.fields import KeyArn
from hclpress.spec.settings import Settings

_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("s3:GetObject",),
    "write": ("s3:DeleteObject", "s3:PutObject"),
    "full": ("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
}
_KEY_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("kms:Decrypt",),
    "write": ("kms:GenerateDataKey",),
    "full": ("kms:Decrypt", "kms:GenerateDataKey"),
}


class Bucket(Settings):
    """A bucket made here, which only the distribution can read."""

    versioning: bool = True
    """Whether what is overwritten or deleted can be brought back."""
    noncurrent_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """Days that overwritten and deleted versions are kept."""
    key: Literal["s3"] | KeyArn = "s3"
    """What encrypts the objects: S3's own key, or a KMS key by ARN, whose policy must let `cloudfront.amazonaws.com`
    decrypt for this distribution."""


def bucket_outputs(name: str, bucket: Bucket) -> Iterable[Output]:
    """What the origin `name` gives to those who fill its bucket."""
    label = identifier(name)
    resource = f"aws_s3_bucket.{label}"
    yield Output(f"{label}_bucket_arn", "string", Expr(f"{resource}.arn"), f"ARN of the bucket of {name}.")
    yield Output(f"{label}_bucket_name", "string", Expr(f"{resource}.bucket"), f"Name of the bucket of {name}.", True)
    if bucket.key != "s3":
        yield Output(f"{label}_key_arn", "string", encode(bucket.key), f"ARN of the key that encrypts {name}.")


def bucket_grants(name: str, bucket: Bucket, access: str) -> Iterable[Grant]:
    """Reading or writing the bucket of the origin `name`.

    Raises:
        LookupError: with a sentence for people, where there is no such access.
    """
    if access not in _ACTIONS:
        raise LookupError(f"A bucket can be used with {', '.join(_ACTIONS)}.")
    label = identifier(name)
    sid = "".join(part.capitalize() for part in name.split("-"))
    yield Grant(f"List{sid}", ("s3:ListBucket",), ((f"{label}_bucket_arn", ""),))
    yield Grant(f"{access.capitalize()}ObjectsOf{sid}", _ACTIONS[access], ((f"{label}_bucket_arn", "/*"),))
    if bucket.key != "s3":
        yield Grant(f"UseKeyOf{sid}", _KEY_ACTIONS[access], ((f"{label}_key_arn", ""),))
