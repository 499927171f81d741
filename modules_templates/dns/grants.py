"""Grants of dns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hclpress.aws.regions import partition_of
from hclpress.module import EVERYTHING, Grant, Site, identifier

# By access: the id of the statement, and the actions.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("ReadRecords", ("route53:GetHostedZone", "route53:ListResourceRecordSets")),
    "write": ("ChangeRecords", ("route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets")),
    "full": (
        "UseRecords",
        ("route53:ChangeResourceRecordSets", "route53:GetHostedZone", "route53:ListResourceRecordSets"),
    ),
}


def grants(zones: Collection[str], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to read or change the records of a zone (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such zone or access.
    """
    if item is None or item not in zones:
        raise LookupError(f"Name the zone: {', '.join(f'{site.instance}.{name}' for name in zones)}.")
    if access not in _GRANTS:
        raise LookupError(f"A zone can be used with {', '.join(_GRANTS)}.")
    sid, actions = _GRANTS[access]
    yield Grant(sid, actions, ((f"{identifier(item)}_zone_arn", ""),))
    # A program finds its zone by name, for which IAM knows no ARN, and asks whether a change has arrived.
    yield Grant("FindZones", ("route53:ListHostedZonesByName",), (EVERYTHING,))
    if access != "read":
        yield Grant(
            "AwaitChanges", ("route53:GetChange",), (("", f"arn:{partition_of(site.region)}:route53:::change/*"),)
        )
