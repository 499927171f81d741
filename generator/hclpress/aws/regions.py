"""The regions of AWS, and the names of their zones.

Source: the AWS General Reference, "Regions and Zones", as `hclpress.aws.dated_values` has it. A zone of a region is the
region's name and one lower-case letter. Local Zones and Wavelength Zones have longer names; load balancers and
databases cannot be spread over them, so they are not zones here.
"""

from __future__ import annotations

import re

from hclpress.aws.dated_values import regions

REGIONS: frozenset[str] = frozenset(regions())
"""The regions of AWS that hclpress knows."""

_FORM = re.compile(
    r"(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|east|west|(?:north|south)(?:east|west)?)-[1-9]"
)

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


def may_be_region(text: str) -> bool:
    """Return whether a text names a region that is known, or is spelled like one that AWS may have opened since."""
    return text in REGIONS or _FORM.fullmatch(text) is not None


def zones_of(region: str) -> tuple[str, ...]:
    """Return the zones of a region that are known, such as `us-east-1a`; none of a region that is not known.

    An account of the older regions sees some of them only.
    """
    known = regions().get(region)
    return tuple(f"{region}{letter}" for letter in known.zones) if known else ()


def region_of_zone(zone: str) -> str | None:
    """Return the region of a zone such as `us-east-1a`, or None if it is not spelled like a zone.

    The last letter is at most `h`: no region has had a zone beyond `f` so far.
    """
    match = re.fullmatch(r"([a-z]{2}(?:-[a-z]+)+-[0-9])[a-h]", zone)
    return match[1] if match else None
