"""The regions of AWS, and the names of their zones.

Source: the AWS General Reference, "Regions and Zones"; partitions as in botocore's `partitions.json`. A zone of a
    region is the region's name and one lower-case letter. Local Zones and Wavelength Zones have longer names; load
    balancers and databases cannot be spread over them, so they are not zones here.
"""

from __future__ import annotations

import re

REGIONS: frozenset[str] = frozenset(
    [
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
        "ca-central-1",
        "ca-west-1",
        "mx-central-1",
        "sa-east-1",
        "eu-central-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "af-south-1",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-south-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "us-gov-east-1",
        "us-gov-west-1",
        "cn-north-1",
        "cn-northwest-1",
    ]
)
"""The regions of AWS that hclpress knows."""

GLOBAL_REGION = "us-east-1"
"""The region in which CloudFront looks for its certificates and its web ACLs."""


def partition_of(region: str) -> str:
    """Return the partition, the second part of every ARN of `region`: `aws`, `aws-us-gov` or `aws-cn`."""
    if region.startswith("us-gov-"):
        return "aws-us-gov"
    return "aws-cn" if region.startswith("cn-") else "aws"


def dns_suffix_of(region: str) -> str:
    """Return the last labels of host names of AWS in a region: `amazonaws.com`, in China `amazonaws.com.cn`."""
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"


def region_of_zone(zone: str) -> str | None:
    """Return the region of a zone such as `us-east-1a`, or None if it is not spelled like a zone.

    The last letter is at most `h`: no region has had a zone beyond `f` so far.
    """
    match = re.fullmatch(r"([a-z]{2}(?:-[a-z]+)+-[0-9])[a-h]", zone)
    return match[1] if match else None
