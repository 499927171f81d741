"""An acceptance: a replacement in production that the spec agrees to, for a time."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.spec.fields import Text
from hclpress.spec.settings import Settings
from hclpress.spec.waiver import valid_date


class Acceptance(Settings):
    """A replacement that interrupts what users use, and that this environment accepts until a day."""

    replace: Literal[True]
    """`true`: the resource may be destroyed and made anew."""
    until: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(valid_date)]
    """The last day it applies, as YYYY-MM-DD. Afterwards it has no effect, and may stay."""
    note: Text = ""
    """A remark for the readers of the spec."""

    @property
    def last_day(self) -> date:
        """The last day it applies."""
        return date.fromisoformat(self.until)
