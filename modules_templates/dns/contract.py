"""dns: hosted zones with records, and certificates that they validate."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    AliasTarget,
    CertificateNames,
    Environment,
    Fact,
    Grant,
    Input,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    identifier,
    input_name,
    reference_inputs,
)

from .existing import ExistingDns
from .grants import grants
from .outputs import outputs
from .problems import problems
from .settings import DnsSettings
from .view import View, view_of


class Dns(DnsSettings):
    """Zones and certificates."""

    summary = "Route 53 zones, public and private, with records, aliases and delegations, and certificates of ACM."
    existing_form = ExistingDns

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def inputs(self, site: Site) -> Iterable[Input]:
        """The networks of private zones, the facts in records, and the targets of aliases."""
        for key, zone in self.zones.items():
            path = ("zones", key)
            yield from reference_inputs(zone.zone_id, (*path, "zone_id"))
            for index, network in enumerate(zone.networks):
                fact = Fact(network, "vpc_id")
                yield Input(input_name(fact), fact, path=(*path, "networks", index))
            for name, record in zone.records.items():
                for kind, values in record.values.items():
                    for index, value in enumerate(values):
                        place = (kind.lower(),) if kind == "CNAME" else (kind.lower(), index)
                        yield from reference_inputs(value, (*path, "records", name, *place))
            for name, servers in zone.delegations.items():
                yield from reference_inputs(servers, (*path, "delegations", name))
            for name, target in zone.aliases.items():
                facts = site.neighbour(target, AliasTarget).alias_of(zone.full(name))
                for output in (facts.host, facts.zone) if facts else ():
                    fact = Fact(target, output)
                    yield Input(input_name(fact), fact, path=(*path, "aliases", name))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The id, the ARN and the name servers of each zone, and the ARN of each certificate."""
        return outputs(self, site)

    def certificate_at(self, arn: str) -> tuple[CertificateNames, str | None] | None:
        """Return the names and the region of the certificate whose ARN is a fact; None if the fact is none."""
        facts = {f"{identifier(name)}_certificate_arn": one for name, one in self.certificates.items()}
        found = facts.get(arn)
        return None if found is None else (found, found.region)

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """The regions of certificates that are shown elsewhere."""
        own = self.region_in(environment)
        regions = sorted({one.region for one in self.certificates.values() if one.region} - {own})
        return {region.replace("-", "_"): region for region in regions}

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or change the records of a zone (the item)."""
        return grants(self.zones, item, access, site)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of public zones, of records with addresses, and of certificates with a wildcard."""
        for name, zone in self.zones.items():
            if zone.made_here and not zone.networks:
                address = f"aws_route53_zone.{identifier(name)}"
                yield ScannerWaiver(
                    "CKV2_AWS_38", address, "DNSSEC needs a chain of trust from the domain above, which others keep."
                )
                yield ScannerWaiver(
                    "CKV2_AWS_39", address, "A log of every query costs, and no requirement asks for it."
                )

        for name, zone in self.zones.items():
            if any(record.a for record in zone.records.values()):
                address = f"aws_route53_record.{identifier(name)}"
                yield ScannerWaiver("CKV2_AWS_23", address, "The spec names the addresses; they may be of others.")
        for name, certificate in self.certificates.items():
            if any(one.startswith("*.") for one in certificate.domains):
                address = f"aws_acm_certificate.{identifier(name)}"
                yield ScannerWaiver("CKV2_AWS_71", address, "The spec asks for every name below the domain.")

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
