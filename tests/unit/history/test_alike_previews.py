from __future__ import annotations

from hclpress.history.alike_previews import alike_previews
from hclpress.model.environment_preview import AttributeChange, EnvironmentPreview, ResourcePreview


def preview(suffix: str, memory: int = 256) -> EnvironmentPreview:
    changes = (
        AttributeChange("memory_size", "128", str(memory)),
        AttributeChange("name", f'"shop-{suffix}"', f'"shop-{suffix}-next"'),
    )
    resource = ResourcePreview("module.a.aws_lambda_function.b", "update", attributes=changes)
    return EnvironmentPreview(f"shop/{suffix}", (resource,), names=((suffix, "{suffix}"),))


def test_environments_that_differ_in_their_own_names_are_alike() -> None:
    (group,) = alike_previews([preview("t1"), preview("t2"), preview("t3")])
    assert group.environments == ("shop/t1", "shop/t2", "shop/t3")
    assert group.first == preview("t1")


def test_one_that_differs_stands_alone_behind_the_larger_group() -> None:
    groups = alike_previews([preview("t1", 512), preview("t2"), preview("t3")])
    assert [one.environments for one in groups] == [("shop/t2", "shop/t3"), ("shop/t1",)]


def test_a_part_of_a_word_is_no_name() -> None:
    one = EnvironmentPreview(
        "shop/a",
        (ResourcePreview("x.y", "update", attributes=(AttributeChange("n", '"past"', '"cast"'),)),),
        names=(("a", "{suffix}"),),
    )
    other = EnvironmentPreview(
        "shop/b",
        (ResourcePreview("x.y", "update", attributes=(AttributeChange("n", '"pbst"', '"cbst"'),)),),
        names=(("b", "{suffix}"),),
    )
    assert len(alike_previews([one, other])) == 2


def test_environments_in_which_nothing_happens_are_left_out() -> None:
    assert alike_previews([EnvironmentPreview("shop/a"), EnvironmentPreview("shop/b")]) == ()
