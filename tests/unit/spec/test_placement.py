"""placement: one instance for each region that is asked for."""

from __future__ import annotations

from hclpress.source.reader import read
from hclpress.spec.placement import MAX_INSTANCES, Placement, placements


def placed(text: str, home: str | None = "us-east-1") -> tuple[Placement, ...]:
    found, problems = placements(read(f"modules:\n{text}", "spec.yaml"), ["vpc", "waf"], home)
    assert problems == ()
    return found


def test_an_instance_is_called_and_typed_as_the_spec_says() -> None:
    assert placed("  vpc: {}\n  shield: {module: waf}\n") == (
        Placement("vpc", "vpc", "vpc"),
        Placement("shield", "shield", "waf"),
    )


def test_an_empty_instance_is_one_with_nothing_but_defaults() -> None:
    assert placed("  vpc:\n") == (Placement("vpc", "vpc", "vpc"),)


def test_the_replica_in_the_environments_own_region_keeps_the_name() -> None:
    assert placed("  waf: {regions: [eu-west-1, us-east-1]}\n") == (
        Placement("waf-eu-west-1", "waf", "waf", "eu-west-1"),
        Placement("waf", "waf", "waf", "us-east-1"),
    )


def test_where_none_is_at_home_the_first_keeps_the_name() -> None:
    assert [one.name for one in placed("  waf: {regions: [eu-west-1, eu-west-2]}\n")] == ["waf", "waf-eu-west-2"]


def test_more_instances_than_anybody_plans_are_not_looked_at() -> None:
    text = "".join(f"  v{number}: {{module: vpc}}\n" for number in range(MAX_INSTANCES + 5))
    found, problems = placements(read(f"modules:\n{text}", "spec.yaml"), ["vpc"], "us-east-1")
    assert found == ()
    assert [(str(one.span), one.code) for one in problems] == [
        (f"spec.yaml:{MAX_INSTANCES + 2}:3", "spec/too-many-instances")
    ]
