"""Names of a distribution's own, and the certificate for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.module.certificate import Certificate
from hclpress.module.problem import Problem
from hclpress.spec.fields import arn_region

_ALIAS = re.compile(r"(?=.{4,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


GLOBAL_ALIAS = "global"
"""What the module calls the provider of the region CloudFront takes certificates from."""


def alias_problems(aliases: tuple[str, ...], certificate: str | Certificate | None) -> Iterator[Problem]:
    """Names CloudFront would refuse, and certificates it cannot show."""
    for index, alias in enumerate(aliases):
        if not _ALIAS.fullmatch(alias):
            yield Problem(
                ("aliases", index),
                "alias-form",
                f"{alias!r} is no host name",
                "Write one such as www.example.com in small letters, or *.example.com for all below it.",
            )
        elif alias in aliases[:index]:
            yield Problem(("aliases", index), "alias-twice", f"{alias} stands here twice", "Take one away.")
    if aliases and certificate is None:
        yield Problem(
            ("aliases",),
            "alias-without-certificate",
            "CloudFront's own certificate knows no aliases",
            "It is for *.cloudfront.net only, and AWS refuses other names. Add `certificate:`, an ACM certificate "
            f"in {GLOBAL_REGION} for {', '.join(aliases)}.",
        )
    if isinstance(certificate, Certificate):
        for index, alias in enumerate(aliases):
            if not certificate.covers(alias):
                yield Problem(
                    ("aliases", index),
                    "alias-not-in-certificate",
                    f"The certificate is not for {alias}",
                    f"It is for {', '.join(certificate.domains)}. Add {alias} to its `alternatives`.",
                )
    elif certificate is not None and arn_region(certificate) != GLOBAL_REGION:
        yield Problem(
            ("certificate",),
            "certificate-region",
            f"The certificate lies in {arn_region(certificate)}",
            f"CloudFront takes certificates from {GLOBAL_REGION} only, wherever the rest lies. Name one from there, or "
            "let it be asked for here: `certificate: {domain: …, zone_id: …}`.",
        )
