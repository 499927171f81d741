"""Networks that together are the internet."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.checks._world import is_world


@pytest.mark.parametrize(
    "networks",
    [
        ["0.0.0.0/0"],
        ["::/0"],
        ["0.0.0.0/1", "128.0.0.0/1"],
        ["0.0.0.0/1"],
        ["::/1", "8000::/1"],
        ["2000::/3"],
        ["10.0.0.0/8", "0.0.0.0/0"],
        [f"{first}.0.0.0/8" for first in range(1, 70)],
    ],
)
def test_the_internet_is_known_in_pieces(networks: list[str]) -> None:
    assert is_world(networks)


@pytest.mark.parametrize(
    "networks",
    [
        [],
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        ["fd00::/8"],
        ["224.0.0.0/4"],
        ["203.0.113.0/24", "2001:db8::/32"],
        ["var.network", "300.0.0.0/8", "10.0.0.0/99", ""],
    ],
)
def test_what_somebody_owns_is_not_the_internet(networks: list[str]) -> None:
    assert not is_world(networks)


@given(st.integers(1, 6), st.randoms())
def test_the_whole_in_pieces_of_any_order_is_the_internet(bits: int, order: object) -> None:
    pieces = [str(one) for one in ip_network("0.0.0.0/0").subnets(bits)]
    assert is_world(pieces)
    assert is_world(reversed(pieces))
