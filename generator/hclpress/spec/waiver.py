"""A waiver: a finding of a check that an environment accepts."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from hclpress.spec.settings import Settings


def valid_date(text: str) -> str:
    """Return a date as it is written.

    Raises:
        ValueError: for a day that is in no calendar.
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a valid date; write one such as 2027-06-30") from None
    return text


class Waiver(Settings):
    """A finding of a check, of Checkov or of Trivy that this environment accepts, for a reason and for a time."""

    check: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] | None = None
    """The check of hclpress that is waived, such as `open-to-the-world`. Instead of `checkov` and `trivy`."""
    checkov: Annotated[str, Field(pattern=r"^CKV2?_AWS_[0-9]+$")] | None = None
    """The id of the Checkov check that is skipped, such as `CKV_AWS_338`, by a comment in the rendered resources."""
    trivy: Annotated[str, Field(pattern=r"^(AVD-)?AWS-[0-9]{4}$")] | None = None
    """The id of the Trivy check that is skipped, such as `AVD-AWS-0089`, by a comment above the rendered resources."""
    instance: str | None = None
    """The only instance it applies to. Default: every instance, and the root module."""
    resource: Annotated[str, Field(pattern=r"^(data\.)?aws_[a-z0-9_]+(\.[a-z_][a-z0-9_]*)?$")] | None = None
    """The only resources it applies to: a type such as `aws_lb`, or one address inside its module such as
    `aws_lb.this`. Required with `checkov` and `trivy`, where it decides which resources have the comment."""
    reason: Annotated[str, Field(min_length=10, max_length=300)]
    """The reason. It appears in the documentation, and for a scanner in the rendered HCL."""
    until: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(valid_date)]
    """The last day it applies, as YYYY-MM-DD. After that it is an error and must be reviewed."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if sum(one is not None for one in (self.check, self.checkov, self.trivy)) != 1:
            raise ValueError("a waiver names either `check`, `checkov` or `trivy`")
        if self.of_scanner is not None and self.resource is None:
            named = "checkov" if self.checkov is not None else "trivy"
            raise ValueError(f"with `{named}`, name the resources in `resource`, such as aws_lb.this")
        return self

    @property
    def of_scanner(self) -> str | None:
        """The id of the check of a scanner; None of a check of hclpress."""
        return self.checkov or self.trivy

    @property
    def last_day(self) -> date:
        """The last day it applies."""
        return date.fromisoformat(self.until)
