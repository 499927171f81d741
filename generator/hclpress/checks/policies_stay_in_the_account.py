"""Policies let no other account in by mistake.

A digit too few or an example that was copied, and somebody else's account may read the bucket or assume the role. The
warning asks for a second look; a waiver says whose account it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._policy_statements import allowing
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("S3.6",)
CHECKOV = ("CKV_AWS_385",)

_ACCOUNT = re.compile(r"(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::.*)?")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each statement that allows something to an account that is not the one of the spec."""
    own = parsed.stack.environment.account_id
    for placed, statement in allowing(parsed) if own else ():
        named = [one for told in statement.principals if told.kind == "AWS" for one in told.identifiers]
        others = {found[1] for one in named if (found := _ACCOUNT.fullmatch(one))} - {own}
        if others:
            yield Finding(
                placed, f"Account {', '.join(sorted(others))} is let in", f"The account of the environment is {own}."
            )
