"""existing: one way of finding a thing, and ARNs that lie elsewhere."""

from collections.abc import Mapping
from typing import ClassVar

import pytest
from pydantic import ValidationError

from hclpress.module import Existing, Problem, Settings, Site, Ways, told_elsewhere
from hclpress.spec.environment import Environment


class FoundItem(Ways):
    """A thing."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm")
    name: str | None = None
    ssm: str | None = None
    key: str = "aws"


class FoundItems(FoundItem):
    """One thing or several."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm", "items")
    several: ClassVar[str | None] = "items"
    items: Mapping[str, FoundItem] = {}


@pytest.mark.parametrize("told", [{"name": "a"}, {"ssm": "/a", "key": "b"}, {"items": {"c": {"name": "a"}}}])
def test_one_way_is_enough(told: dict[str, object]) -> None:
    assert FoundItems.model_validate(told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "It is found by `name` or `ssm` or `items`, just one of them, and it has none of them"),
        ({"key": "b"}, "it has none of them"),
        ({"name": "a", "ssm": "/a"}, "it has `name` and `ssm`"),
        ({"name": "a", "items": {"c": {"name": "a"}}}, "it has `name` and `items`"),
        ({"items": {"c": {"key": "b"}}}, "`name` or `ssm`, just one of them"),
        ({"items": {"c": {"name": "a"}}, "key": "b"}, "`key` says nothing about any of `items`"),
    ],
)
def test_no_way_and_several_are_refused_in_words(told: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        FoundItems.model_validate(told)
    assert words in str(caught.value)


def problems(arn: str, *, account: str | None = "123456789012", shared: bool = False) -> list[Problem]:
    told: dict[str, object] = {"project": "shop", "suffix": "t1", "owner": "team", "region": "us-east-1"}
    environment = Environment.model_validate({**told, "environment": "test", "account_id": account})
    site = Site("tables", "us-east-1", environment, {})
    return [*told_elsewhere(arn, "The table", site, ("existing", "arn"), shared=shared)]


def test_an_arn_of_the_region_and_the_account_is_taken() -> None:
    assert not problems("arn:aws:dynamodb:us-east-1:123456789012:table/a")
    assert not problems("arn:aws:s3:::a"), "a service without regions and accounts in its ARNs"


def test_an_arn_of_another_region_names_the_way_out() -> None:
    (found,) = problems("arn:aws:dynamodb:eu-west-1:123456789012:table/a")
    assert (found.code, found.path) == ("of-another-region", ("existing", "arn"))
    assert "Set `region: eu-west-1` beside `existing`" in found.detail


def test_an_arn_of_another_account_is_refused_unless_it_may_be_shared_or_nobody_knows() -> None:
    arn = "arn:aws:dynamodb:us-east-1:210987654321:table/a"
    (found,) = problems(arn)
    assert found.code == "of-another-account"
    assert not problems(arn, shared=True)
    assert not problems(arn, account=None)


def test_an_instance_that_exists_demands_and_makes_nothing_of_itself() -> None:
    class ExistingThing(Existing):
        existing: Settings = Settings()

    one = ExistingThing()
    told: dict[str, object] = {"project": "shop", "suffix": "t1", "owner": "team", "region": "us-east-1"}
    site = Site("one", "us-east-1", Environment.model_validate({**told, "environment": "test"}), {"one": one})
    assert (one.found(site).facts, [*one.required(site)], [*one.unchecked(site)]) == ((), [], [])
    assert one.made_templates() == ()
