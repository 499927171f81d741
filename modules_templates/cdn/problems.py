"""Problems of a distribution that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import GLOBAL_REGION, partition_of
from hclpress.module import (
    Certificate,
    Problem,
    Quota,
    Site,
    WebAcl,
    above_quota,
    arn_region,
    certificate_problems,
    issued_certificate,
    issued_elsewhere,
    other_account_problems,
)

from .behaviour_problems import behaviour_problems
from .countries import Countries
from .header_problems import header_problems
from .headers import Headers
from .origin_problems import origin_problems
from .origins import leading
from .settings import ACCESS_LOGS, CdnSettings

# Amazon CloudFront Developer Guide, "Quotas", "General quotas on distributions" and "… on policies".
_ALIASES = Quota("Amazon CloudFront", "Alternate domain names (CNAMEs) per distribution", 100)
_BEHAVIOURS = Quota("Amazon CloudFront", "Cache behaviors per distribution", 75)
_ORIGINS = Quota("Amazon CloudFront", "Origins per distribution", 100)

# CloudFront Developer Guide, "Access logs (standard logs)": buckets in regions that must be switched on get none.
_WITHOUT_LOGS = frozenset(
    {
        "af-south-1",
        "ap-east-1",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
    }
)


def problems(cdn: CdnSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    yield from behaviour_problems(cdn.default, cdn.behaviours, cdn.origins)
    yield from origin_problems(cdn.origins, cdn.aliases, site)
    yield from _alias_problems(cdn, site)
    yield from issued_elsewhere(cdn.certificate, GLOBAL_REGION, site, ("certificate",), "certificate-region")
    yield from other_account_problems(cdn.certificate, site, ("certificate",), "certificate")
    if isinstance(cdn.certificate, Certificate) and partition_of(site.region) != partition_of(GLOBAL_REGION):
        yield Problem(
            ("certificate",),
            "certificate-partition",
            f"CloudFront takes certificates from {GLOBAL_REGION}, and {site.region} is in another partition",
            f"No credentials are valid in both. Render the distribution in an environment in {GLOBAL_REGION}.",
        )
    yield from certificate_problems(cdn.requested_certificate, ("certificate",))
    yield from _rival_problems(cdn, site)
    yield from _page_problems(cdn)
    yield from above_quota(_ALIASES, len(cdn.aliases), "aliases", ("aliases",))
    yield from above_quota(_BEHAVIOURS, len(cdn.behaviours), "behaviours", ("behaviours",))
    yield from above_quota(_ORIGINS, len(cdn.origins), "origins", ("origins",))
    yield from _log_problems(cdn, site)
    if cdn.countries is not None:
        yield from _country_problems(cdn.countries)
    if isinstance(cdn.headers, Headers):
        yield from header_problems(cdn.headers)
    if cdn.waf is not None and site.neighbour(cdn.waf, WebAcl).scope != "cloudfront":
        yield Problem(
            ("waf",),
            "waf-of-another-scope",
            f"{cdn.waf} cannot protect a distribution",
            f"Its scope is {site.neighbour(cdn.waf, WebAcl).scope}. Give the distribution one of "
            "`scope: cloudfront`; it lies in us-east-1 by itself.",
        )


def _alias_problems(cdn: CdnSettings, site: Site) -> Iterator[Problem]:
    aliases, certificate, issued = cdn.aliases, cdn.certificate, issued_certificate(cdn.certificate, site)
    for index, alias in enumerate(aliases):
        if alias in aliases[:index]:
            yield Problem(("aliases", index), "alias-twice", f"{alias} is listed twice", "Remove one.")
    if aliases and certificate is None:
        yield Problem(
            ("aliases",),
            "alias-without-certificate",
            "CloudFront's own certificate covers no aliases",
            "It is for *.cloudfront.net only, and AWS refuses other names. Add `certificate:`, an ACM certificate "
            f"in {GLOBAL_REGION} for {', '.join(aliases)}.",
        )
    if issued is not None:
        for index, alias in enumerate(aliases):
            if not issued.names.covers(alias):
                yield Problem(
                    ("aliases", index),
                    "alias-not-in-certificate",
                    f"The certificate is not for {alias}",
                    f"It is for {', '.join(issued.names.domains)}. Add {alias} to its `alternatives`.",
                )
    elif isinstance(certificate, str) and arn_region(certificate) != GLOBAL_REGION:
        yield Problem(
            ("certificate",),
            "certificate-region",
            f"The certificate lies in {arn_region(certificate)}",
            f"CloudFront accepts certificates from {GLOBAL_REGION} only. Use one from there, or "
            "request one: `certificate: {domain: …, zone_id: …}`.",
        )


def _rival_problems(cdn: CdnSettings, site: Site) -> Iterator[Problem]:
    """Report aliases of another distribution: a name leads to one, in all of CloudFront."""
    for name, other in site.neighbours.items():
        if name == site.instance:
            return
        for index, alias in enumerate(cdn.aliases):
            if isinstance(other, CdnSettings) and alias in other.aliases:
                yield Problem(
                    ("aliases", index),
                    "alias-of-another",
                    f"{alias} is an alias of {name} already",
                    "CloudFront lets a name lead to one distribution only. Remove it from one of them.",
                )


def _page_problems(cdn: CdnSettings) -> Iterator[Problem]:
    if cdn.root_object is not None and cdn.root_object.startswith("/"):
        yield Problem(
            ("root_object",),
            "root-object-with-slash",
            "The root object begins with a slash",
            "CloudFront would look for an object whose name does and answer every visitor with an error. Write "
            f"`{cdn.root_object.lstrip('/')}`.",
        )
    if cdn.single_page and cdn.root_object is None:
        yield Problem(
            ("single_page",),
            "no-page-to-fall-back-to",
            "The page for unknown paths is missing",
            "Name it with `root_object:`, for example index.html.",
        )
    if cdn.single_page:
        served = {one.origin or leading(cdn.origins)[0] for one in (cdn.default, *cdn.behaviours)}
        others = [name for name in cdn.origins if name in served and name not in cdn.buckets]
        if others:
            yield Problem(
                ("single_page",),
                "single-page-hides-errors",
                f"Every 404 of {', '.join(others)} would become a page",
                "CloudFront replaces errors for the whole distribution, so whoever asks for a thing that is not "
                "there would get the page with status 200. Give the application a distribution of its own.",
            )


def _log_problems(cdn: CdnSettings, site: Site) -> Iterator[Problem]:
    if cdn.logs is None:
        return
    if site.region in _WITHOUT_LOGS:
        yield Problem(
            ("logs",),
            "no-logs-in-region",
            f"CloudFront delivers no logs to buckets in {site.region}",
            "Set `logs: null`, or give the distribution a `region` such as us-east-1; it serves the whole world "
            "from anywhere.",
        )
    for name in cdn.buckets:
        if name in (ACCESS_LOGS, f"{site.instance}-{ACCESS_LOGS}"):
            yield Problem(
                ("origins", name),
                "name-of-the-logs",
                f"The bucket of the access logs is called `{name}`",
                "Give the origin another name, or set `logs: null`.",
            )


def _country_problems(countries: Countries) -> Iterator[Problem]:
    if bool(countries.allow) == bool(countries.deny):
        yield Problem(
            ("countries",),
            "allow-or-deny",
            "Countries are either allowed or denied",
            "CloudFront knows one list only: `allow` for those who may, or `deny` for those who may not.",
        )
