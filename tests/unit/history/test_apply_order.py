"""The order of an apply: places that one takes from another, and names that are needed twice."""

from __future__ import annotations

from configurations import configuration

from hclpress.aws.name_rules import NAME_RULES
from hclpress.history.apply_order import (
    blocks_in_the_way,
    created_first,
    deleted_while_used,
    moves_into_places,
    names_in_the_way,
    taken_places,
)
from hclpress.history.changes import changes_between

RULE = 'resource "aws_lb_listener_rule" "{}" {{\n  listener_arn = "l"\n  priority = {}\n}}\n'
ROUTE = 'resource "aws_apigatewayv2_route" "{}" {{\n  api_id = "a"\n  route_key = "{}"\n}}\n'


def test_a_new_resource_that_takes_the_place_of_a_former_one_is_moved_there() -> None:
    before, after = configuration(it=RULE.format("a", 10)), configuration(it=RULE.format("b", 10))
    (move,) = moves_into_places(before, after)
    assert (move.source, move.target) == ("module.it.aws_lb_listener_rule.a", "module.it.aws_lb_listener_rule.b")


def test_a_path_variable_takes_the_place_of_another() -> None:
    before = configuration(it=ROUTE.format("by_id", "GET /users/{id}"))
    assert moves_into_places(before, configuration(it=ROUTE.format("by_user", "GET /users/{user}")))
    assert not moves_into_places(before, configuration(it=ROUTE.format("by_user", "GET /orders/{user}")))


def test_a_resource_that_stays_is_not_moved() -> None:
    both = RULE.format("a", 10) + RULE.format("b", 20)
    assert not moves_into_places(configuration(it=both), configuration(it=both.replace("10", "30")))


def test_places_that_are_swapped_are_taken_on_both_sides() -> None:
    before = configuration(it=RULE.format("a", 10) + RULE.format("b", 20))
    after = configuration(it=RULE.format("a", 20) + RULE.format("b", 10))
    assert {(one.taker[-1], one.holder[-1], one.is_freed) for one in taken_places(before, after)} == {
        ("a", "b", False),
        ("b", "a", False),
    }


def test_a_place_whose_holder_is_destroyed_in_the_same_apply_is_taken_too_early() -> None:
    before = configuration(it=RULE.format("a", 10) + RULE.format("b", 20))
    (taken,) = taken_places(before, configuration(it=RULE.format("b", 10)))
    assert (taken.holder, taken.is_freed) == ("module.it.aws_lb_listener_rule.a", True)


def test_a_place_that_was_free_is_taken_from_nobody() -> None:
    before = configuration(it=RULE.format("a", 10))
    assert not [*taken_places(before, configuration(it=RULE.format("a", 11) + RULE.format("b", 12)))]


def test_a_place_that_is_made_up_is_nobody_elses() -> None:
    permission = 'resource "aws_lambda_permission" "{}" {{\n  function_name = "f"\n}}\n'
    before = configuration(it=permission.format("a"))
    assert not [*taken_places(before, configuration(it=permission.format("a") + permission.format("b")))]
    assert not moves_into_places(before, configuration(it=permission.format("b")))


SUBNET = (
    'resource "aws_subnet" "{}" {{\n  vpc_id = "v"\n  cidr_block = "{}"\n'
    "  lifecycle {{\n    create_before_destroy = true\n  }}\n}}\n"
)


def test_a_subnet_is_in_the_way_of_another_that_overlaps_it() -> None:
    before = configuration(it=SUBNET.format("a", "10.0.0.0/22"))
    for name, block, expected in (("a", "10.0.0.0/23", ["a"]), ("b", "10.0.1.0/24", ["b"]), ("a", "10.0.4.0/24", [])):
        after = configuration(it=SUBNET.format(name, block))
        found = blocks_in_the_way(changes_between(before, after), created_first(after))
        assert [one.taker[-1] for one in found] == expected


FUNCTION = (
    'resource "aws_lambda_function" "it" {{\n  function_name = "{}"\n  role = "r"\n  package_type = "{}"\n}}\n'
    'resource "aws_api_gateway_deployment" "it" {{\n  rest_api_id = "a"\n  depends_on = [aws_lambda_function.it]\n'
    "  lifecycle {{\n    create_before_destroy = true\n  }}\n}}\n"
)


def test_what_is_created_first_makes_everything_it_depends_on_be_created_first() -> None:
    assert created_first(configuration(it=FUNCTION.format("f", "Zip"))) == {
        "module.it.aws_lambda_function.it",
        "module.it.aws_api_gateway_deployment.it",
    }


