"""inherit: the spec has the last word, and every value remembers who set it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.model.spec_file import SpecFile
from hclpress.source import document
from hclpress.source.reader import read
from hclpress.stages.inherit import inherit


def chain(*texts: str) -> tuple[SpecFile, ...]:
    return tuple(SpecFile(Path(f"/{number}.yaml"), read(text, f"{number}.yaml")) for number, text in enumerate(texts))


def test_mappings_merge_while_lists_and_scalars_replace() -> None:
    tree = inherit(chain("a: {x: 1, y: [1, 2]}\nb: 1", "a: {y: [3]}\nb: 2"))
    assert document.plain(tree) == {"a": {"x": 1, "y": [3]}, "b": 2}


def test_extends_itself_is_not_inherited() -> None:
    assert document.plain(inherit(chain("a: 1", "extends: 0.yaml"))) == {"a": 1}


def test_append_adds_to_what_the_bases_have() -> None:
    assert document.plain(inherit(chain("a: [1]", "a: !append [2]", "a: !append [3]"))) == {"a": [1, 2, 3]}


def test_unset_takes_a_key_away() -> None:
    assert document.plain(inherit(chain("a: {x: 1, y: 2}", "a: {x: !unset }"))) == {"a": {"y": 2}}


def test_every_value_points_at_the_file_that_set_it() -> None:
    tree = inherit(chain("a: {x: 1, y: 2}", "a: {y: 3}"))
    assert document.span_of(tree, ("a", "x")).file == "0.yaml"
    assert document.span_of(tree, ("a", "y")).file == "1.yaml"


def test_what_cannot_be_taken_away_is_reported_where_it_stands() -> None:
    with pytest.raises(Diagnosed) as caught:
        inherit(chain("abc: 1", "abd: !unset "))
    (found,) = caught.value.diagnostics
    assert found.span is not None
    assert found.span.file == "1.yaml"
    assert "abc" in found.detail


def test_another_origin_discards_the_settings_and_keeps_the_module() -> None:
    tree = inherit(
        chain(
            "modules: {assets: {module: s3, region: us-west-2, buckets: {a: {}}}}",
            "modules: {assets: {existing: {name: b}}}",
            "modules: {assets: {note: A note.}}",
        )
    )
    assert document.plain(tree) == {
        "modules": {"assets": {"module": "s3", "existing": {"name": "b"}, "note": "A note."}}
    }
    node = document.find(tree, ("modules", "assets"))
    assert isinstance(node, document.Mapping)
    assert node.replaced is not None
    assert node.replaced.file == "0.yaml"


def test_an_instance_that_existed_may_be_made_here() -> None:
    tree = inherit(
        chain("modules: {assets: {module: s3, existing: {name: b}}}", "modules: {assets: {buckets: {a: {}}}}")
    )
    assert document.plain(tree) == {"modules": {"assets": {"module": "s3", "buckets": {"a": {}}}}}


def test_a_look_up_replaces_the_inherited_one_whole() -> None:
    tree = inherit(
        chain("modules: {vpc: {existing: {id: a, zones: [b]}}}", "modules: {vpc: {existing: {tags: {Name: c}}}}")
    )
    assert document.plain(tree) == {"modules": {"vpc": {"existing": {"tags": {"Name": "c"}}}}}


def test_replace_takes_the_place_of_an_inherited_mapping() -> None:
    assert document.plain(inherit(chain("tags: {a: b}", "tags: !replace {c: d}"))) == {"tags": {"c": "d"}}
