"""The history before a render: what is applied, continued by what the folder records."""

from __future__ import annotations

from hclpress.history.applied import Applied, continued, lost_moves, vanished
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.moves import Move

A, B, C = (f"module.{name}.aws_sqs_queue.jobs" for name in "abc")
ONE, OTHER = Identity({"name": "one"}, {}, is_global=True), Identity({"name": "other"}, {}, is_global=True)
AB, BC, BA, CB = (Move(f"module.{one}", f"module.{two}") for one, two in ("ab", "bc", "ba", "cb"))


def test_without_an_applied_history_the_folder_decides() -> None:
    lying = History({A: ONE}, (BA,), (AB,), {C: C})
    assert continued(lying, None, [B]).history is lying


def test_moves_since_then_are_applied_to_the_applied_resources() -> None:
    found = continued(History({C: ONE}, (AB, BC)), Applied(History({A: ONE})), [C])
    assert found.history.resources == {C: ONE}
    assert found.moved == found.history.moves == (AB, BC)


def test_a_move_that_is_taken_back_before_the_apply_is_dropped() -> None:
    found = continued(History({C: ONE}, (AB, BC)), Applied(History({A: ONE})), [A])
    assert found.history.resources == {A: ONE}
    assert found.history.moves == ()


def test_resources_of_a_branch_alone_do_not_count() -> None:
    lying = History({A: ONE, B: OTHER}, (CB,))
    assert continued(lying, Applied(History({A: ONE})), [A]).history == History({A: ONE})
    on_the_deploy_branch = continued(lying, Applied(History({A: ONE}), is_deployed=True), [A]).history
    assert on_the_deploy_branch.resources == {A: ONE, B: OTHER}
    assert on_the_deploy_branch.moves == (CB,)


def test_a_folder_of_another_environment_adds_nothing() -> None:
    lying = History({A: OTHER, B: OTHER})
    assert continued(lying, Applied(History({A: ONE}), is_deployed=True), [A]).history.resources == {A: ONE}


def test_a_forgotten_move_is_told_from_a_folder_that_is_older() -> None:
    applied = Applied(History({B: ONE}, (AB,)))
    assert continued(History({B: ONE}), applied, [B]).history.moves == ()
    older = continued(History({A: ONE}), applied, [B])
    assert older.history.moves == older.put_back == (AB,)


def test_a_revert_loses_the_way_back() -> None:
    reverted, renamed, before = History({A: ONE}), History({C: ONE}, (AB, BC)), History({A: ONE})
    assert lost_moves([reverted, renamed, before]) == (CB, BA)
    assert lost_moves([History({A: ONE}, (CB, BA)), reverted, renamed]) == ()
    assert lost_moves([renamed, before]) == ()
    assert lost_moves([History({B: ONE}), renamed]) == (CB,)
    assert lost_moves([History(), renamed]) == ()


def test_a_lost_move_is_put_back_until_its_source_is_rendered() -> None:
    applied = Applied(History({A: ONE}), lost=(CB, BA))
    found = continued(History({A: ONE}), applied, [A])
    assert found.history.moves == found.put_back == (CB, BA)
    assert continued(found.history, applied, [A]).put_back == ()
    assert continued(found.history, applied, [A]).history.moves == (CB, BA)
    assert continued(History({A: ONE}), applied, [A, C]).history.moves == (BA,)


def test_what_vanishes_was_neither_moved_nor_removed() -> None:
    older = History({A: ONE, C: OTHER})
    assert vanished(History({C: OTHER}), older) == {A: ONE}
    assert vanished(History({B: ONE, C: OTHER}), older) == {}
    assert vanished(History({C: OTHER}, removed={"module.a": "module.a"}), older) == {}
