"""The fleet that the benchmark of many machines divides: whoever uses something is on another machine than who shares it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.measuring import Cost
from benchmarks.sharded_costs import CONSUMERS, MACHINES, PART, make_sharing_fleet, together

from hclpress.producers import read_spec
from hclpress.spec.environment_file import find_environments
from hclpress.spec.shard import Shard


@pytest.mark.parametrize("size", [100, 2000])
def test_each_consumer_is_on_another_machine_than_its_producer(size: int, tmp_path: Path) -> None:
    make_sharing_fleet(tmp_path, size)
    everything = find_environments(tmp_path / "environments")
    assert len(everything) == size
    machine = {
        one.address: number for number in range(1, MACHINES + 1) for one in Shard(number, MACHINES).of(everything)
    }
    uses = {one.address: read_spec(one).uses for one in everything if one.system == "shop"}
    assert len(uses) == size // PART // (1 + CONSUMERS) * CONSUMERS
    for consumer, (producer,) in uses.items():
        assert producer in machine
        assert machine[consumer] != machine[producer]


def test_machines_together_take_the_sum_of_their_times_and_no_more_memory_than_the_largest() -> None:
    assert together([Cost(1.0, 2.0, 30.0), Cost(4.0, 5.0, 20.0)]) == Cost(5.0, 7.0, 30.0)
