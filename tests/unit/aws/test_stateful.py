"""Resources with data: the table in the documentation, and the resources it covers."""

from __future__ import annotations

import re

import pytest
from examples import PROJECT

from hclpress.aws.resource_facts import KNOWN
from hclpress.aws.stateful import STATEFUL
from hclpress.history.identity import Identity

PAGE = PROJECT / "docs/state.md"
TABLE = re.compile(r"(<!-- stateful:[^\n]*-->\n)(.*?)(<!-- /stateful -->)", re.DOTALL)


def test_the_page_lists_resources_with_data(update_goldens: bool) -> None:
    rows = ["| type | data lost with it | arguments that the manifest records, beside its region |", "|---|---|---|"]
    for kind, one in sorted(STATEFUL.items()):
        only = f", where `{one.only[0]}` is `{one.only[1]}`" if one.only else ""
        rows.append(f"| `{kind}`{only} | {one.holds} | {', '.join(f'`{name}`' for name in one.fixed) or ''} |")
    text = PAGE.read_text("utf-8")
    expected = TABLE.sub(lambda found: found[1] + "\n".join(["", *rows, "", ""]) + found[3], text)
    if update_goldens:
        PAGE.write_text(expected, "utf-8")
    assert text == expected or update_goldens


def test_a_parameter_holds_data_only_if_it_is_secret() -> None:
    assert KNOWN.holds("aws_ssm_parameter", {"type": "SecureString"}) is STATEFUL["aws_ssm_parameter"]
    assert KNOWN.holds("aws_ssm_parameter", {"type": "String"}) is None
    assert KNOWN.holds("aws_ssm_parameter", {}) is None
    assert KNOWN.holds("aws_vpc", {}) is None


@pytest.mark.parametrize("kind", sorted(STATEFUL))
def test_every_immutable_argument_belongs_to_the_identity(kind: str) -> None:
    for name in STATEFUL[kind].fixed:
        was, now = (Identity.of(kind, {name: value}, (), "us-east-1") for value in ("one", "other"))
        assert was.differences(now, kind) == ((name, "one", "other"),)
        assert was.differences(Identity.of(kind, {}, (), "us-east-1"), kind)
        assert was.differences(Identity.of(kind, {}, ((name, "aws_kms_key.x"),), "us-east-1"), kind)
        assert not was.differences(Identity.of(kind, {name: "one"}, (), "us-east-1"), kind)


def test_what_is_left_out_is_what_it_is_by_default() -> None:
    said, silent = (Identity.of("aws_kms_key", given, (), "us-east-1") for given in ({"multi_region": "false"}, {}))
    assert not said.differences(silent, "aws_kms_key")
    assert not silent.differences(said, "aws_kms_key")


def test_every_store_that_is_kept_from_going_in_production_is_kept_from_being_renamed_away() -> None:
    """The check `data-is-protected` and this table mean the same things, but for a load balancer, which holds nothing."""
    text = (PROJECT / "generator/hclpress/checks/data_is_protected.py").read_text("utf-8")
    protected = set(re.findall(r'^    "(aws_\w+)": \(', text, re.MULTILINE))
    assert protected - {"aws_lb"} <= STATEFUL.keys()
