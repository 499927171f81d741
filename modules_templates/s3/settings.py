"""Settings of the module s3."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import Item, ItemName, KeyReference, Module, Settings

from .lifecycle import Rule, RuleName

ABORT_RULE = "abort-unfinished-uploads"
"""The name of the rule that `abort_uploads_days` makes."""


class AccessLogs(Settings):
    """A record of every request, in another bucket."""

    bucket: ItemName
    """The bucket of this instance that takes the record."""
    prefix: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """Prefix of the keys of its objects. Left out: the name of the recorded bucket and a slash."""


class Website(Settings):
    """The index and error pages of a website."""

    index: Annotated[str, Field(min_length=1)] = "index.html"
    """The page of a folder."""
    error: Annotated[str, Field(min_length=1)] | None = None
    """The page for what is not there."""


class Cors(Item):
    """A rule for pages of other origins that read and write in the browsers of their visitors."""

    origins: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """The pages, such as `https://shop.example.com`; `*` for all."""
    methods: Annotated[tuple[Literal["GET", "PUT", "POST", "DELETE", "HEAD"], ...], Field(min_length=1)]
    """Methods they may use."""
    headers: tuple[str, ...] = ()
    """The request headers they may send."""
    expose_headers: tuple[str, ...] = ()
    """The response headers they may see."""
    max_age_seconds: Annotated[int, Field(ge=0, le=86400)] = 300
    """Seconds a browser remembers the answer."""


class Bucket(Item):
    """A bucket that nobody outside the account can reach."""

    versioning: bool = True
    """Whether an overwritten or deleted object can be restored."""
    key: Annotated[
        Annotated[Literal["s3"], Tag("s3")] | Annotated[KeyReference, Tag("own")],
        Discriminator(lambda value: "s3" if value == "s3" else "own"),
    ] = "s3"
    """Key that encrypts the objects: S3's own, or a KMS key by ARN or `{from: instance.fact}`."""
    bucket_key: bool = True
    """With a KMS key: whether S3 derives a key for the bucket from it, which saves most of the requests to KMS."""
    grant_key: bool = True
    """With a KMS key: whether those who use the bucket get the right to use the key. With `false` they cannot read or
    write without the key under their own `uses`."""
    tls_only: bool = True
    """Whether requests without TLS are refused."""
    account_suffix: bool = False
    """Whether the account's id ends the name, which keeps it apart from everybody else's in the world."""
    lifecycle: Mapping[RuleName, Rule] = {}
    """Lifecycle rules by name: moves to cheaper storage, and deletion."""
    abort_uploads_days: Annotated[int, Field(ge=1, le=3650)] | None = 7
    """Days after which S3 deletes the parts of unfinished uploads; until then they cost and no listing shows them.
    `null`: never."""
    access_logs: AccessLogs | None = None
    """A record of every request. Left out: none."""
    website: Website | None = None
    """The website configuration. The bucket stays closed, so only CloudFront can serve its pages."""
    cors: Annotated[tuple[Cors, ...], Field(max_length=100)] = ()
    """CORS rules: the pages of other origins that may read and write. The first rule that fits counts."""


class S3Settings(Module):
    """Settings of one instance."""

    buckets: Annotated[Mapping[ItemName, Bucket], Field(min_length=1)]
    """The buckets by name."""

    @property
    def recorded_in(self) -> Mapping[str, tuple[str, ...]]:
        """The buckets whose requests are recorded, by the bucket that takes the record."""
        found: dict[str, tuple[str, ...]] = {}
        for name, bucket in self.buckets.items():
            if bucket.access_logs is not None:
                target = bucket.access_logs.bucket
                found[target] = (*found.get(target, ()), name)
        return found
