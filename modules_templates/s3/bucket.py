"""A bucket, and what of it S3 would refuse."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import KeyReference
from hclpress.modules.s3.lifecycle import Rule, RuleName, rule_problems
from hclpress.source.document import SpecPath
from hclpress.spec.fields import ItemName, arn_region
from hclpress.spec.settings import Settings


class AccessLogs(Settings):
    """A record of every request, in another bucket."""

    bucket: ItemName
    """The bucket of this instance that takes the record."""
    prefix: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """What the keys of its objects begin with. Left out: the name of the recorded bucket and a slash."""


class Website(Settings):
    """Pages that S3 itself would serve."""

    index: Annotated[str, Field(min_length=1)] = "index.html"
    """The page of a folder."""
    error: Annotated[str, Field(min_length=1)] | None = None
    """The page for what is not there."""


class Cors(Item):
    """Which pages of other origins may read and write, in their visitors' browsers."""

    origins: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """The pages, such as `https://shop.example.com`; `*` for all."""
    methods: Annotated[tuple[Literal["GET", "PUT", "POST", "DELETE", "HEAD"], ...], Field(min_length=1)]
    """What they may do."""
    headers: tuple[str, ...] = ()
    """The request headers they may send."""
    expose_headers: tuple[str, ...] = ()
    """The response headers they may see."""
    max_age_seconds: Annotated[int, Field(ge=0, le=86400)] = 300
    """Seconds a browser remembers the answer."""


class Bucket(Item):
    """A bucket that nobody outside the account can reach."""

    versioning: bool = True
    """Whether what is overwritten or deleted can be brought back."""
    key: Annotated[
        Annotated[Literal["s3"], Tag("s3")] | Annotated[KeyReference, Tag("own")],
        Discriminator(lambda value: "s3" if value == "s3" else "own"),
    ] = "s3"
    """What encrypts the objects: S3's own key, or a KMS key by ARN or `{from: instance.fact}`."""
    bucket_key: bool = True
    """With a KMS key: whether S3 derives a key for the bucket from it, which saves most of the requests to KMS."""
    grant_key: bool = True
    """With a KMS key: whether those who use the bucket may use the key for it. `false` leaves it to their own `uses`,
    without which they can neither read nor write."""
    tls_only: bool = True
    """Whether requests without TLS are refused."""
    account_suffix: bool = False
    """Whether the account's id ends the name, which keeps it apart from everybody else's in the world."""
    lifecycle: Mapping[RuleName, Rule] = {}
    """What becomes of objects as they grow old, by the rules' names."""
    abort_uploads_days: Annotated[int, Field(ge=1, le=3650)] | None = 7
    """Days after which uploads in parts that were never finished are thrown away; until then they cost and do not
    show. `null`: never."""
    access_logs: AccessLogs | None = None
    """A record of every request. Left out: none."""
    website: Website | None = None
    """The website configuration. The bucket stays closed, so only CloudFront can bring its pages to anybody."""
    cors: Annotated[tuple[Cors, ...], Field(max_length=100)] = ()
    """Which pages of other origins may read and write. The first rule that fits counts."""


ABORT_RULE = "abort-unfinished-uploads"


def bucket_problems(name: str, buckets: Mapping[str, Bucket], region: str) -> Iterator[Problem]:
    """What S3 would refuse, and what would not work though it is taken.

    Args:
        name: the bucket in question.
        buckets: all of them.
        region: where they lie.
    """
    bucket, path = buckets[name], ("buckets", name)
    if isinstance(bucket.key, str) and bucket.key != "s3" and arn_region(bucket.key) != region:
        yield Problem(
            (*path, "key"),
            "key-of-another-region",
            f"The key lies in {arn_region(bucket.key)}",
            f"The bucket lies in {region} and can use only keys from there.",
        )
    for rule_name, rule in bucket.lifecycle.items():
        place = (*path, "lifecycle", rule_name)
        if rule_name == ABORT_RULE and bucket.abort_uploads_days is not None:
            yield Problem(
                place,
                "rule-twice",
                f"There is a rule called {ABORT_RULE} already",
                "It follows from `abort_uploads_days`. Call this one something else.",
            )
        yield from rule_problems(rule, place, versioned=bucket.versioning)
    yield from _log_problems(name, buckets)
    if bucket.website is not None and "/" in bucket.website.index:
        yield Problem(
            (*path, "website", "index"),
            "index-in-a-folder",
            "The index page has a slash in its name",
            "It is looked for in every folder by itself, so S3 refuses a path. Write its name alone, such as "
            "index.html.",
        )
    for index, cors in enumerate(bucket.cors):
        for field, values in (("origins", cors.origins), ("headers", cors.headers)):
            for position, value in enumerate(values):
                if value.count("*") > 1:
                    yield Problem(
                        (*path, "cors", index, field, position),
                        "too-many-wildcards",
                        f"{value!r} has more than one `*`",
                        "S3 takes one in each value. Write several values instead.",
                    )


def _log_problems(name: str, buckets: Mapping[str, Bucket]) -> Iterator[Problem]:
    logs = buckets[name].access_logs
    if logs is None:
        return
    place: SpecPath = ("buckets", name, "access_logs", "bucket")
    target = buckets.get(logs.bucket)
    if target is None:
        yield Problem(
            place,
            "no-such-bucket",
            f"No bucket here is called {logs.bucket!r}",
            f"There is: {', '.join(buckets)}. The record must lie in a bucket of the same instance, whose policy "
            "then lets S3 write it.",
        )
        return
    if name in _recorded_in(name, buckets):
        yield Problem(
            place,
            "logs-in-a-circle",
            "The record would record itself",
            f"Each line written to {logs.bucket} is a request that is recorded in turn, without end. Record into a "
            "bucket that is not recorded.",
        )
    if target.key != "s3":
        yield Problem(
            place,
            "logs-under-kms",
            f"S3 cannot write records into {logs.bucket}",
            "Access logs are delivered only to buckets encrypted with S3's own key. Give that bucket `key: s3`.",
        )


def _recorded_in(name: str, buckets: Mapping[str, Bucket]) -> tuple[str, ...]:
    """The bucket that takes the record of `name`, the one that takes that bucket's, and so on."""
    found: dict[str, None] = {}
    logs = buckets[name].access_logs
    while logs is not None and logs.bucket in buckets and logs.bucket not in found:
        found[logs.bucket] = None
        logs = buckets[logs.bucket].access_logs
    return tuple(found)
