"""origin: one of four origins for an instance, told by its keys, and what a file keeps that changes it."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from hclpress.source.document import Mapping, find
from hclpress.source.reader import read
from hclpress.spec.origin import KEYS, RESERVED, InstanceOrigin, kept_keys, origin_of, origin_problems

PLACE = ("modules", "shop")


def mapping(text: str) -> Mapping:
    node = find(read(f"a: {text}\n", "a.yaml"), ("a",))
    assert isinstance(node, Mapping)
    return node


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("{}", InstanceOrigin.MADE),
        ("{module: s3, buckets: {}}", InstanceOrigin.MADE),
        ("{module: s3, existing: {name: a}}", InstanceOrigin.EXISTING),
        ("{shared_by: network/prod}", InstanceOrigin.SHARED),
        ("{source: ./terraform/cache}", InstanceOrigin.PLAIN),
        ("{source: ./terraform/cache, existing: {}}", InstanceOrigin.EXISTING),
    ],
)
def test_a_key_says_the_origin(text: str, origin: InstanceOrigin) -> None:
    assert origin_of(mapping(text)) is origin


def test_no_module_may_have_a_setting_of_a_key_that_every_instance_has() -> None:
    assert {"module", "region", "regions", "note", "existing", "shared_by", "source", "inputs", "outputs"} <= RESERVED
    assert not {"instance", "version"} & RESERVED, "they mean something beside one origin only"


@pytest.mark.parametrize(
    ("base", "over", "kept"),
    [
        ("{cidr: a}", "{cidr: b}", None),
        ("{module: s3, buckets: {}}", "{existing: {name: a}}", ("module",)),
        ("{module: s3, buckets: {}}", "{shared_by: network/prod}", ()),
        ("{module: s3, buckets: {}}", "{source: ./a}", ()),
        ("{existing: {name: a}}", "{existing: {name: b}}", None),
        ("{existing: {name: a}}", "{note: A note.}", None),
        ("{existing: {name: a}}", "{region: us-west-2}", None),
        ("{module: s3, existing: {name: a}}", "{buckets: {}}", ("module",)),
        ("{source: ./a}", "{inputs: {size: 1}}", None),
        ("{source: ./a}", "{existing: {name: a}}", ("module",)),
        ("{shared_by: network/prod}", "{instance: main}", None),
        ("{shared_by: network/prod}", "{cidr: a}", ("module",)),
    ],
)
def test_another_origin_discards_the_settings_of_the_old_one(
    base: str, over: str, kept: Collection[str] | None
) -> None:
    assert kept_keys(PLACE, mapping(base), mapping(over)) == kept


def test_a_look_up_is_replaced_whole() -> None:
    before, after = mapping("{id: vpc-1}"), mapping("{tags: {Name: a}}")
    assert kept_keys((*PLACE, "existing"), before, after) == ()
    assert kept_keys((*PLACE, "buckets"), before, after) is None


@pytest.mark.parametrize("path", [(), ("modules",), ("tags", "shop"), (*PLACE, "existing", "tags")])
def test_only_instances_have_an_origin(path: tuple[str, ...]) -> None:
    assert kept_keys(path, mapping("{cidr: a}"), mapping("{existing: {name: a}}")) is None


def test_an_instance_with_one_origin_has_no_problem() -> None:
    for origin, keys in KEYS.items():
        assert origin.value in keys
        text = ", ".join(f"{key}: a" for key in sorted(keys))
        assert not [*origin_problems("shop", mapping(f"{{{text}}}"))]
    assert not [*origin_problems("shop", mapping("{module: vpc, cidr: a, version: 1}"))]


def test_each_further_origin_is_reported_at_its_key() -> None:
    found = [*origin_problems("shop", mapping("{source: ./a, shared_by: b/c, existing: {name: d}}"))]
    assert [one.code for one in found] == ["spec/two-origins"] * 2
    assert [one.span.column for one in found if one.span] == [18, 5]
    assert all("`existing`" in one.summary for one in found)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("{existing: {name: a}, buckets: {}}", "buckets", "hclpress changes nothing about an instance that exists"),
        ("{existing: {name: a}, regoin: b}", "regoin", "Did you mean `region`?"),
        ("{existing: {name: a}, regions: [b]}", "regions", "Did you mean `region`?"),
        ("{shared_by: a/b, cidr: c}", "cidr", "The other environment decides"),
        ("{source: ./a, size: 1}", "size", "are set below `inputs`"),
    ],
)
def test_a_setting_beside_another_origin_is_reported_at_its_key(text: str, key: str, words: str) -> None:
    (found,) = origin_problems("shop", mapping(text))
    assert found.code == "spec/setting-of-nothing"
    assert f"`{key}`" in found.summary
    assert words in found.detail
    assert found.span is not None
    assert found.span.column == 4 + text.index(key)
