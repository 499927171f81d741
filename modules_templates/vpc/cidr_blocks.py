"""Blocks of subnets of which the spec gives the size alone. Each keeps its place when others are added.

Half of the network is for private subnets, a quarter each for public and isolated ones, and each of the three is cut
into eight slots, one for each letter that a zone can end in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Network
from itertools import islice

from hclpress.module import Reach

SHARES: Mapping[Reach, tuple[int, int]] = {"private": (1, 1), "public": (2, 0), "isolated": (2, 1)}
"""By reach: the bits that cut the network into parts of the right size, and the index of the part."""
_SLOTS = "abcdefgh"


@lru_cache(maxsize=1024)
def network(cidr: str) -> IPv4Network:
    """Parse a block, once for each spelling."""
    return IPv4Network(cidr)


@lru_cache(maxsize=1024)
def slot(cidr: str, reach: Reach, zone: str) -> IPv4Network:
    """The part of a network that subnets of one reach in one zone are cut from."""
    bits, index = SHARES[reach]
    return _part(_part(network(cidr), bits, index), 3, _SLOTS.index(zone[-1]))


@lru_cache(maxsize=1024)
def block(cidr: str, reach: Reach, zone: str, size: int) -> str:
    """The block of a subnet whose mask is `size`: the first in its slot."""
    return str(next(slot(cidr, reach, zone).subnets(new_prefix=size)))


def _part(whole: IPv4Network, bits: int, index: int) -> IPv4Network:
    return next(islice(whole.subnets(bits), index, None))
