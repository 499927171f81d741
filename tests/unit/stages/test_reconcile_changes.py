"""reconcile: the changes that would surprise somebody are refused or told, each at its instance and with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnostic
from hclpress.history.changes import Action

HEAD = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
"""
TABLES = f"""{HEAD}modules:
  store:
    module: dynamodb
    tables:
      orders:
        hash_key: id
"""
NETWORK = f"""{HEAD}modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets:
      public: {{size: 24}}
"""


@pytest.fixture
def make(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Shop:
    return Shop(tmp_path, catalog, checks, TABLES)


def begin(shop: Shop, text: str) -> Shop:
    shop.text = text
    shop.render()
    return shop


def only(shop: Shop) -> Diagnostic:
    (refusal,) = shop.refusals()
    assert refusal.span is not None
    return refusal


def test_a_local_index_that_is_added_replaces_the_table(make: Shop) -> None:
    shop = begin(make, TABLES.replace("hash_key: id", "hash_key: id\n        range_key: day"))
    shop.change("range_key: day", "range_key: day\n        local_indexes: {ByKind: {range_key: kind}}")
    refusal = only(shop)
    assert refusal.code == "state/would-be-replaced"
    assert "`local_secondary_index` is added" in refusal.detail


def test_a_permitted_replacement_is_rendered(make: Shop) -> None:
    shop = begin(make, TABLES)
    shop.change("hash_key: id", "hash_key: number")
    line = only(shop).detail.split("set `")[1].split("`")[0]
    shop.add(line)
    shop.render()


def test_an_extra_argument_that_replaces_is_refused_too(make: Shop) -> None:
    shop = begin(make, TABLES)
    shop.text += (
        "    extra:\n      aws_dynamodb_table.orders: {restore_source_name: other, restore_to_latest_time: true}\n"
    )
    assert "`restore_source_name` becomes" in only(shop).detail


def test_a_key_of_another_type_never_arrives(make: Shop) -> None:
    shop = begin(make, TABLES)
    shop.change("hash_key: id", "hash_key: id\n        attributes: {id: N}")
    refusal = only(shop)
    assert refusal.code == "state/never-arrives"
    assert "terraform apply -replace='module.store.aws_dynamodb_table.orders'" in refusal.detail


def test_an_index_of_a_scaled_table_says_how_it_arrives_and_then_does(make: Shop) -> None:
    scaled = "billing: {read: 5, write: 5, autoscale: {min: 5, max: 50}}\n        indexes: {ByUser: {hash_key: user}}"
    shop = begin(make, TABLES.replace("hash_key: id", f"hash_key: id\n        {scaled}"))
    shop.change("{ByUser: {hash_key: user}}", "{ByUser: {hash_key: user}, ByDay: {hash_key: day}}")
    refusal = only(shop)
    assert refusal.code == "state/never-arrives"
    assert "Set `indexes: false` in the table's `autoscale`" in refusal.detail
    shop.change("max: 50}", "max: 50, indexes: false}")
    shop.render()
    shop.change("max: 50, indexes: false}", "max: 50}")
    shop.render()


def test_what_is_protected_goes_in_two_applies_as_the_message_says(make: Shop) -> None:
    shop = begin(
        make,
        TABLES.replace("modules:", "posture: prod\nmodules:").replace(
            "orders:", "carts: {hash_key: id}\n      orders:"
        ),
    )
    before = shop.text
    shop.text = before.replace("carts: {hash_key: id}\n      ", "")
    shop.add("removed: {module.store.aws_dynamodb_table.carts: {destroy: true}}")
    refusal = only(shop)
    assert refusal.code == "state/protected"
    assert "set `destroyable: true`, render and apply" in refusal.detail
    after, shop.text = shop.text, f"destroyable: true\n{before}"
    shop.render()
    assert "deletion_protection_enabled" not in shop.text_of("modules/store/main.tf")
    shop.text = after
    shop.render()
    assert "carts" not in shop.text_of("modules/store/main.tf")


def test_a_replacement_that_interrupts_is_told_everywhere_and_refused_in_prod(make: Shop) -> None:
    shop = begin(make, NETWORK)
    shop.change("10.0.0.0/16", "10.1.0.0/16")
    assert {one.code for one in shop.generate().warnings} == {"state/outage"}
    shop.text = NETWORK.replace("modules:", "posture: prod\nmodules:")
    shop.render()
    shop.change("10.0.0.0/16", "10.1.0.0/16")
    refusals = shop.refusals()
    assert {one.code for one in refusals} == {"state/outage"}
    assert "module.vpc.aws_vpc.this would be replaced" in refusals[0].summary
    assert "With it changes what depends on it" in refusals[0].detail
    printed = [one.detail.split("accept it: `accept: {")[1].split("}`")[0] for one in refusals]
    shop.add(f"accept: {{{', '.join(printed)}}}")
    shop.render()


def test_an_acceptance_that_is_over_has_no_effect_and_one_that_is_spent_says_nothing(make: Shop) -> None:
    shop = begin(make, NETWORK.replace("modules:", "posture: prod\nmodules:"))
    shop.add('accept: {vpc: {replace: true, until: "2020-12-31"}}')
    assert shop.render() == ()
    shop.change("10.0.0.0/16", "10.1.0.0/16")
    assert {one.code for one in shop.refusals()} == {"state/outage"}


def test_a_key_does_not_go_while_the_table_stays_on_it(make: Shop) -> None:
    keyed = TABLES.replace("hash_key: id", "hash_key: id\n        key: {from: keys.own_key_arn}")
    shop = begin(make, f"{keyed}  keys:\n    module: kms\n    keys: {{own: {{description: For orders}}}}\n")
    shop.text = TABLES
    shop.add("removed: {keys: {destroy: true}}")
    refusal = only(shop)
    assert refusal.code == "state/never-arrives"
    assert "server_side_encryption" in refusal.detail


def test_a_repeated_render_of_the_same_spec_says_nothing(make: Shop) -> None:
    shop = begin(make, NETWORK)
    assert shop.render() == ()
    assert shop.generate().changes.by_address == {}


def test_what_only_leaves_the_state_is_not_destroyed(make: Shop) -> None:
    shop = begin(make, TABLES.replace("orders:", "carts: {hash_key: id}\n      orders:"))
    shop.change("carts: {hash_key: id}\n      ", "")
    shop.add("removed: {module.store.aws_dynamodb_table.carts: {destroy: false}}")
    (change,) = shop.generate().changes.by_address.values()
    assert change.action is Action.LET_GO


def test_an_earlier_version_of_a_database_is_refused_and_a_major_one_says_what_to_set(make: Shop) -> None:
    database = NETWORK.replace("public: {size: 24}", "isolated: {size: 24}") + (
        '  db: {engine: postgresql, version: "16.6", module: aurora, capacity: {min: 0.5, max: 1}}\n'
    )
    shop = begin(make, database)
    for version, words in (("16.4", "an earlier version"), ("17.4", "a new major version")):
        shop.text = database.replace("16.6", version)
        (refusal,) = [one for one in shop.refusals() if one.code == "state/version"]
        assert words in refusal.summary
    assert "`major_upgrades: true`" in refusal.detail
