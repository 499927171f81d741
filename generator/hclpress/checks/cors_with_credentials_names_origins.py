"""CORS never combines every origin with credentials.

`*` together with credentials would let any page a visitor opens act as that visitor. Browsers refuse the pair of
headers. A common workaround is to reflect the origin, which is worse.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beneath
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_ORIGIN, _CREDENTIALS = "access-control-allow-origin", "access-control-allow-credentials"


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource whose CORS settings allow every origin, and credentials."""
    for placed in parsed.resources():
        if any(map(_lets_everybody_in, beneath(placed.block))):
            yield Finding(
                placed,
                "Every site may act as a logged-in visitor",
                "Name the origins that may send credentials, or allow no credentials.",
            )


def _lets_everybody_in(block: Block) -> bool:
    if block.type in {"cors_configuration", "cors"}:
        return "*" in _listed(block, "allow_origins") and block.attributes.get("allow_credentials") is True
    if block.type == "cors_config":
        everyone = any("*" in _listed(one, "items") for one in within(block, "access_control_allow_origins"))
        return everyone and block.attributes.get("access_control_allow_credentials") is True
    written = block.attributes.get("response_parameters")
    if not isinstance(written, dict):
        return False
    headers = {str(name).rpartition(".")[2].lower(): value for name, value in written.items()}
    return headers.get(_ORIGIN) == "'*'" and headers.get(_CREDENTIALS) == "'true'"


def _listed(block: Block, name: str) -> tuple[object, ...]:
    value = block.attributes.get(name)
    return value if isinstance(value, tuple) else ()
