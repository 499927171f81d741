"""The committed table of consequences is what the real provider plans today, for another sample of types each day."""

from __future__ import annotations

import os
import random
import sys
from datetime import date

import msgspec
import pytest
from examples import PROJECT

from hclpress.aws.consequences import TABLE, TypeConsequences
from hclpress.aws.packed_entries import PackedEntries
from hclpress.terraform.provider_mirror import find_mirror

sys.path.append(str(PROJECT / "generator"))

from provider_tables.consequences import Running, observed_by, program_in, rendered

ALWAYS = ("aws_dsql_cluster", "aws_lb_target_group", "aws_wafv2_ip_set")
SAMPLE = 12
SLOW = frozenset({"aws_wafv2_web_acl", "aws_wafv2_rule_group", "aws_dynamodb_table", "aws_ecs_service"})
"""Types whose edits take minutes."""


@pytest.mark.terraform
def test_the_table_is_what_the_provider_plans() -> None:
    mirror = find_mirror(os.environ)
    assert mirror is not None, "there is no mirror with hashicorp/aws; `hclpress doctor` says where one is looked for"
    table = PackedEntries.open(TABLE, TypeConsequences)
    blocks = rendered(PROJECT)
    chance = random.Random(date.today().toordinal())  # noqa: S311  (another sample each day)
    of_ours = chance.sample(sorted(blocks.keys() & set(table.names)), SAMPLE)
    of_others = chance.sample(table.names, SAMPLE)
    running = Running(program_in(mirror))
    try:
        derived = observed_by(running, [kind for kind in (*ALWAYS, *of_ours, *of_others) if kind not in SLOW], blocks)
    finally:
        running.stop()
    for kind, entry in derived.items():
        assert msgspec.convert(entry, TypeConsequences) == table.find(kind), kind
