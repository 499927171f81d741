"""The edits between two versions of a resource."""

from __future__ import annotations

from configurations import configuration
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.consequences import Edit
from hclpress.aws.provider_schema import provider_schemas
from hclpress.history.edits import edits_between
from hclpress.history.meanings import Arguments


def arguments(text: str, kind: str = "aws_dynamodb_table") -> Arguments:
    return configuration(it=f'resource "{kind}" "it" {{\n{text}}}\n').resources[f"module.it.{kind}.it"].arguments


def edits(before: str, after: str, kind: str = "aws_dynamodb_table") -> list[tuple[str, Edit]]:
    schema = provider_schemas()[0].find("resource", kind)
    return [(one.path, one.edit) for one in edits_between(arguments(before, kind), arguments(after, kind), schema)]


def index(name: str, key: str = "user") -> str:
    return f'  local_secondary_index {{\n    name = "{name}"\n    range_key = "{key}"\n  }}\n'


def test_an_argument_is_set_changed_or_unset() -> None:
    assert edits('  name = "a"\n', '  name = "b"\n') == [("name", Edit.CHANGED)]
    assert edits("", '  name = "b"\n') == [("name", Edit.SET)]
    assert edits('  name = "a"\n', "") == [("name", Edit.UNSET)]


def test_blocks_of_a_set_have_no_order() -> None:
    assert edits(index("a") + index("b"), index("b") + index("a")) == []
    assert edits(index("a"), index("b") + index("a")) == [("local_secondary_index", Edit.SET)]
    assert edits(index("a") + index("b"), index("b")) == [("local_secondary_index", Edit.UNSET)]


def test_a_block_of_a_set_that_keeps_most_of_its_values_is_changed() -> None:
    assert edits(index("a") + index("b"), index("b") + index("c")) == [("local_secondary_index.name", Edit.CHANGED)]
    key = '  attribute {{\n    name = "id"\n    type = "{}"\n  }}\n'
    assert edits(key.format("S"), key.format("N")) == [("attribute.type", Edit.CHANGED)]


def test_blocks_of_a_list_have_an_order() -> None:
    behavior = '  ordered_cache_behavior {{\n    path_pattern = "{}"\n  }}\n'
    one, other = behavior.format("/a"), behavior.format("/b")
    assert (
        edits(one + other, other + one, "aws_cloudfront_distribution")
        == [("ordered_cache_behavior.path_pattern", Edit.CHANGED)] * 2
    )


def test_values_of_a_set_have_no_order_and_those_of_a_list_do() -> None:
    assert (
        edits('  vpc_security_group_ids = ["a", "b"]\n', '  vpc_security_group_ids = ["b", "a"]\n', "aws_rds_cluster")
        == []
    )
    assert edits('  layers = ["a", "b"]\n', '  layers = ["b", "a"]\n', "aws_lambda_function") == [
        ("layers", Edit.CHANGED)
    ]


def test_true_is_not_one() -> None:
    assert edits("  read_capacity = 1\n", "  read_capacity = true\n") == [("read_capacity", Edit.CHANGED)]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("uvw")), unique=True), st.randoms())
def test_a_resource_has_no_edit_to_itself_in_any_order_of_a_set(found: list[tuple[str, str]], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert edits("".join(index(*one) for one in found), "".join(index(*one) for one in shuffled)) == []
