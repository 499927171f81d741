"""The types of values in specs, each with its rule and its error message."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.aws.countries import COUNTRIES, MISTAKEN
from hclpress.aws.regions import REGIONS, may_be_region, region_of_zone, zones_of
from hclpress.source.nearest import nearest


@lru_cache(maxsize=1024)
def _cidr(text: str) -> str:
    try:
        ipaddress.IPv4Network(text)
    except ValueError:
        try:
            widened = ipaddress.IPv4Network(text, strict=False)
        except ValueError:
            raise ValueError(f"{text!r} is not an IPv4 block; write one such as 10.0.0.0/16") from None
        raise ValueError(f"{text!r} has bits set behind its mask; the block is {widened}") from None
    if "/" not in text:
        raise ValueError(f"{text!r} has no mask; write {text}/32 for this one address")
    return text


def _region(text: str) -> str:
    if not may_be_region(text):
        guess = nearest(text, REGIONS)
        raise ValueError(f"{text!r} is not a region AWS has{f'; did you mean {guess}?' if guess else ''}")
    return text


def _zone(text: str) -> str:
    if region_of_zone(text) is None:
        if known := zones_of(text[:-1]):
            raise ValueError(f"{text!r} is no zone; known of {text[:-1]} are {', '.join(known)}")
        raise ValueError(f"{text!r} is not spelled like a zone; write one such as us-east-1a")
    return text


def _country(text: str) -> str:
    if text not in COUNTRIES:
        guess = MISTAKEN.get(text.upper(), text.upper())
        meant = f"; here perhaps {guess}" if guess in COUNTRIES else ""
        raise ValueError(f"no country has the code {text!r}; a code is two capital letters, such as DE{meant}")
    return text


_ARN = re.compile(r"arn:aws(?:-us-gov|-cn)?:([a-z0-9-]+):([a-z0-9-]*):([0-9]{12}|aws|):(.+)")


def arn_service(text: str) -> str | None:
    """Return the service of an ARN (`acm` in a certificate's), or None if `text` is no ARN."""
    match = _ARN.fullmatch(text)
    return match[1] if match else None


def arn_region(text: str) -> str | None:
    """Return the region of an ARN (empty for global services), or None if `text` is no ARN."""
    match = _ARN.fullmatch(text)
    return match[2] if match else None


def arn_of_one(service: str, resource: str, thing: str, example: str) -> AfterValidator:
    """Return the check of the ARN of one resource, which has a region and an account.

    Args:
        service: the service in the ARN.
        resource: the form of its last part, as a regular expression.
        thing: a phrase for the resource, such as `a queue`.
        example: such an ARN.
    """
    form = re.compile(resource)

    def check(text: str) -> str:
        match = _ARN.fullmatch(text)
        if match is None or match[1] != service:
            raise ValueError(f"{text!r} is not an ARN of {service}; write one such as {example}")
        if not match[2] or not match[3] or not form.fullmatch(match[4]):
            raise ValueError(f"{text!r} is not the ARN of {thing}; write one such as {example}")
        return text

    return AfterValidator(check)


def _id_of(prefix: str, title: str, example: str) -> AfterValidator:
    shape = re.compile(rf"{prefix}-(?:[0-9a-f]{{8}}|[0-9a-f]{{17}})")

    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(f"{text!r} is not the id of {title}; write one such as {example}")
        return text

    return AfterValidator(check)


def spelled(shape: str, title: str, example: str) -> AfterValidator:
    """Return the check of a text that has one form as a whole, for errors that say it in words.

    Args:
        shape: its form, as a regular expression.
        title: a phrase for it, such as `the name of a table`.
        example: a text of this form.
    """
    form = re.compile(shape)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(f"{text!r} is not {title}; write one such as {example}")
        return text

    return AfterValidator(check)


# Amazon S3 User Guide, "General purpose bucket naming rules", without the reserved words: AWS may have made the bucket.
_BUCKET_NAME = r"(?![0-9]{1,3}(?:\.[0-9]{1,3}){3}\Z)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
# RFC 1035 and the API reference of ACM, RequestCertificate: labels of at most 63 characters. A last label of other
# letters is written as `xn--…`.
_HOST = r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])"

