import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.diagnostics import Diagnosed
from hclpress.spec.shard import Shard


def shards(count: int) -> list[Shard]:
    return [Shard(number, count) for number in range(1, count + 1)]


@given(st.lists(st.integers()), st.integers(1, 40))
def test_every_item_is_in_exactly_one_shard_and_the_shards_are_of_one_size(items: list[int], count: int) -> None:
    shares = [shard.of(items) for shard in shards(count)]
    assert [item for share in shares for item in share] == items
    assert sorted(item for share in shares for item in share) == sorted(items)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


@given(st.integers(0, 300), st.integers(1, 40), st.data())
def test_an_item_more_moves_one_item_at_each_border(size: int, count: int, data: st.DataObject) -> None:
    items = list(range(size))
    more = items.copy()
    more.insert(data.draw(st.integers(0, size)), -1)
    before, after = ({item: shard for shard in shards(count) for item in shard.of(one)} for one in (items, more))
    assert sum(before[item] != after[item] for item in items) < count


def test_a_shard_is_written_as_number_and_count() -> None:
    assert Shard.read("3/16") == Shard(3, 16)


@pytest.mark.parametrize("text", ["", "3", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1.5/4", " 1/4", "1/9999999"])
def test_what_is_no_shard_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Diagnosed) as found:
        Shard.read(text)
    assert found.value.diagnostics[0].code == "command/bad-shard"
    assert "1/16" in found.value.diagnostics[0].detail
