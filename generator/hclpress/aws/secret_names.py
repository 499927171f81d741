"""Names of variables that reveal a secret."""

from __future__ import annotations

import re

_SECRET_WORDS = re.compile(r"PASS(WORD|WD|PHRASE)|SECRET|TOKEN|CREDENTIAL|(API|PRIVATE|ACCESS)_?KEY", re.IGNORECASE)
# Names that refer to a secret rather than hold it.
_ABOUT_SECRETS = re.compile(r"_(ARN|NAME|ID|PATH|FILE|URL|TTL|SECONDS|MINUTES|HOURS|DAYS|LENGTH)$", re.IGNORECASE)


def holds_secret(variable: str, value: str) -> bool:
    """Return whether a variable of that name would hold a secret in plain text, and not just refer to one."""
    about = _ABOUT_SECRETS.search(variable) or value.startswith("arn:")
    return bool(_SECRET_WORDS.search(variable)) and not about
