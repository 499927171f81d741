"""Matching: what has certainly moved, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hclpress.history.identity import Identity
from hclpress.history.matching import Resources, match
from hclpress.history.moves import Move, apply_moves


def thing(kind: str, region: str = "us-east-1", /, **arguments: str) -> Identity:
    """The identity of a thing; arguments that begin with @ are parents."""
    literals = {name: value for name, value in arguments.items() if not value.startswith("@")}
    parents = {name: value[1:] for name, value in arguments.items() if value.startswith("@")}
    return Identity.of(kind, literals, parents.items(), region)


def moves(old: Resources, new: Resources) -> list[tuple[str, str]]:
    return [(move.source, move.target) for move in match(old, new).moves]


def test_the_same_name_in_another_region_is_another_thing() -> None:
    old = {"module.a.aws_lambda_function.x": thing("aws_lambda_function", function_name="f")}
    new = {"module.b.aws_lambda_function.x": thing("aws_lambda_function", "us-west-2", function_name="f")}
    assert moves(old, new) == []


def test_instances_move_one_by_one_to_a_resource_that_has_others() -> None:
    kind = "aws_sqs_queue"
    stays = {f'{kind}.this["c"]': thing(kind, name="c")}
    old = {f'{kind}.alias["{key}"]': thing(kind, name=key) for key in "ab"}
    new = {f'{kind}.this["{key}"]': thing(kind, name=key) for key in "ab"}
    assert moves(old, new) == [(f"{kind}.alias", f"{kind}.this")]
    assert moves(old | stays, new | stays) == [(f'{kind}.alias["{key}"]', f'{kind}.this["{key}"]') for key in "ab"]


def test_two_that_could_be_meant_are_none() -> None:
    old = {"aws_thing.a": thing("aws_thing", name="x", of="@aws_vpc.this")}
    new = {f"aws_thing.{label}": thing("aws_thing", name="x", of="@aws_vpc.this") for label in "bc"}
    assert moves(old, new) == []


def test_what_hangs_on_the_same_without_a_name_is_not_the_same() -> None:
    old = {'aws_nat_gateway.x["a"]': thing("aws_nat_gateway", vpc_id="@aws_vpc.this")}
    new = {'aws_nat_gateway.x["b"]': thing("aws_nat_gateway", vpc_id="@aws_vpc.this")}
    assert moves(old, new) == []


def test_rules_between_two_instances_follow_the_rename_of_one() -> None:
    rule = "aws_vpc_security_group_egress_rule"
    old = {
        "module.web.aws_security_group.this": thing("aws_security_group", name="web"),
        "module.web.aws_ecs_service.this": thing("aws_ecs_service", name="site"),
        f"{rule}.web_to_db_5432": thing(rule, security_group_id="@module.web.group_id", from_port="5432"),
    }
    new = {
        "module.site.aws_security_group.this": thing("aws_security_group", name="site"),
        "module.site.aws_ecs_service.this": thing("aws_ecs_service", name="site"),
        f"{rule}.site_to_db_5432": thing(rule, security_group_id="@module.site.group_id", from_port="5432"),
    }
    assert moves(old, new) == [
        ("module.web", "module.site"),
        (f"{rule}.web_to_db_5432", f"{rule}.site_to_db_5432"),
    ]


def test_an_instance_whose_store_has_another_name_is_not_the_same() -> None:
    old = {
        "module.a.aws_s3_bucket.x": thing("aws_s3_bucket", bucket="old"),
        "module.a.aws_iam_role.x": thing("aws_iam_role", name="role"),
    }
    new = {
        "module.b.aws_s3_bucket.x": thing("aws_s3_bucket", bucket="new"),
        "module.b.aws_iam_role.x": thing("aws_iam_role", name="role"),
    }
    found = match(old, new)
    assert [(move.source, move.target) for move in found.moves] == [
        ("module.a.aws_iam_role.x", "module.b.aws_iam_role.x")
    ]
    assert found.ambiguities == ()


def test_instances_that_are_alike_and_bear_no_name_are_a_doubt() -> None:
    old = {"module.a.aws_dsql_cluster.this": thing("aws_dsql_cluster")}
    new = {"module.b.aws_dsql_cluster.this": thing("aws_dsql_cluster")}
    found = match(old, new)
    assert found.moves == ()
    assert [(ambiguity.source, ambiguity.targets) for ambiguity in found.ambiguities] == [("module.a", ("module.b",))]
    told = match(old, new, [Move("module.a", "module.b")])
    assert told.ambiguities == ()
    assert told.before.keys() == new.keys()


def test_all_instances_of_a_resource_that_go_along_make_one_move() -> None:
    keys = ("a", "b")
    old = {f'aws_s3_bucket.x["{key}"]': thing("aws_s3_bucket", bucket=key) for key in keys}
    new = {f'aws_s3_bucket.y["{key}"]': thing("aws_s3_bucket", bucket=key) for key in keys}
    assert moves(old, new) == [("aws_s3_bucket.x", "aws_s3_bucket.y")]
    new = {f'aws_s3_bucket.x["{key * 2}"]': thing("aws_s3_bucket", bucket=key) for key in keys}
    assert moves(old, new) == [(f'aws_s3_bucket.x["{key}"]', f'aws_s3_bucket.x["{key * 2}"]') for key in keys]


NAMED = st.dictionaries(
    st.builds("module.{}.aws_s3_bucket.{}".format, st.sampled_from(["a", "b", "c"]), st.sampled_from(["x", "y", "z"])),
    st.sampled_from(["one", "two", "three", "four", "five"]),
    max_size=5,
).filter(lambda found: len(set(found.values())) == len(found))


@given(NAMED, NAMED)
def test_a_store_moves_only_to_where_its_own_name_stands_and_always_does_when_that_place_was_free(
    old: dict[str, str], new: dict[str, str]
) -> None:
    before = {address: thing("aws_s3_bucket", bucket=name) for address, name in old.items()}
    now = {address: thing("aws_s3_bucket", bucket=name) for address, name in new.items()}
    found = match(before, now)
    for source, name in old.items():
        target = apply_moves(found.moves, source)
        if target != source:
            assert new.get(target, name) == name
        home = next((address for address, other in new.items() if other == name), None)
        if home is not None and home not in old and source not in new:
            assert target == home


def test_an_instance_that_joins_others_moves_by_itself() -> None:
    old = {
        'aws_lambda_permission.alias["c"]': thing(
            "aws_lambda_permission", statement_id="c", of="@aws_lambda_function.f"
        ),
        'aws_lambda_permission.this["a"]': thing(
            "aws_lambda_permission", statement_id="a", of="@aws_lambda_function.f"
        ),
    }
    new = {
        f'aws_lambda_permission.this["{key}"]': thing(
            "aws_lambda_permission", statement_id=key, of="@aws_lambda_function.f"
        )
        for key in "ac"
    }
    assert moves(old, new) == [('aws_lambda_permission.alias["c"]', 'aws_lambda_permission.this["c"]')]
