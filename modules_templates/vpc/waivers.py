"""Checks of Checkov and Trivy that a network fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, log_waivers

from .settings import VpcSettings


def waivers_of(vpc: VpcSettings) -> Iterator[ScannerWaiver]:
    """The addresses of the NAT gateways, and the log group."""
    if vpc.nat_zones:
        yield ScannerWaiver(
            "CKV2_AWS_19",
            "aws_eip.nat",
            "It belongs to a NAT gateway, which Checkov cannot follow through `for_each`.",
        )
    if vpc.flow_logs is None:
        yield from ScannerWaiver.each(
            ("CKV2_AWS_11", "AVD-AWS-0178"), "aws_vpc.this", "The spec keeps no flow logs; `flow_logs` enables them."
        )
    else:
        yield from log_waivers(vpc.flow_logs.retention_days)
