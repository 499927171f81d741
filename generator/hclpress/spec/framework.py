"""The frameworks that ask for the same as a check."""

from enum import StrEnum


class Framework(StrEnum):
    """A framework. The values are the words of the command line."""

    CIS = "cis"
    """CIS AWS Foundations Benchmark 3.0."""
    FSBP = "fsbp"
    """AWS Foundational Security Best Practices."""
    CHECKOV = "checkov"
