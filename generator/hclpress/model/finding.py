"""What a check finds in a parsed stack."""

from __future__ import annotations

from msgspec import Struct

from hclpress.model.parsed import PlacedBlock


class Finding(Struct, frozen=True):
    """One thing a check does not accept.

    Attributes:
        placed: the block that is unsound, None where the environment as a whole is.
        summary: one line without a full stop.
        detail: why it matters and a way out.
    """

    placed: PlacedBlock | None
    summary: str
    detail: str

    @property
    def instance(self) -> str | None:
        """The module instance to blame."""
        return self.placed.instance if self.placed else None
