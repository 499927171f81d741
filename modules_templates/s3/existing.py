"""Buckets that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    BucketName,
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    Output,
    ParameterName,
    Problem,
    Site,
    StandInResource,
    Ways,
    item_label,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .grants import grants


class FoundBucket(Ways):
    """A bucket that exists already, found by its name or a parameter with its name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm")

    name: BucketName | None = None
    """Name of the bucket."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the name."""
    key: Annotated[
        Annotated[Literal["s3"], Tag("word")] | Annotated[KeyArn, Tag("own")],
        word_or_own("s3"),
    ] = "s3"
    """Key that encrypts the objects: S3's own, or a KMS key by ARN, which users of the objects may then use."""
    grant_key: bool = True
    """With a KMS key: whether users of the objects may use the key."""


class FoundBuckets(FoundBucket):
    """One bucket, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm", "buckets")
    several: ClassVar[str | None] = "buckets"

    buckets: Mapping[ItemName, FoundBucket] = {}
    """Several buckets, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingS3(Existing):
    """Buckets that exist already."""

    existing: FoundBuckets
    """Buckets to find."""

    def buckets_of(self, site: Site) -> Mapping[str, FoundBucket]:
        """The buckets by the names that the spec calls them."""
        return self.existing.buckets or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report keys of another region."""
        for name, bucket in self.buckets_of(site).items():
            if bucket.key != "s3":
                path = (*self.existing.place_of(name), "key")
                yield from told_elsewhere(bucket.key, "The key", site, path, shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write the objects of one bucket (the item), or to `list` them."""
        return grants(self.buckets_of(site), self.existing.item_of(item, site), access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of buckets and keys."""
        yield "no bucket policy denies the roles that use it"
        if any(bucket.key != "s3" for bucket in self.buckets_of(site).values()):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The buckets, their keys, and the parameters that hold their names."""
        for name, bucket in self.buckets_of(site).items():
            label = item_label(name, site)
            arguments = {"bucket": bucket.name or f"stand-in-{name}"}
            yield StandInResource("aws_s3_bucket", label, arguments, site.region)
            if bucket.ssm is not None:
                text = Expr(f"aws_s3_bucket.{label}.bucket")
                yield StandInResource.parameter(bucket.ssm, label, text, site.region)

    def found(self, site: Site) -> Found:
        """The name, the ARN and the host name of each bucket, and its key."""
        return Found.together(_found(name, bucket, site) for name, bucket in self.buckets_of(site).items())


def _found(name: str, bucket: FoundBucket, site: Site) -> Found:
    value, needed = told_or_held(bucket.name, bucket.ssm, item_label(name, site), "stand-in-bucket")
    return Found(tuple(_facts(name, bucket, value, site)), tuple(needed))


def _facts(name: str, bucket: FoundBucket, value: FoundValue, site: Site) -> Iterator[Output]:
    label = identifier(name)
    arn = value.within(f"arn:{partition_of(site.region)}:s3:::")
    host = value.within("", f".s3.{site.region}.{dns_suffix_of(site.region)}")
    yield Output(f"{label}_bucket_name", "string", value.expression, f"Name of the bucket {name}.")
    yield Output(f"{label}_bucket_arn", "string", arn, f"ARN of the bucket {name}.")
    yield Output(
        f"{label}_bucket_regional_domain_name", "string", host, f"Host name of the bucket {name} in its region."
    )
    if bucket.key != "s3":
        yield Output(f"{label}_key_arn", "string", encode(bucket.key), f"ARN of the key that encrypts {name}.")
