"""Moves: what an address covers, and lists of moves that Terraform takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl.address import ADDRESS, ResourceAddress, covers
from hclpress.history.moves import Move, apply_moves, implied_moves, with_move

PLACES = st.sampled_from(["module.a", "module.b", "module.c", "module.d"])


@pytest.mark.parametrize(
    ("whole", "address", "is_covered"),
    [
        ("module.a", "module.a.aws_vpc.this", True),
        ("module.a", "module.ab.aws_vpc.this", False),
        ("module.a.aws_vpc.this", 'module.a.aws_vpc.this["x"]', True),
        ("module.a.aws_vpc.this", "module.a.aws_vpc.this_too", False),
        ('module.a.aws_vpc.this["x"]', 'module.a.aws_vpc.this["x"]', True),
        ('module.a.aws_vpc.this["x"]', "module.a.aws_vpc.this", False),
    ],
)
def test_an_address_covers_what_lies_in_it(whole: str, address: str, is_covered: bool) -> None:
    assert covers(whole, address) is is_covered


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("aws_vpc.this", ResourceAddress("", "aws_vpc", "this", "")),
        ("module.net.aws_vpc.this", ResourceAddress("module.net.", "aws_vpc", "this", "")),
        (
            'module.net.aws_subnet.a["x.y[\\"z\\"]"]',
            ResourceAddress("module.net.", "aws_subnet", "a", '["x.y[\\"z\\"]"]'),
        ),
    ],
)
def test_an_address_is_taken_apart_and_put_together(address: str, place: ResourceAddress) -> None:
    assert ResourceAddress.of(address) == place
    assert place.address == address


@pytest.mark.parametrize("text", ["", "module.a", "aws_vpc", "module.a.", "a.b.c", "module.a.aws_vpc.this[x]", "x y.z"])
def test_what_is_no_address_of_a_resource_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a resource"):
        ResourceAddress.of(text)


def test_a_module_is_an_address() -> None:
    assert ADDRESS.fullmatch("module.a")
    assert not ADDRESS.fullmatch("module.a.")


@given(st.lists(st.tuples(PLACES, PLACES).filter(lambda pair: pair[0] != pair[1]), max_size=8))
def test_however_often_things_are_renamed_terraform_finds_neither_a_circle_nor_a_second_way(
    renames: list[tuple[str, str]],
) -> None:
    """One thing is renamed again and again, from wherever it is; state at any of its places so far must end where it is."""
    here = "module.a"
    places = {here}
    moves: tuple[Move, ...] = ()
    for _, target in renames:
        if target == here:
            continue
        moves = with_move(moves, Move(here, target))
        here = target
        places.add(here)
        sources = [one.source for one in moves]
        assert len(set(sources)) == len(sources)
        assert here not in sources
        for place in places:
            assert apply_moves(moves, f"{place}.aws_vpc.this") == f"{here}.aws_vpc.this"


def test_terraform_moves_a_resource_that_gets_or_loses_a_count() -> None:
    assert implied_moves(["a.b", "a.c"], ["a.b[0]", "a.b[1]", "a.c"]) == (Move("a.b", "a.b[0]"),)
    assert implied_moves(["a.b[0]", "a.b[1]"], ["a.b"]) == (Move("a.b[0]", "a.b"),)
    assert implied_moves(['a.b["0"]'], ["a.b"]) == ()
    assert implied_moves(["a.b", "a.b[0]"], ["a.b[0]", "a.b"]) == ()
