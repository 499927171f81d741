"""A provider works in the account of the spec, and in no other.

Whoever has the credentials of another account in their shell would apply the environment there. `allowed_account_ids`
stops Terraform before its first call.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each provider of AWS that would work in another account than the spec names."""
    account = parsed.stack.environment.account_id
    for placed in parsed.blocks if account else ():
        if placed.block.type == "provider" and placed.block.labels == ("aws",):
            allowed = placed.block.attributes.get("allowed_account_ids")
            if allowed != (account,):
                yield Finding(placed, "It may work in another account", f'Set `allowed_account_ids = ["{account}"]`.')
