"""The time of a render grows with the number of items, and not with its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hclpress.aws.consequences import Consequence, Edit
from hclpress.catalog import Catalog, Check
from hclpress.history.attribute_changes import attribute_changes
from hclpress.history.changes import Reason
from hclpress.history.edits import ArgumentEdit
from hclpress.history.identity import Identity
from hclpress.history.matching import match
from hclpress.history.moves import Move, mover, with_moves
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

FEW, TIMES = 100, 4
HEAD = "project: shop\nsuffix: t1\nowner: me\nregion: us-east-1\naccount_id: '123456789012'\nmodules:\n  m:\n"
ITEMS: dict[str, tuple[str, str]] = {
    "tables": ("    module: dynamodb\n    tables:\n", "{hash_key: id}"),
    "parameters": ("    module: ssm\n    parameters:\n", "{value: x}"),
    "buckets": ("    module: s3\n    buckets:\n", "{}"),
    "keys": ("    module: kms\n    keys:\n", "{description: a}"),
    "functions": (
        "    module: lambda\n    runtime: python3.13\n    functions:\n",
        "{handler: a.b, package: {source: code}, triggers: {t: {type: schedule, expression: rate(1 hour)}}}",
    ),
}


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of one run, as the mean of many, since the clock is coarse. The first run fills the caches.

    The garbage collector rests meanwhile: it walks everything that other tests of the process have left behind.
    """
    work()
    gc.disable()
    try:
        begun, runs = time.process_time(), 0
        while time.process_time() - begun < 0.2:
            work()
            runs += 1
        return (time.process_time() - begun) / runs
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", ITEMS)
def test_more_items_take_no_more_time_each(
    kind: str, tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    module, item = ITEMS[kind]
    (tmp_path / "code").mkdir()
    (tmp_path / "code/a.py").touch()

    def rendered(number: int) -> float:
        spec = tmp_path / f"environments/s/e{number}.yaml"
        spec.parent.mkdir(parents=True, exist_ok=True)
        spec.write_text(HEAD + module + "".join(f"      i{index}: {item}\n" for index in range(number)))
        return seconds(lambda: generate(EnvironmentFile("s", spec.stem, spec), catalog, checks))

    few = rendered(FEW)
    assert rendered(FEW * TIMES) < 2 * TIMES * few + 0.15


def named(name: str, parent: str | None = None) -> Identity:
    return Identity({"name": name, "region": "us-east-1"}, {"table": parent} if parent else {}, parent is None)


def moved_tables(number: int) -> float:
    old, new = {}, {}
    for index in range(number):
        for resources, module in ((old, "module.a"), (new, "module.b")):
            table = f"{module}.aws_dynamodb_table.t{index}"
            resources[table] = named(f"table-{index}")
            resources[f"{module}.aws_dynamodb_kinesis.t{index}"] = Identity({"region": "r"}, {"table": table}, False)
    # Another instance stays, so that the resources move one by one.
    for resources in (old, new):
        resources |= {f"{one}.aws_vpc.x": named(one) for one in ("module.a", "module.b")}
    return seconds(lambda: match(old, new))


@pytest.mark.parametrize("measured", [moved_tables], ids=["matching"])
def test_more_moves_take_no_more_time_each(measured: Callable[[int], float]) -> None:
    assert measured(1000) < 2 * 10 * measured(100) + 0.3


def test_moves_are_applied_and_added_as_one_by_one() -> None:
    moves = (Move("module.a", "module.b"), Move("module.b.x_y.z", "module.c.x_y.z"), Move("module.c", "module.a"))
    moved = mover(moves)
    for address in (
        "module.a",
        "module.a.x_y.z",
        'module.a.x_y.z["k.l"]',
        "module.ab.x_y.z",
        "module.b.x_y.w",
        "x_y.z",
    ):
        expected = address
        for move in moves:
            expected = move.apply_moves(expected)
        assert moved(address) == expected
    assert mover(())("module.a") == "module.a"
    assert with_moves((Move("a", "b"),), (Move("b", "c"), Move("c", "a"))) == (Move("b", "c"), Move("c", "a"))
    assert with_moves((Move("a", "b"), Move("x", "y")), (Move("a", "b"),)) == (Move("x", "y"), Move("a", "b"))


def changed_list(number: int) -> float:
    was = tuple({"name": f"n{index}", "value": index} for index in range(number))
    now = tuple({"name": f"n{index}", "value": index + 1} for index in range(number))
    reason = Reason(ArgumentEdit("setting", Edit.CHANGED, was, now), Consequence.UPDATED)
    return seconds(lambda: attribute_changes([reason]))


def test_more_items_of_a_list_take_no_more_time_each() -> None:
    assert changed_list(3000) < 2 * 10 * changed_list(300) + 0.3
