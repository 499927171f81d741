"""The identifiers of Lambda's runtimes: their form, and those that may be newer than the list of them."""

from __future__ import annotations

import re

from hclpress.aws.dated_values import lambda_runtimes, numbers_in

# Lambda API reference, CreateFunction: the identifiers of the languages that AWS still adds runtimes of.
FORM = r"(?:python|ruby)[0-9]+\.[0-9]+|nodejs[0-9]+\.x|java[0-9]+(?:\.al[0-9]+)?|dotnet[0-9]+|provided(?:\.al[0-9]+)?"
"""The form of an identifier, as a regular expression."""


def language_of(runtime: str) -> str:
    """Return the language of a runtime, such as `python` of `python3.13`."""
    return re.split(r"[0-9.]", runtime, maxsplit=1)[0]


def may_be_newer(runtime: str) -> bool:
    """Return whether a runtime that is not in the list may have come after it."""
    if not re.fullmatch(FORM, runtime):
        return False
    same = [numbers_in(name) for name in lambda_runtimes() if language_of(name) == language_of(runtime)]
    # AWS puts older languages on newer systems as well: java17.al2023 came after java25.
    return ".al" in runtime or numbers_in(runtime) > max(same, default=())
