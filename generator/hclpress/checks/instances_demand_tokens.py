"""Machines give their credentials only for a token.

The metadata service answers every program on a machine, and every web server there that can be talked into asking it.
Version 2 wants a token that such a request cannot get.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CIS = ("5.6",)
FSBP = ("EC2.8", "EC2.170", "AutoScaling.3")

_TEXTS = ("The metadata service answers without a token", 'Set `http_tokens = "required"` in `metadata_options`.')
_SETTINGS = tuple(
    Setting(kind, "metadata_options.http_tokens", ("required",), *_TEXTS)
    for kind in ("aws_instance", "aws_launch_configuration", "aws_launch_template")
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each machine, and each template of one, with version 1 of the service."""
    yield from unmet(parsed, _SETTINGS)
