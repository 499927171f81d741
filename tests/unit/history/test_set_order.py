"""The order of a set means nothing, at any depth; that of a list does."""

from __future__ import annotations

from hclpress.aws.provider_schema import BlockSchema, provider_schemas
from hclpress.history.meanings import Arguments, Meaning
from hclpress.history.set_order import is_set, with_sorted_sets


def policy_document() -> BlockSchema:
    found = provider_schemas()[0].find("data", "aws_iam_policy_document")
    assert found is not None
    return found


def statement(actions: tuple[str, ...], *callers: str) -> Arguments:
    principals = tuple(Arguments({"type": "AWS", "identifiers": (one,)}, {}) for one in callers)
    return Arguments({"sid": "One", "actions": actions}, {"principals": principals})


def test_items_and_blocks_of_sets_have_one_order() -> None:
    one = Arguments({}, {"statement": (statement(("s3:Get", "s3:List"), "a", "b"),)})
    other = Arguments({}, {"statement": (statement(("s3:List", "s3:Get"), "b", "a"),)})
    assert one != other
    assert with_sorted_sets(one, policy_document()) == with_sorted_sets(other, policy_document())


def test_blocks_of_a_list_keep_their_order() -> None:
    first, second = statement(("a:B",)), statement(("c:D",))
    schema = policy_document()
    both = with_sorted_sets(Arguments({}, {"statement": (first, second)}), schema)
    reversed_ = with_sorted_sets(Arguments({}, {"statement": (second, first)}), schema)
    assert both != reversed_


def test_expressions_are_sorted_among_literals() -> None:
    items = (Meaning("aws_sqs_queue.a.arn"), "*")
    values = {"resources": items}
    sorted_ = with_sorted_sets(Arguments({}, {"statement": (Arguments(values, {}),)}), policy_document())
    assert sorted_.blocks["statement"][0].values["resources"] == ("*", Meaning("aws_sqs_queue.a.arn"))


def test_of_an_unknown_type_nothing_is_sorted() -> None:
    arguments = statement(("b", "a"))
    assert with_sorted_sets(arguments, None) is arguments
    assert not is_set("actions", None)