def test_a_name_stands_in_the_way_of_a_successor_that_is_created_first() -> None:
    names = {"aws_lambda_function": NAME_RULES["aws_lambda_function"]}
    before, after = configuration(it=FUNCTION.format("f", "Zip")), configuration(it=FUNCTION.format("f", "Image"))
    (found,) = names_in_the_way(changes_between(before, after), created_first(after), names)
    assert (found.argument, found.name, found.another) == ("function_name", "f", "f-2")
    renamed = configuration(it=FUNCTION.format("g", "Image"))
    assert not [*names_in_the_way(changes_between(before, renamed), created_first(renamed), names)]


IP_SET = 'resource "aws_wafv2_ip_set" "it" {{\n  name = "n"\n  lifecycle {{\n    create_before_destroy = {}\n  }}\n}}\n'
WEB_ACL = 'resource "aws_wafv2_web_acl" "it" {{\n  name = "a"\n  description = {}\n}}\n'


def test_the_name_of_a_security_group_is_free_in_another_network() -> None:
    group = (
        'resource "aws_security_group" "it" {{\n  name = "g"\n  vpc_id = "{}"\n  lifecycle {{\n'
        "    create_before_destroy = true\n  }}\n}}\n"
    )
    before, after = configuration(it=group.format("vpc-1")), configuration(it=group.format("vpc-2"))
    assert not [*names_in_the_way(changes_between(before, after), created_first(after), NAME_RULES)]


ALIASED = 'resource "aws_cloudfront_distribution" "{}" {{\n  aliases = {}\n}}\n'


def test_each_alias_is_a_place() -> None:
    before = configuration(it=ALIASED.format("a", '["x", "y"]') + ALIASED.format("b", "[]"))
    (taken,) = taken_places(before, configuration(it=ALIASED.format("a", '["y"]') + ALIASED.format("b", '["x"]')))
    assert (taken.taker, taken.holder) == (
        "module.it.aws_cloudfront_distribution.b",
        "module.it.aws_cloudfront_distribution.a",
    )


def test_only_who_takes_all_aliases_of_a_former_distribution_is_that_one() -> None:
    before = configuration(it=ALIASED.format("a", '["x", "y"]'))
    assert not moves_into_places(before, configuration(it=ALIASED.format("b", '["x"]') + ALIASED.format("c", '["y"]')))
    (move,) = moves_into_places(before, configuration(it=ALIASED.format("b", '["y", "x"]')))
    assert move.target == "module.it.aws_cloudfront_distribution.b"


def test_what_is_in_use_is_deleted_too_early_unless_the_state_says_that_it_goes_last() -> None:
    used, unused = WEB_ACL.format("aws_wafv2_ip_set.it.arn"), WEB_ACL.format('"none"')
    after = configuration(it=unused)
    for first, expected in (("false", ["module.it.aws_wafv2_web_acl.it"]), ("true", [])):
        before = configuration(it=IP_SET.format(first) + used)
        found = deleted_while_used(before, created_first(after), changes_between(before, after))
        assert [one.user for one in found] == expected


def test_what_goes_with_all_its_users_is_not_deleted_too_early() -> None:
    before, after = (
        configuration(it=IP_SET.format("false") + WEB_ACL.format("aws_wafv2_ip_set.it.arn")),
        configuration(),
    )
    assert not [*deleted_while_used(before, created_first(after), changes_between(before, after))]


def test_another_name_is_no_longer_than_aws_accepts_and_keeps_the_ending_of_a_queue() -> None:
    group = (
        'resource "aws_lb_target_group" "it" {{\n  name = "{}"\n  port = {}\n  vpc_id = "v"\n  lifecycle {{\n'
        "    create_before_destroy = true\n  }}\n}}\n"
    )
    long = "a" * 32
    before, after = configuration(it=group.format(long, 80)), configuration(it=group.format(long, 81))
    (found,) = names_in_the_way(changes_between(before, after), created_first(after), NAME_RULES)
    assert found.another == f"{'a' * 30}-2"
    assert NAME_RULES["aws_lb_target_group"].complaint(found.another) is None
    queue = 'resource "aws_sqs_queue" "it" {{\n  name = "a.fifo"\n  fifo_queue = {}\n  lifecycle {{\n    create_before_destroy = true\n  }}\n}}\n'
    before, after = configuration(it=queue.format("true")), configuration(it=queue.format("false"))
    (found,) = names_in_the_way(changes_between(before, after), created_first(after), NAME_RULES)
    assert found.another == "a-2.fifo"
