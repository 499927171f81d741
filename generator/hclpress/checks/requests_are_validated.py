"""An API validates requests, or leaves that to its function.

A request that a validator refuses never reaches the code behind it. A route whose spec gives a model or required
parameters has a validator; one that validates nothing is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV2_AWS_53",)

_VALIDATES = ("validate_request_body", "validate_request_parameters")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each method without a validator, for which no spec gives a reason, and each empty validator."""
    for placed in parsed.resources("aws_api_gateway_method"):
        told = placed.block.attributes
        is_open = told.get("request_validator_id") is None and told.get("http_method") != "OPTIONS"
        if is_open and is_undecided(placed, CHECKOV, parsed):
            yield Finding(placed, "Requests are not validated", "Set `request_validator_id`.")
    for placed in parsed.resources("aws_api_gateway_request_validator"):
        if all(placed.block.attributes.get(name) in (None, False) for name in _VALIDATES):
            yield Finding(placed, "The validator validates nothing", f"Set {' or '.join(_VALIDATES)} to true.")
