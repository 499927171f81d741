"""Outputs of dns."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode
from hclpress.module import Output, Site, environment_expression, identifier

from .settings import DnsSettings


def outputs(settings: DnsSettings, site: Site) -> Iterator[Output]:
    """The id, the ARN and the name servers of each zone, and the ARN of each certificate."""
    for name, zone in settings.zones.items():
        made = f"aws_route53_zone.{identifier(name)}"
        if zone.zone_id is None:
            servers = Expr(f"{made}.name_servers")
            yield from zone_facts(name, Expr(f"{made}.zone_id"), Expr(f"{made}.arn"), servers)
        else:
            identity = encode(environment_expression(zone.zone_id))
            yield from zone_facts(name, identity, zone_arn(identity, site.region))
    for name in settings.certificates:
        label = identifier(name)
        yield Output(
            f"{label}_certificate_arn",
            "string",
            Expr(f"aws_acm_certificate_validation.{label}.certificate_arn"),
            f"ARN of the certificate {name}, once it is valid.",
            exported=True,
            kind="certificate arn",
        )


def zone_arn(identity: Expr, region: str) -> Expr:
    """Return the ARN of a zone, which has neither region nor account (Service Authorization Reference, Route 53).

    Args:
        identity: the expression of its id.
        region: a region of its partition.
    """
    text = str(identity)
    inner = text.strip('"') if text.startswith('"') else f"${{{text}}}"
    return Expr(f'"arn:{partition_of(region)}:route53:::hostedzone/{inner}"')


def zone_facts(name: str, identity: Expr, arn: Expr, servers: Expr | None = None) -> Iterator[Output]:
    """The facts of a zone that others find by its name in the spec.

    Args:
        name: its name in the spec.
        identity: the expression of its id.
        arn: the expression of its ARN.
        servers: the expression of its name servers; None where nothing tells them.
    """
    label = identifier(name)
    yield Output(f"{label}_zone_id", "string", identity, f"Id of the zone {name}.", kind="hosted zone id")
    yield Output(f"{label}_zone_arn", "string", arn, f"ARN of the zone {name}.", kind="zone arn")
    if servers is not None:
        described = f"Name servers of the zone {name}, for its delegation."
        yield Output(f"{label}_name_servers", "list(string)", servers, described, exported=True, kind="name servers")
