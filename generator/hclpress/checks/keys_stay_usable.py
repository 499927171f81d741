"""Keys stay usable, and their owners can manage them.

What a disabled key encrypts cannot be read. A key whose policy leaves its account out can be managed by nobody, not
even by AWS's support; the check against that must stay on.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CHECKOV = ("CKV_AWS_227",)

_SETTINGS = (
    Setting("aws_kms_key", "is_enabled", (True, None), "The key is disabled", "Remove `is_enabled`."),
    Setting(
        "aws_kms_key",
        "bypass_policy_lockout_safety_check",
        (False, None),
        "The policy of the key may lock everybody out",
        "Remove `bypass_policy_lockout_safety_check`.",
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each key that is disabled, and each that may lock its account out."""
    yield from unmet(parsed, _SETTINGS)
