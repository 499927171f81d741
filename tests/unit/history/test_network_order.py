"""The limits of a network in use: the zones and subnets of a database, and the interfaces of a function."""

from __future__ import annotations

from configurations import configuration

from hclpress.history.changes import changes_between
from hclpress.history.network_order import left_subnets, lost_rights, replaced_networks, zones_in_use

ZONED = (
    'resource "aws_subnet" "{}" {{\n  vpc_id = "v"\n  cidr_block = "{}"\n  availability_zone = "{}"\n  lifecycle {{\n'
    "    create_before_destroy = true\n  }}\n}}\n"
)


def test_a_subnet_stays_while_an_instance_of_the_database_is_in_its_zone() -> None:
    database = (
        'resource "aws_db_subnet_group" "it" {{\n  name = "g"\n  subnet_ids = [{}]\n}}\n'
        'resource "aws_rds_cluster_instance" "it" {{\n  identifier = "i"\n  availability_zone = "{}"\n}}\n'
    )
    both, one = "aws_subnet.a.id, aws_subnet.b.id", "aws_subnet.a.id"
    a, b = ZONED.format("a", "10.0.0.0/24", "za"), ZONED.format("b", "10.0.1.0/24", "zb")
    for zone, expected in (("zb", ["module.it.aws_rds_cluster_instance.it"]), ("za", [])):
        before = configuration(it=a + b + database.format(both, zone))
        after = configuration(it=a + database.format(one, zone))
        assert [found.user for found in zones_in_use(before, changes_between(before, after))] == expected


GROUPED = (
    'resource "aws_db_subnet_group" "it" {{\n  name = "g"\n  subnet_ids = [{}]\n}}\n'
    'resource "aws_rds_cluster_instance" "it" {{\n  identifier = "i"\n{}}}\n'
)


def test_a_subnet_leaves_the_group_of_a_database_only_without_an_instance_in_it() -> None:
    subnets = ZONED.format("a", "10.0.0.0/24", "za") + ZONED.format("b", "10.0.1.0/24", "zb")
    for zone, expected in (
        ('  availability_zone = "zb"\n', [("module.it.aws_subnet.b",)]),
        ('  availability_zone = "za"\n', []),
        ("", [("module.it.aws_subnet.b",)]),
    ):
        before = configuration(it=subnets + GROUPED.format("aws_subnet.a.id, aws_subnet.b.id", zone))
        after = configuration(it=subnets + GROUPED.format("aws_subnet.a.id", zone))
        found = left_subnets(before, after, changes_between(before, after))
        assert [one.subnets for one in found] == expected


def test_a_subnet_of_an_existing_network_leaves_the_group_of_a_database_only_without_an_instance() -> None:
    for old, new, expected in (
        ('"subnet-1", "subnet-2"', '"subnet-1", "subnet-3"', [("subnet-2",)]),
        ('"subnet-1"', '"subnet-2", "subnet-1"', []),
    ):
        before, after = (configuration(it=GROUPED.format(ids, "")) for ids in (old, new))
        found = left_subnets(before, after, changes_between(before, after))
        assert [one.subnets for one in found] == expected
    alone = 'resource "aws_db_subnet_group" "it" {{\n  name = "g"\n  subnet_ids = ["{}"]\n}}\n'
    before, after = (configuration(it=alone.format(one)) for one in ("subnet-1", "subnet-2"))
    assert not list(left_subnets(before, after, changes_between(before, after)))


def test_a_network_without_anything_bound_to_it_may_be_replaced() -> None:
    network = 'resource "aws_vpc" "it" {{\n  cidr_block = "10.{}.0.0/16"\n}}\n'
    subnet = 'resource "aws_subnet" "it" {\n  vpc_id = aws_vpc.it.id\n}\n'
    balancer = 'resource "aws_lb" "it" {\n  name = "b"\n  subnets = [aws_subnet.it.id]\n}\n'
    for bound, expected in (("", []), (balancer, ["module.it.aws_vpc.it"])):
        before, after = (configuration(it=network.format(number) + subnet + bound) for number in (1, 2))
        found = replaced_networks(changes_between(before, after), ())
        assert [one.change.address for one in found] == expected


ROLE = 'resource "aws_iam_role" "it" {\n  name = "r"\n}\n'
LEAVING = 'resource "aws_lambda_function" "it" {{\n  function_name = "f"\n  role = aws_iam_role.it.arn\n{}}}\n'
POLICY = (
    'data "aws_iam_policy_document" "it" {{\n  statement {{\n    actions = ["{}"]\n  }}\n}}\n'
    'resource "aws_iam_role_policy" "it" {{\n  role = aws_iam_role.it.id\n'
    "  policy = data.aws_iam_policy_document.it.json\n}}\n"
)
ATTACHED = (
    'resource "aws_iam_role_policy_attachment" "it" {\n  role = aws_iam_role.it.name\n'
    '  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"\n}\n'
)


def test_a_function_loses_its_rights_only_if_nothing_else_gives_them() -> None:
    inside, outside = LEAVING.format("  vpc_config {\n    subnet_ids = []\n  }\n"), LEAVING.format("")
    own, other = POLICY.format("ec2:DeleteNetworkInterface"), POLICY.format("logs:PutLogEvents")
    for before_it, after_it, expected in (
        (inside + own, outside + other, ["module.it.aws_iam_role.it"]),
        (inside + own, outside, ["module.it.aws_iam_role.it"]),
        (inside + own, outside + other + ATTACHED, []),
        (inside + ATTACHED, outside + own, []),
        (inside + own, outside + own, []),
        (inside + own, inside + other, []),
    ):
        before, after = configuration(it=ROLE + before_it), configuration(it=ROLE + after_it)
        assert [one.role for one in lost_rights(before, after, changes_between(before, after))] == expected
