"""The scanners that rendered comments speak to."""

from enum import StrEnum


class Scanner(StrEnum):
    """A scanner of Terraform. The values are the words of a spec."""

    CHECKOV = "checkov"
    TRIVY = "trivy"
