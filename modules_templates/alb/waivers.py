"""Checks of Checkov and Trivy that a load balancer fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, Site, WebAcl, log_bucket_waivers

from .settings import AlbSettings


def waivers_of(alb: AlbSettings, site: Site) -> Iterator[ScannerWaiver]:
    """The web ACL of another module, the internet, the redirect, and the bucket of the access logs."""
    if any(isinstance(one, WebAcl) and site.instance in one.protects for one in site.neighbours.values()):
        yield ScannerWaiver(
            "CKV2_AWS_28", "aws_lb.this", "The web ACL is in another module, which Checkov cannot follow."
        )
    if site.environment.may_be_destroyed:
        yield ScannerWaiver("CKV_AWS_150", "aws_lb.this", "The spec allows destruction of everything.")
    if not alb.internal:
        yield ScannerWaiver("AVD-AWS-0053", "aws_lb.this", "The spec puts it on the internet; `internal` keeps it off.")
    if alb.redirect_http:
        yield ScannerWaiver(
            "CKV_AWS_260", "aws_vpc_security_group_ingress_rule.http", "Port 80 only redirects to HTTPS."
        )
    if alb.access_logs is None:
        yield ScannerWaiver("CKV_AWS_91", "aws_lb.this", "The spec keeps no access logs; `access_logs` enables them.")
    if alb.makes_log_bucket:
        yield from log_bucket_waivers("aws_s3_bucket.access_logs", "Elastic Load Balancing cannot write with KMS keys.")
