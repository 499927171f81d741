"""Every call of an API is authorized, or the spec says why not.

Anybody on the internet may call a route with the authorization NONE. A spec opens a route with a reason; without one it
is taken for an oversight.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("APIGateway.8",)
CHECKOV = ("CKV_AWS_59", "CKV_AWS_309", "CKV2_AWS_70")

_ROUTES = (
    ("aws_api_gateway_method", "authorization", "CKV_AWS_59"),
    ("aws_apigatewayv2_route", "authorization_type", "CKV_AWS_309"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each route that anybody may call, for which no spec gives a reason."""
    for kind, name, reason in _ROUTES:
        for placed in parsed.resources(kind):
            told = placed.block.attributes
            is_open = told.get(name, "NONE") == "NONE" and told.get("api_key_required") is not True
            # A browser asks with OPTIONS before it has a token to send (Fetch standard, "CORS-preflight fetch").
            is_preflight = told.get("http_method") == "OPTIONS"
            if is_open and not is_preflight and is_undecided(placed, (reason,), parsed):
                yield Finding(
                    placed,
                    "Anybody may call it",
                    "Name an authorizer or AWS_IAM, or give the reason in the spec under which it is open.",
                )
