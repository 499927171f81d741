"""The classes of Aurora's instances: their form, and those that may be newer than the list of them."""

from __future__ import annotations

import re

from hclpress.aws.dated_values import families_of_other_engines

SERVERLESS = "db.serverless"
"""The class of an instance that scales by itself."""

# Aurora User Guide, "Aurora DB instance classes": memory-optimised ones, and burstable ones in two sizes.
_CLASS = re.compile(
    r"db\.(?:(?P<memory>[rx][0-9]+[a-z]*)\.(?:large|[0-9]*xlarge)"
    r"|(?P<burstable>t[0-9]+[a-z]*)\.(?:medium|large)"
    r"|(?P<other>[a-z]+[0-9]+[a-z]*)\.(?:medium|large|[0-9]*xlarge))"
)


def may_be_of_aurora(name: str) -> bool:
    """Return whether Aurora may have a class: it is spelled like one, and its family is not of other engines alone."""
    if name == SERVERLESS:
        return True
    match = _CLASS.fullmatch(name)
    return match is not None and match["other"] not in families_of_other_engines()
