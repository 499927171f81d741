"""Certificates: the names that they cover, and where their ARNs come from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from pydantic import TypeAdapter

from hclpress.module.certificate import Certificate, CertificateChoice, CertificateNames, certificate_inputs
from hclpress.module.fact_references import FromFact
from hclpress.module.issued_certificate import issued_certificate, issued_elsewhere
from hclpress.module.site import Site

NAMES = CertificateNames(domain="shop.example.com", alternatives=("*.shop.example.com",))
ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
FACT = FromFact.model_validate({"from": "dns.site_certificate_arn"})


class _Issuer:
    def certificate_at(self, arn: str) -> tuple[CertificateNames, str | None] | None:
        return {"site_certificate_arn": (NAMES, None), "edge_certificate_arn": (NAMES, "us-east-1")}.get(arn)


def _site() -> Site:
    site = SimpleNamespace(
        region="eu-west-1", neighbours={"dns": _Issuer()}, of=lambda _: SimpleNamespace(region="eu-west-1")
    )
    return cast("Site", site)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (ARN, str),
        ({"from": "dns.site_certificate_arn"}, FromFact),
        ({"domain": "shop.example.com", "zone_id": "Z0123456789ABC"}, Certificate),
    ],
)
def test_a_certificate_has_one_of_three_forms(value: object, kind: type) -> None:
    assert isinstance(TypeAdapter(CertificateChoice).validate_python(value), kind)


def test_a_fact_and_a_zone_that_is_a_fact_are_inputs() -> None:
    told = {"domain": "shop.example.com", "zone_id": {"from": "dns.shop_zone_id"}}
    requested = TypeAdapter(CertificateChoice).validate_python(told)
    assert [one.path for one in certificate_inputs(requested, ("certificate",))] == [("certificate", "zone_id")]
    assert [str(one.fact) for one in certificate_inputs(FACT, ("certificate",))] == ["dns.site_certificate_arn"]
    assert [*certificate_inputs(ARN, ("certificate",))] == []


def test_the_names_of_a_certificate_come_with_its_fact() -> None:
    found = issued_certificate(FACT, _site())
    assert found is not None
    assert (found.region, found.names.covers("app.shop.example.com")) == ("eu-west-1", True)
    assert not found.names.covers("a.b.shop.example.com")
    assert issued_certificate(ARN, _site()) is None
    assert issued_certificate(FromFact.model_validate({"from": "other.x_certificate_arn"}), _site()) is None


def test_a_certificate_of_another_region_is_told() -> None:
    assert [*issued_elsewhere(FACT, "eu-west-1", _site(), ("certificate",), "elsewhere")] == []
    (problem,) = issued_elsewhere(FACT, "us-east-1", _site(), ("certificate",), "elsewhere")
    assert "eu-west-1" in problem.summary
