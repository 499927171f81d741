"""Certificates that a configuration names by their ARNs: they exist already, so they are imported before an apply."""

from __future__ import annotations

import re
from pathlib import Path

from hclpress.emulator.certificate_authority import certify
from hclpress.rehearsal.aws_clients import Aws

_ARN = re.compile(r'"(arn:aws[\w-]*:acm:([a-z0-9-]+):\d{12}:certificate/[\w-]+)"')
_NAME = "rehearsal.example.com"


def certificates_named_in(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the ARN and region of every certificate that a `.tf` file below a folder names literally, sorted."""
    found = (match for file in folder.rglob("*.tf") for match in _ARN.finditer(file.read_text("utf-8")))
    return tuple(sorted({(match[1], match[2]) for match in found}))


def import_certificates(folder: Path, aws: Aws) -> tuple[str, ...]:
    """Import a self-signed certificate under each ARN that the folder names.

    Returns:
        The ARNs.
    """
    named = certificates_named_in(folder)
    if named:
        certificate, key = certify(_NAME)
        for arn, region in named:
            aws.client("acm", region).import_certificate(CertificateArn=arn, Certificate=certificate, PrivateKey=key)
    return tuple(arn for arn, _ in named)
