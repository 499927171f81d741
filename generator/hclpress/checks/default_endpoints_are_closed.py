"""An API with a domain is reached by that domain only.

The address that AWS gives an API stays open beside its domain, past the web ACL, the certificate and the limits of
whatever stands before the domain. `disable_execute_api_endpoint` closes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING

# The type of the API, and that of the mapping from a domain, with the argument that refers to the API.
_MAPPED = (
    ("aws_api_gateway_rest_api", "aws_api_gateway_base_path_mapping", "api_id"),
    ("aws_apigatewayv2_api", "aws_apigatewayv2_api_mapping", "api_id"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each API whose first address is open beside its domain."""
    for kind, mapping, argument in _MAPPED:
        for placed in parsed.resources(kind):
            # A spec is asked about it in its own words where it leaves the argument out.
            is_open = placed.block.attributes.get("disable_execute_api_endpoint") is False
            if is_open and parsed.referring_to(placed, mapping, argument):
                yield Finding(
                    placed,
                    "The address that AWS gave it is open beside its domain",
                    "Set `disable_execute_api_endpoint = true`.",
                )
