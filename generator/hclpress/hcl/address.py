"""Addresses of resources and modules in Terraform's state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

ADDRESS = re.compile(
    r"""(?P<module>module\.[A-Za-z_][\w-]*)?
    (?:(?(module)\.)(?P<resource>[a-z]\w*\.[A-Za-z_][\w-]*)(?P<key>\[(?:\d+|"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*")\])?)?""",
    re.VERBOSE,
)
"""A module of the root, a resource of the root, or a resource of such a module, with its key if it has one."""


_ENDS = re.compile(r"[.\[]")


def covers(whole: str, address: str) -> bool:
    """Return whether an address is the whole one or a part of it: a resource of a module, an instance of a resource."""
    return address.startswith(whole) and (len(address) == len(whole) or address[len(whole)] in ".[")


def wholes_of(address: str) -> Iterator[str]:
    """Yield every text that covers an address: what stands before a `.` or a `[` of it, and the address itself."""
    yield from (address[: match.start()] for match in _ENDS.finditer(address))
    yield address


def is_resource(address: str) -> bool:
    """Return whether an address is one of a resource, or of an instance of one."""
    match = ADDRESS.fullmatch(address)
    return match is not None and match["resource"] is not None


class ResourceAddress(Struct, frozen=True):
    """The parsed address of one resource.

    Attributes:
        module: `module.<label>.`, empty in the root.
        kind: its type.
        label: its label.
        key: its key as it is written, `["a"]`; empty if it has none.
    """

    module: str
    kind: str
    label: str
    key: str

    @classmethod
    @lru_cache(maxsize=16_384)
    def of(cls, address: str) -> ResourceAddress:
        """Parse an address.

        Raises:
            ValueError: if it is not the address of a resource.
        """
        match = ADDRESS.fullmatch(address)
        if match is None or match["resource"] is None:
            raise ValueError(f"{address!r} is not the address of a resource")
        kind, _, label = match["resource"].partition(".")
        return cls(f"{match['module']}." if match["module"] else "", kind, label, match["key"] or "")

    @property
    def block(self) -> str:
        """The address without the key."""
        return f"{self.module}{self.kind}.{self.label}"

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{self.block}{self.key}"
