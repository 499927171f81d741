"""The manifests of two sides of a merge become one history."""

from __future__ import annotations

from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.manifest import Manifest
from hclpress.history.merging import has_markers, sides_of, united, united_manifests
from hclpress.history.moves import Move

A, B, C, D = (f"module.{name}.aws_sqs_queue.jobs" for name in "abcd")
ONE, OTHER = Identity({"name": "one"}, {}, is_global=True), Identity({"name": "other"}, {}, is_global=True)
AB, AC, CD = Move("module.a", "module.b"), Move("module.a", "module.c"), Move("module.c", "module.d")
CONFLICT = """\
{
<<<<<<< HEAD
  "a": 1
||||||| base
  "a": 0
=======
  "a": 2
>>>>>>> feature
}
"""


def test_the_moves_of_both_sides_are_kept_and_applied_to_both() -> None:
    ours = History({B: ONE, C: OTHER}, (AB,))
    theirs = History({A: ONE, D: OTHER}, (CD,))
    merged = united(ours, theirs, History({A: ONE, C: OTHER}))
    assert merged.moves == (AB, CD)
    assert set(merged.resources) == {B, D}
    assert set(united(ours, theirs).resources) == {B, D}


def test_what_one_side_has_dropped_stays_dropped() -> None:
    before = History({A: ONE, C: OTHER}, (Move("module.x", "module.a"),), removed={D: D})
    merged = united(History({C: OTHER}), before, before)
    assert merged == History({C: OTHER})


def test_a_removal_of_either_side_is_remembered() -> None:
    assert united(History(removed={A: A}), History(removed={B: B})).removed == {A: A, B: B}


def test_answers_of_both_sides_are_kept() -> None:
    assert united(History(recorded=(AB,)), History(recorded=(CD, AB))).recorded == (AB, CD)


def test_the_sides_of_a_text_are_read_from_its_markers() -> None:
    assert has_markers(CONFLICT)
    assert sides_of(CONFLICT) == ('{\n  "a": 1\n}\n', '{\n  "a": 2\n}\n')
    assert not has_markers("=======\n")


def test_one_side_without_a_manifest_leaves_the_other() -> None:
    text = Manifest({}, History({A: ONE}, (AB,))).to_text()
    for sides in ((text, None), (None, text), (text, "{"), ("no JSON", text)):
        merged = united_manifests(*sides)
        assert merged is not None
        assert merged.history == History({A: ONE}, (AB,))
    assert united_manifests(None, None) is None
    assert united_manifests("{", '{"format": 1, "files": {}}') is None
