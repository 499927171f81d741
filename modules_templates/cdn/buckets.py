"""Settings of the buckets behind a distribution."""

from typing import Annotated, Literal

from pydantic import Field, Tag

from hclpress.module import KeyArn, Settings, word_or_own


class Bucket(Settings):
    """A bucket that is made here, and that only the distribution can read."""

    versioning: bool = True
    """Whether overwritten and deleted objects can be restored."""
    noncurrent_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """Days that overwritten and deleted versions are kept."""
    key: Annotated[Annotated[Literal["s3"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("s3")] = "s3"
    """Key that encrypts the objects: S3's own, or a KMS key by ARN, whose policy must let `cloudfront.amazonaws.com`
    decrypt for this distribution."""

    @property
    def key_arn(self) -> str | None:
        """The ARN of the KMS key; None for S3's own key."""
        return None if self.key == "s3" else self.key
