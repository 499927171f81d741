"""Certificates that a configuration names by their ARNs: made elsewhere, so they must be there before an apply."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.rehearsal.aws import Aws

_ARN = re.compile(r'"(arn:aws[\w-]*:acm:([a-z0-9-]+):\d{12}:certificate/[\w-]+)"')
_NAME = "rehearsal.example.com"


def certificates_named_in(folder: Path) -> tuple[tuple[str, str], ...]:
    """The ARN and region of every certificate that a `.tf` file below a folder names literally, sorted."""
    found = (match for file in folder.rglob("*.tf") for match in _ARN.finditer(file.read_text("utf-8")))
    return tuple(sorted({(match[1], match[2]) for match in found}))


def import_certificates(folder: Path, aws: Aws) -> tuple[str, ...]:
    """Import a self-signed certificate under each ARN that the folder names.

    Returns:
        The ARNs.
    """
    named = certificates_named_in(folder)
    if named:
        certificate, key = self_signed()
        for arn, region in named:
            aws.client("acm", region).import_certificate(CertificateArn=arn, Certificate=certificate, PrivateKey=key)
    return tuple(arn for arn, _ in named)


def self_signed() -> tuple[bytes, bytes]:
    """A new certificate that vouches for itself for 30 days, and its key; both PEM."""
    # It comes with moto, as the emulator needs it for the same purpose.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(_NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.PEM), secret