BucketName = Annotated[
    str,
    spelled(_BUCKET_NAME, "the name of a bucket (3 to 63 small letters, digits, `.` and `-`)", "acme-uploads"),
]
"""The name of a bucket that exists already."""
HostName = Annotated[str, spelled(_HOST, "a host name in small letters", "shop.example.com")]
"""A host name, such as `shop.example.com`."""
AnyHostName = Annotated[
    str, spelled(rf"(?:\*\.)?{_HOST}", "a host name in small letters", "shop.example.com or *.example.com")
]
"""A host name, whose first label may be `*`."""
# IAM API Reference, CreateRole, Description.
LatinText = Annotated[
    str, spelled(r"[\t\n\r -~\u00a1-\u00ff]*", "text of the Latin letters that IAM takes", "Reads the orders")
]
"""Text of ASCII and the letters of Western Europe."""
LogDays = Literal[
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
]
"""Days that CloudWatch Logs keeps log events: the only numbers that PutRetentionPolicy accepts."""
Cidr = Annotated[str, AfterValidator(_cidr)]
"""An IPv4 block with its mask, such as `10.0.0.0/16`."""
Region = Annotated[str, AfterValidator(_region)]
"""A region of AWS, such as `us-east-1`."""
Zone = Annotated[str, AfterValidator(_zone)]
"""An availability zone, such as `us-east-1a`."""
Country = Annotated[str, AfterValidator(_country)]
"""A country: two capital letters of ISO 3166-1."""
CertificateArn = Annotated[
    str,
    arn_of_one(
        "acm",
        r"certificate/[A-Za-z0-9_-]+",
        "a certificate",
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    ),
]
"""The ARN of a certificate in ACM."""
KeyArn = Annotated[
    str,
    arn_of_one(
        "kms",
        r"key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+",
        "a key",
        "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    ),
]
"""The ARN of a KMS key."""
QueueArn = Annotated[
    str, arn_of_one("sqs", r"[A-Za-z0-9_-]{1,80}(?:\.fifo)?", "a queue", "arn:aws:sqs:us-east-1:123456789012:mails")
]
"""The ARN of an SQS queue."""
TopicArn = Annotated[
    str, arn_of_one("sns", r"[A-Za-z0-9_-]{1,256}(?:\.fifo)?", "a topic", "arn:aws:sns:us-east-1:123456789012:alarms")
]
"""The ARN of an SNS topic."""
StreamArn = Annotated[
    str,
    arn_of_one(
        "dynamodb",
        r"table/[A-Za-z0-9_.-]{3,255}/stream/[0-9A-Za-z:.-]+",
        "the stream of a table",
        "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000",
    ),
]
"""The ARN of the stream of a DynamoDB table."""
ClusterSnapshotArn = Annotated[
    str,
    arn_of_one(
        "rds",
        r"cluster-snapshot:[A-Za-z0-9:-]+",
        "a cluster snapshot",
        "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before-the-move",
    ),
]
"""The ARN of a snapshot of an Aurora cluster."""
VpcId = Annotated[str, _id_of("vpc", "a VPC", "vpc-0a1b2c3d4e5f67890")]
"""The id of a VPC."""
SubnetId = Annotated[str, _id_of("subnet", "a subnet", "subnet-0a1b2c3d4e5f67890")]
"""The id of a subnet."""
SecurityGroupId = Annotated[str, _id_of("sg", "a security group", "sg-0a1b2c3d4e5f67890")]
"""The id of a security group."""
ParameterName = Annotated[
    str,
    spelled(r"/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*", "the name of an SSM parameter", "/network/prod/vpc_id"),
    Field(max_length=1011),
]
"""The name of an SSM parameter, such as `/network/prod/vpc_id`; at most 1,011 characters (PutParameter)."""
AccountId = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
"""The 12 digits of an AWS account."""
InstanceName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
"""The name of an instance: lower-case words with hyphens, at most 40 characters."""
ItemName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
"""The name of an item in a module: lower-case words with hyphens, at most 64 characters."""
Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP port, 1 to 65535."""
Percent = Annotated[int, Field(ge=1, le=100)]
"""A whole percentage, 1 to 100."""
Text = Annotated[str, Field(max_length=4096)]
"""Text of at most 4,096 characters."""
