"""A finding of a check in a parsed stack."""

from __future__ import annotations

from msgspec import Struct

from hclpress.model.parsed_stack import PlacedBlock


class Finding(Struct, frozen=True):
    """One violation of a check.

    Attributes:
        placed: the block with the problem; None for the environment as a whole.
        summary: one line without a full stop.
        detail: the reason and a way out.
    """

    placed: PlacedBlock | None
    summary: str
    detail: str

    @property
    def instance(self) -> str | None:
        """The module instance that the finding belongs to."""
        return self.placed.instance if self.placed else None
