"""look_up: data sources and the values that they find, as expressions of the root module."""

from __future__ import annotations

import pytest

from hclpress.hcl.expression import Expr
from hclpress.hcl.values import encode
from hclpress.module import FoundValue, LookUp, Site, account_of, parameter
from hclpress.spec.environment import Environment


def site(**own: object) -> Site:
    told = {"project": "shop", "suffix": "t1", "owner": "team", "region": "us-east-1", "environment": "test", **own}
    return Site("db", "us-east-1", Environment.model_validate(told), {})


def test_a_look_up_gives_the_attributes_that_it_has_answers_for() -> None:
    found = LookUp("aws_vpc", "main", {"id": "vpc-1"}, {"arn": "a"})
    assert found.address == "data.aws_vpc.main"
    assert found.attribute("arn") == "data.aws_vpc.main.arn"
    with pytest.raises(KeyError, match="has no answer for cidr_block"):
        found.attribute("cidr_block")


def test_a_look_up_by_tags_has_them_as_its_argument() -> None:
    found = LookUp.by_tags("aws_vpc", "main", {"Name": "shared", "a:b": "c"}, {"id": "vpc-1"})
    (tags,) = found.expressions
    assert "".join(tags.split()) == '{"Name"="shared""a:b"="c"}'
    assert found.attribute("id") == "data.aws_vpc.main.id"


def test_the_arguments_and_filters_are_its_expressions() -> None:
    other = LookUp("aws_vpc", "main", {}, {"id": "vpc-1"})
    found = LookUp("aws_subnets", "main", {"tags": "x"}, {"ids": ()}, {"vpc-id": (other.attribute("id"),)})
    assert found.expressions == (encode("x"), encode((Expr("data.aws_vpc.main.id"),)))


def test_it_is_read_by_what_names_it_and_not_by_what_begins_alike() -> None:
    found = LookUp("aws_vpc", "main", {}, {"id": "vpc-1"})
    assert found.is_read_by('"${data.aws_vpc.main.id}/x"')
    assert not found.is_read_by("data.aws_vpc.main_2.id")
    assert not found.is_read_by("data.aws_vpcs.main.ids")


def test_its_answers_are_an_object() -> None:
    found = LookUp("aws_lb", "main", {}, {"arn": "a", "security_groups": ("sg-1",)})
    assert "".join(str(found.given).split()) == '{arn="a"security_groups=["sg-1"]}'


def test_a_parameter_gives_a_value_that_no_plan_hides() -> None:
    found = parameter("/network/vpc_id", "main", "vpc-1")
    assert found.attribute("insecure_value") == "data.aws_ssm_parameter.main.insecure_value"
    assert found.arguments == {"name": "/network/vpc_id"}


def test_what_is_told_is_a_literal_wherever_it_stands() -> None:
    told = FoundValue.told("a${b}")
    assert told.expression == encode("a${b}")
    assert told.within("x-", "-y") == encode("x-a${b}-y")
    assert FoundValue.joined("x-", told, "-", FoundValue.told("c")).text == "x-a${b}-c"


def test_what_is_found_stands_in_a_template() -> None:
    found = FoundValue(Expr("data.aws_vpc.main.id"))
    assert found.within("x-", "-y") == '"x-${data.aws_vpc.main.id}-y"'
    assert found.text is None


def test_text_around_a_found_value_stays_text() -> None:
    found = FoundValue(Expr("data.aws_vpc.main.id"))
    assert found.within("${a}-") == '"\\u0024{a}-${data.aws_vpc.main.id}"'


def test_a_template_within_a_template_is_one() -> None:
    arn = FoundValue.joined("arn:", FoundValue(Expr("data.a.b.c")), ":", FoundValue.told("x"))
    assert arn.within("f/", "/g") == '"f/arn:${data.a.b.c}:x/g"'


def test_the_account_is_that_of_the_spec_or_else_that_of_the_credentials() -> None:
    assert account_of(site(account_id="123456789012")).text == "123456789012"
    assert account_of(site()).expression == "data.aws_caller_identity.current.account_id"
