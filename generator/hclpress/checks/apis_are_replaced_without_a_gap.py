"""An API is replaced without a gap.

A stage serves one deployment. Terraform deletes before it creates, so a deployment without `create_before_destroy`
takes the API off the air, or AWS refuses to delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_217", "CKV_AWS_233", "CKV_AWS_237")

_TEXTS = ("It is deleted before its successor is there", "Set `create_before_destroy = true` in `lifecycle`.")
_SETTINGS = tuple(
    Setting(kind, "lifecycle.create_before_destroy", (True,), *_TEXTS)
    for kind in ("aws_acm_certificate", "aws_api_gateway_deployment", "aws_api_gateway_rest_api")
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each API, deployment and certificate whose successor comes too late."""
    for one in unmet(parsed, _SETTINGS):
        if one.instance not in parsed.stack.plain:
            yield one
