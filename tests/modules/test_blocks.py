"""Subnets of which a spec says the size alone: each has a place of its own, whatever is added later."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hclpress.module import Reach
from hclpress.modules.vpc.cidr_blocks import SHARES, block, network, slot

ZONES = [f"us-east-1{letter}" for letter in "abcdefgh"]
PLACES: list[tuple[Reach, str]] = [(reach, zone) for reach in SHARES for zone in ZONES]


def test_the_places_are_those_that_earlier_releases_chose() -> None:
    assert str(slot("10.0.0.0/16", "public", "us-east-1a")) == "10.0.0.0/21"
    assert str(slot("10.0.0.0/16", "isolated", "us-east-1b")) == "10.0.72.0/21"
    assert str(slot("10.0.0.0/16", "private", "us-east-1h")) == "10.0.240.0/20"
    assert block("10.0.0.0/16", "private", "us-east-1c", 24) == "10.0.160.0/24"


@given(st.integers(0, 255), st.integers(16, 23))
def test_no_two_places_overlap_and_all_lie_in_the_network(second: int, mask: int) -> None:
    cidr = f"10.{second}.0.0/{mask}"
    slots = [slot(cidr, reach, zone) for reach, zone in PLACES]
    assert all(one.subnet_of(network(cidr)) for one in slots)
    assert not any(one.overlaps(other) for at, one in enumerate(slots) for other in slots[:at])


@given(st.sampled_from(PLACES), st.integers(21, 28))
def test_a_block_is_the_first_of_its_size_in_its_place(place: tuple[Reach, str], size: int) -> None:
    found = network(block("10.0.0.0/16", *place, size))
    assert found.prefixlen == size
    assert found.network_address == slot("10.0.0.0/16", *place).network_address
