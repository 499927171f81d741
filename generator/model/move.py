"""Moves: what is at another address than it was, and how several of them become one list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

ADDRESS = re.compile(
    r"""(?P<module>module\.[A-Za-z_][\w-]*)?
    (?:(?(module)\.)(?P<resource>[a-z]\w*\.[A-Za-z_][\w-]*)(?P<key>\["(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*"\])?)?""",
    re.VERBOSE,
)
"""A module of the root, a resource of the root, or a resource of such a module, with its key where it has one."""


class Move(Struct, frozen=True, order=True):
    """What had one address has another: a module, a resource, or one of the instances of a resource.

    Attributes:
        source: the address before, as Terraform writes it.
        target: the address now.
        reason: how that is known, as a sentence.
    """

    source: str
    target: str
    reason: str = ""

    def __eq__(self, other: object) -> bool:
        # How it is known makes it no other move.
        return isinstance(other, Move) and (self.source, self.target) == (other.source, other.target)

    def __hash__(self) -> int:
        return hash((self.source, self.target))

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def follow(self, address: str) -> str:
        """Where an address has gone by this move; itself, when the move is about something else."""
        if covers(self.source, address):
            return self.target + address[len(self.source) :]
        return address


def covers(whole: str, address: str) -> bool:
    """Whether an address is the one named or lies in it: a resource of a module, an instance of a resource."""
    return address.startswith(whole) and (len(address) == len(whole) or address[len(whole)] in ".[")


def follow(moves: Iterable[Move], address: str) -> str:
    """Where an address has gone by all of the moves, one after another."""
    for move in moves:
        address = move.follow(address)
    return address


def with_move(moves: Iterable[Move], new: Move) -> tuple[Move, ...]:
    """The list with one more move at its end, as Terraform takes it.

    A chain is kept link by link, because state may stand at any of them: who has `a → b` and moves on to `c` has
    `a → b` and `b → c`. What comes back to where it began is moved no longer: the move away from there is dropped, or
    Terraform would find a circle.
    """
    kept = tuple(one for one in moves if one.source != new.target and one != new)
    return (*kept, new)


def is_resource(address: str) -> bool:
    """Whether an address is one of a resource, or of an instance of one."""
    match = ADDRESS.fullmatch(address)
    return match is not None and match["resource"] is not None


class Place(Struct, frozen=True):
    """An address of one resource, taken apart.

    Attributes:
        module: `module.<label>.`, empty in the root.
        kind: its type.
        label: its label.
        key: its key as it is written, `["a"]`; empty without one.
    """

    module: str
    kind: str
    label: str
    key: str

    @classmethod
    @lru_cache(maxsize=16_384)
    def of(cls, address: str) -> Place:
        """Take an address apart.

        Raises:
            ValueError: it is not one of a resource.
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
        """All of it."""
        return f"{self.block}{self.key}"
