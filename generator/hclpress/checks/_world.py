"""Networks that together are the internet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

_LARGEST = {4: 8, 6: 16}
"""The shortest prefix that one owner has: a /8 of the old IPv4 blocks, and 2002::/16 for 6to4 (IANA's registries)."""
_SHARE = 4
"""A quarter of all addresses in many small networks is the internet as well."""
_OWN = (ip_network("fc00::/7"), ip_network("fe80::/10"), ip_network("ff00::/8"), ip_network("224.0.0.0/4"))
"""Addresses that the internet does not carry: unique local, link-local and multicast ones."""


def is_world(networks: Iterable[str]) -> bool:
    """Return whether networks, in CIDR notation, hold so many addresses that nobody could own them all."""
    return _is_world(tuple(networks))


@lru_cache(maxsize=4096)
def _is_world(networks: tuple[str, ...]) -> bool:
    known = [network for one in networks if (network := _network(one)) is not None]
    fourth = [one for one in known if isinstance(one, IPv4Network) and not _is_own(one)]
    sixth = [one for one in known if isinstance(one, IPv6Network) and not _is_own(one)]
    is_large = any(one.prefixlen < _LARGEST[4] for one in fourth) or any(one.prefixlen < _LARGEST[6] for one in sixth)
    return is_large or (
        _SHARE * sum(one.num_addresses for one in collapse_addresses(fourth)) >= 2**32
        or _SHARE * sum(one.num_addresses for one in collapse_addresses(sixth)) >= 2**125
    )


def _network(text: str) -> IPv4Network | IPv6Network | None:
    """Return the network that a text names; None for a reference, and for what AWS refuses."""
    try:
        return ip_network(text, strict=False) if "/" in text else None
    except ValueError:
        return None


def _is_own(network: IPv4Network | IPv6Network) -> bool:
    return any(
        network.version == one.version and network.subnet_of(one)  # type: ignore[arg-type]  # of one version
        for one in _OWN
    )
