"""Certificates are recorded in public logs.

Browsers refuse a certificate that no log of Certificate Transparency knows, and its owner learns from the logs when
somebody else gets one for the domain.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ACM.2",)
CHECKOV = ("CKV_AWS_234",)

_SETTINGS = (
    Setting(
        "aws_acm_certificate",
        "options.certificate_transparency_logging_preference",
        ("ENABLED", None),
        "Browsers will refuse the certificate",
        "Remove `certificate_transparency_logging_preference`.",
    ),
    Setting(
        "aws_acm_certificate",
        "key_algorithm",
        ("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1", None),
        "The key of the certificate is too short",
        'Set `key_algorithm = "RSA_2048"`, or remove it.',
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each certificate that no log records, or whose key is too short."""
    yield from unmet(parsed, _SETTINGS)
