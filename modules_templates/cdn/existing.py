"""A distribution that exists already."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    AliasFacts,
    BucketName,
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    LookUp,
    Output,
    ParameterName,
    Problem,
    Settings,
    Site,
    StandInResource,
    Ways,
    account_of,
    spelled,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .grants import grants_of

DistributionId = Annotated[str, spelled(r"E[A-Z0-9]{7,20}", "the id of a distribution", "E2QWRUHAPOMQZL")]
_ZONES = {"aws": "Z2FDTNDATAQYW2", "aws-cn": "Z3RFFRIM2A3IF5"}
"""Hosted zones of all distributions (Amazon Route 53 API reference, AliasTarget)."""


_STAND_IN: Mapping[str, Mapping[str, object]] = {
    "origin": {
        "origin_id": "elsewhere",
        "domain_name": "elsewhere.example.com",
        "custom_origin_config": {
            "http_port": 80,
            "https_port": 443,
            "origin_protocol_policy": "https-only",
            "origin_ssl_protocols": ["TLSv1.2"],
        },
    },
    "default_cache_behavior": {
        "target_origin_id": "elsewhere",
        "viewer_protocol_policy": "https-only",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        # AWS's own policy CachingOptimized (CloudFront Developer Guide, "Managed cache policies").
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    "restrictions": {"geo_restriction": {"restriction_type": "none"}},
    "viewer_certificate": {"cloudfront_default_certificate": True},
}
"""Blocks of a distribution that stands in for one in a rehearsal."""


class FoundOriginBucket(Settings):
    """The bucket of an origin that exists already."""

    name: BucketName
    """Name of the bucket."""
    key: Annotated[
        Annotated[Literal["s3"], Tag("word")] | Annotated[KeyArn, Tag("own")],
        word_or_own("s3"),
    ] = "s3"
    """Key that encrypts the objects: S3's own, or a KMS key by ARN, which users of the objects may then use."""


class FoundDistribution(Ways):
    """A distribution that exists already, found by its id or a parameter with it."""

    ways: ClassVar[tuple[str, ...]] = ("id", "ssm")

    id: DistributionId | None = None
    """Id of the distribution."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the id."""
    buckets: Mapping[ItemName, FoundOriginBucket] = {}
    """Buckets of its origins that something here uses, by the names of the origins. Left out: none."""


class ExistingCdn(Existing):
    """A distribution that exists already."""

    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "cloudfront"

    existing: FoundDistribution
    """Distribution to find."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report keys of other regions."""
        for name, bucket in self.existing.buckets.items():
            if bucket.key != "s3":
                path = ("existing", "buckets", name, "key")
                yield from told_elsewhere(bucket.key, "The key", site, path, shared=True)

    def alias_of(self, host: str) -> AliasFacts:
        """The facts by which an alias record leads to it. Its own names are not told."""
        return AliasFacts("domain_name", "hosted_zone_id")

    def has_record_for(self, host: str) -> bool:
        """Whether it makes the record for a name itself: never."""
        return False

    def grants(self, item: str | None, access: str, site: Site) -> Iterator[Grant]:
        """Permissions to read or write the bucket of an origin (the item), or to invalidate the distribution."""
        return grants_of(self.existing.buckets, item, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of buckets and keys."""
        if self.existing.buckets:
            yield "no bucket policy denies the roles that use it"
        if any(bucket.key != "s3" for bucket in self.existing.buckets.values()):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The distribution of an origin elsewhere, its buckets, and the parameter that holds its id."""
        label, region = identifier(site.instance), site.region
        for name, bucket in self.existing.buckets.items():
            yield StandInResource("aws_s3_bucket", identifier(f"{label}-{name}"), {"bucket": bucket.name}, region)
        told = {self.existing.id: "id"} if self.existing.id else {}
        yield StandInResource("aws_cloudfront_distribution", label, {"enabled": True}, region, _STAND_IN, told)
        if self.existing.ssm is not None:
            text = Expr(f"aws_cloudfront_distribution.{label}.id")
            yield StandInResource.parameter(self.existing.ssm, label, text, region)

    def found(self, site: Site) -> Found:
        """The ARN, the id and the host name of the distribution, and its buckets."""
        label = identifier(site.instance)
        value, needed = told_or_held(self.existing.id, self.existing.ssm, label, "E0000000000000")
        answers = {"domain_name": "d000000000000.cloudfront.net"}
        found = LookUp("aws_cloudfront_distribution", label, {"id": value.expression}, answers)
        return Found((*_facts(value, found, site), *_bucket_facts(self.existing.buckets, site)), (*needed, found))


def _facts(value: FoundValue, found: LookUp, site: Site) -> Iterator[Output]:
    partition = partition_of(site.region)
    arn = FoundValue.joined(f"arn:{partition}:cloudfront::", account_of(site), ":distribution/", value)
    zone = encode(_ZONES.get(partition, _ZONES["aws"]))
    yield Output("distribution_arn", "string", arn.expression, "ARN of the distribution.")
    yield Output("distribution_id", "string", value.expression, "Id of the distribution, for invalidations.")
    yield Output("domain_name", "string", found.attribute("domain_name"), "Host name of the distribution.")
    yield Output("hosted_zone_id", "string", zone, "Hosted zone of the distribution, for alias records.")


def _bucket_facts(buckets: Mapping[str, FoundOriginBucket], site: Site) -> Iterator[Output]:
    for key, bucket in buckets.items():
        label = identifier(key)
        arn = encode(f"arn:{partition_of(site.region)}:s3:::{bucket.name}")
        yield Output(f"{label}_bucket_arn", "string", arn, f"ARN of the bucket of {key}.")
        yield Output(f"{label}_bucket_name", "string", encode(bucket.name), f"Name of the bucket of {key}.")
        if bucket.key != "s3":
            yield Output(f"{label}_key_arn", "string", encode(bucket.key), f"ARN of the key that encrypts {key}.")
