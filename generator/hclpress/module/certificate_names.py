"""The number of names of a certificate that a module requests."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.quota import Quota
from hclpress.module.above_quota import above_quota
from hclpress.module.certificate import Certificate
from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath

# ACM User Guide, "Quotas": 10 by default, and up to 100.
_NAMES = Quota("AWS Certificate Manager", "Domain names per ACM certificate", 10)


def certificate_problems(certificate: Certificate | None, path: SpecPath) -> Iterator[Problem]:
    """Yield a warning about more names than an account may put into one certificate by default.

    Args:
        certificate: the certificate; None without one.
        path: its place in the instance's spec.
    """
    if certificate is not None:
        names = len(certificate.domains)
        yield from above_quota(_NAMES, names, "names of one certificate", (*path, "alternatives"))
