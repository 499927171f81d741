"""reconcile: what has certainly moved, what is asked, and what holds something and is kept from going."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Severity
from hclpress.history.history import EMPTY
from hclpress.history.manifest import MANIFEST, Manifest
from hclpress.output.recorded_history import change_history

ORDERS = "module.store.aws_dynamodb_table.orders"


@pytest.fixture
def shop(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Shop:
    made = Shop(tmp_path, catalog, checks)
    assert made.render() == ()
    return made


def codes(shop: Shop) -> list[str]:
    return [one.code for one in shop.refusals()]


def test_the_first_render_remembers_every_resource_with_its_identity(shop: Shop) -> None:
    assert shop.moves == []
    assert set(shop.history.resources) >= {
        ORDERS,
        "module.files.aws_s3_bucket.photos",
        "module.keys.aws_kms_alias.data",
    }
    assert shop.history.resources[ORDERS].to_texts() == ["hash_key=id", "name=shop-orders-t1", "region=us-east-1"]
    assert shop.history.resources["module.files.aws_s3_bucket_versioning.photos"].to_texts() == [
        "region~=us-east-1",
        "bucket@module.files.aws_s3_bucket.photos",
    ]


def test_a_renamed_instance_moves_with_everything_in_it(shop: Shop) -> None:
    shop.change("  store:\n", "  tables-of-ours:\n")
    assert shop.render() == ()
    assert shop.moves == [("module.store", "module.tables_of_ours")]
    assert "shop-carts-t1 as before" in shop.text_of("moved.tf")


def test_moves_stay_until_they_are_forgotten(shop: Shop) -> None:
    shop.change("  store:\n", "  tables:\n")
    shop.render()
    shop.change('value: "on"', 'value: "off"')
    shop.render()
    assert shop.moves == [("module.store", "module.tables")]


def test_a_chain_is_kept_link_by_link_and_a_way_back_ends_it(shop: Shop) -> None:
    shop.change("  store:\n", "  second:\n")
    shop.render()
    shop.change("  second:\n", "  third:\n")
    shop.render()
    assert shop.moves == [("module.store", "module.second"), ("module.second", "module.third")]
    shop.change("  third:\n", "  store:\n")
    shop.render()
    assert shop.moves == [("module.second", "module.third"), ("module.third", "module.store")]


def test_a_renamed_key_whose_bearer_keeps_its_name_moves_with_what_hangs_on_it(shop: Shop) -> None:
    shop.change("photos: {}", "images: {}")
    shop.add("names: {shop-images-t1: shop-photos-t1}")
    assert shop.render() == ()
    bucket = ("module.files.aws_s3_bucket.photos", "module.files.aws_s3_bucket.images")
    assert shop.moves[0] == bucket
    assert all(old.replace("photos", "images") == new for old, new in shop.moves)
    assert len(shop.moves) == sum(".photos" in line for line in shop.text_of("moved.tf").splitlines())


def test_what_has_no_name_moves_with_what_bears_its_label(shop: Shop) -> None:
    """A key has no name; its alias has."""
    shop.change("data: {", "records: {")
    shop.add("names: {alias/shop-records-t1: alias/shop-data-t1}")
    assert shop.render() == ()
    assert ("module.keys.aws_kms_key.data", "module.keys.aws_kms_key.records") in shop.moves


def test_a_renamed_key_that_changes_the_name_in_aws_is_refused_with_the_line_that_keeps_it(shop: Shop) -> None:
    shop.change("photos: {}", "images: {}")
    (found,) = shop.refusals()
    assert found.code == "state/would-be-lost"
    assert "`names: {shop-images-t1: shop-photos-t1}`" in found.detail
    assert found.span is not None


def test_a_dropped_table_is_refused_until_the_spec_says_what_becomes_of_it(shop: Shop) -> None:
    shop.change("      orders: {hash_key: id}\n", "")
    (found,) = shop.refusals()
    assert (found.code, found.severity) == ("state/would-be-lost", Severity.ERROR)
    line = found.detail.split("`")[1]
    assert line == f"removed: {{{ORDERS}: {{destroy: true}}}}"
    shop.add(line)
    assert shop.render() == ()
    assert shop.text_of("removed.tf") == ""


def test_what_is_let_go_gets_a_removed_block_for_as_long_as_the_spec_says_so(shop: Shop) -> None:
    shop.change("      orders: {hash_key: id}\n", "")
    line = f"removed: {{{ORDERS}: {{destroy: false, note: The other team has it.}}}}"
    shop.add(line)
    assert shop.render() == ()
    assert (
        f"# The other team has it.\nremoved {{\n  from = {ORDERS}\n\n  lifecycle {{\n    destroy = false"
        in shop.text_of("removed.tf")
    )
    shop.change('value: "on"', 'value: "off"')
    assert shop.render() == ()
    assert shop.text_of("removed.tf")
    shop.change(f"{line}\n", "")
    assert shop.render() == ()
    assert shop.text_of("removed.tf") == ""


def test_a_whole_instance_is_removed_by_its_name(shop: Shop) -> None:
    shop.change("  files:\n    module: s3\n    buckets:\n      photos: {}\n", "")
    (found,) = shop.refusals()
    assert "`removed: {files: {destroy: true}}`" in found.detail
    shop.add("removed: {files: {destroy: false}}")
    assert shop.render() == ()
    assert "from = module.files\n" in shop.text_of("removed.tf")


def test_a_removal_of_nothing_is_a_warning_and_one_of_something_rendered_an_error(shop: Shop) -> None:
    shop.add("removed: {archive: {destroy: true}}")
    (warning,) = shop.render()
    assert (warning.code, warning.severity) == ("removed/of-nothing", Severity.WARNING)
    shop.change("{archive:", "{store:")
    assert codes(shop) == ["removed/still-there"]


def test_a_removal_is_no_warning_the_second_time(shop: Shop) -> None:
    shop.change("      orders: {hash_key: id}\n", "")
    shop.add(f"removed: {{{ORDERS}: {{destroy: true}}}}")
    assert shop.render() == ()
    shop.change('value: "on"', 'value: "off"')
    assert shop.render() == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("suffix: t1", "suffix: t2", "`names: {shop-orders-t2: shop-orders-t1}`"),
        ("orders: {hash_key: id}", "orders: {hash_key: number}", '`hash_key` "id" becomes "number"'),
        ("region: us-east-1", "region: us-west-2", "region 'us-east-1' becomes 'us-west-2'"),
        ("project: shop", "project: store", '`name` "shop-orders-t1" becomes "store-orders-t1"'),
        (
            "modules:",
            "naming: '{project}-{suffix}-{name}'\nmodules:",
            '`name` "shop-orders-t1" becomes "shop-t1-orders"',
        ),
    ],
)
def test_what_would_be_made_anew_at_its_own_address_is_refused_too(shop: Shop, old: str, new: str, words: str) -> None:
    shop.change(old, new)
    found = [one for one in shop.refusals() if ORDERS in one.summary]
    assert [one.code for one in found] == ["state/would-be-replaced"]
    assert words in found[0].detail
    assert found[0].span is not None
    assert found[0].span.line == shop.text.splitlines().index("  store:") + 1


def test_what_is_accepted_to_be_made_anew_is_remembered(shop: Shop) -> None:
    shop.change("orders: {hash_key: id}", "orders: {hash_key: number}")
    shop.add(f"removed: {{{ORDERS}: {{destroy: true}}}}")
    assert shop.render() == ()
    assert shop.history.resources[ORDERS].names["hash_key"] == "number"


def test_letting_go_does_not_permit_making_anew(shop: Shop) -> None:
    shop.change("orders: {hash_key: id}", "orders: {hash_key: number}")
    shop.add(f"removed: {{{ORDERS}: {{destroy: false}}}}")
    assert set(codes(shop)) == {"removed/still-there", "state/would-be-replaced"}


def test_what_holds_nothing_is_made_anew_with_a_warning(shop: Shop) -> None:
    shop.change("flag: {", "switch: {")
    assert shop.render() == ()
    shop.change("      switch: {value:", "      switch: {under: /shop, value:")
    (warning,) = shop.render()
    assert (warning.code, warning.severity) == ("state/made-anew", Severity.WARNING)
    assert "shop-switch-t1" in warning.detail


def test_a_secret_parameter_is_kept_and_a_plain_one_is_not(shop: Shop) -> None:
    shop.change('flag: {value: "on"}', 'flag: {value: "on"}\n      token: {type: SecureString}')
    shop.render()
    shop.change('      flag: {value: "on"}\n      token: {type: SecureString}\n', '      other: {value: "on"}\n')
    (found,) = shop.refusals()
    assert "module.config.aws_ssm_parameter.token would be destroyed with its secret" in found.summary


def test_a_thing_that_moves_to_another_instance_is_the_same_thing(shop: Shop) -> None:
    shop.change("      orders: {hash_key: id}\n", "")
    shop.change("modules:\n", "modules:\n  sales: {module: dynamodb, tables: {orders: {hash_key: id}}}\n")
    assert shop.render() == ()
    assert shop.moves == [(ORDERS, "module.sales.aws_dynamodb_table.orders")]


def test_two_instances_that_look_alike_are_asked_about(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    shop = Shop(tmp_path, catalog, checks)
    shop.text = shop.text.split("  store:")[0] + "  one:\n    module: dsql\n"
    shop.render()
    shop.change("  one:\n    module: dsql\n", "  two:\n    module: dsql\n  three:\n    module: dsql\n")
    (question,) = shop.refusals()
    assert question.code == "state/which-moved"
    assert "`hclpress mv shop/dev one three` or `hclpress mv shop/dev one two`" in question.detail
    assert question.span is not None


def test_what_comes_to_an_address_something_was_moved_from_is_refused_until_the_move_is_forgotten(shop: Shop) -> None:
    shop.change("  store:\n", "  tables:\n")
    shop.render()
    shop.change("modules:\n", "modules:\n  store: {module: dynamodb, tables: {visits: {hash_key: id}}}\n")
    (found,) = shop.refusals()
    assert found.code == "state/move-in-the-way"
    assert "`hclpress mv shop/dev --forget module.store`" in found.detail


def test_a_manifest_without_addresses_is_read_from_the_files_it_vouches_for(shop: Shop) -> None:
    old = Manifest.from_text(shop.text_of(MANIFEST))
    (shop.folder / MANIFEST).write_text(Manifest(old.files, None).to_text())
    assert '"format": 1' in shop.text_of(MANIFEST)
    shop.change("      orders: {hash_key: id}\n", "")
    assert codes(shop) == ["state/would-be-lost"]
    shop.change("      carts: {hash_key: id}\n", "      carts: {hash_key: id}\n      orders: {hash_key: id}\n")
    shop.change("  store:\n", "  tables:\n")
    shop.render()
    assert shop.moves == [("module.store", "module.tables")]


def test_the_addresses_read_from_files_are_those_of_a_manifest(shop: Shop) -> None:
    remembered = shop.history
    (shop.folder / MANIFEST).write_text(Manifest(Manifest.from_text(shop.text_of(MANIFEST)).files, None).to_text())
    read = []
    change_history(shop.out, "shop/dev", lambda history: read.append(history) or history)  # type: ignore[func-returns-value]
    assert read == [remembered]


def test_without_an_output_there_is_nothing_to_follow(shop: Shop) -> None:
    (shop.folder / MANIFEST).unlink()
    shop.change("photos: {}", "images: {}")
    assert shop.generate().output.previous is None
    assert shop.generate().output.history.moves == EMPTY.moves


DATABASE = """\
  net:
    module: vpc
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets:
      isolated: {size: 24}
  db: {module: aurora, engine: postgresql, version: "16.6", capacity: {min: 0.5, max: 1}, instances: 2}
"""


def test_a_database_that_keeps_its_name_keeps_its_instances_too(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    shop = Shop(tmp_path, catalog, checks)
    shop.text = shop.text.split("  store:")[0] + DATABASE
    shop.render()
    assert ' = "shop-db-${each.key}-t1"' in shop.text_of("modules/db/instances.tf")
    shop.change("  db:", "  data:")
    (refusal,) = shop.refusals()
    assert "`names: {shop-data-t1: shop-db-t1}`" in refusal.detail
    shop.add("names: {shop-data-t1: shop-db-t1}")
    kept = [warning.detail.partition("names: {")[2].partition("}")[0] for warning in shop.render()]
    assert kept == ["shop-data-1-t1: shop-db-1-t1", "shop-data-2-t1: shop-db-2-t1"]
    again = Shop(tmp_path / "again", catalog, checks)
    again.text = shop.text.replace("  data:", "  db:").removeprefix("names: {shop-data-t1: shop-db-t1}\n")
    again.render()
    before = again.history
    again.change("  db:", "  data:")
    again.add(f"names: {{{', '.join(['shop-data-t1: shop-db-t1', *kept])}}}")
    assert again.render() == ()
    assert '"1" = "shop-db-1-t1"' in again.text_of("modules/data/instances.tf")
    moved = {address.replace("module.db.", "module.data."): one.names for address, one in before.resources.items()}
    now = {address: one.names for address, one in again.history.resources.items()}
    # The next parameter group is created before the last one goes, so that nobody has to keep its name.
    assert {address for address in moved if now[address] != moved[address]} == {
        "module.data.aws_rds_cluster_parameter_group.this"
    }
    assert now.keys() == moved.keys()


def test_whatever_replaces_it_may_be_accepted(shop: Shop) -> None:
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, range_key: at}")
    shop.add(f"removed: {{{ORDERS}: {{destroy: true}}}}")
    shop.render()
    shop.change("range_key: at}", "range_key: at, local_indexes: {ByDay: {range_key: day}}}")
    assert shop.render() == ()


def test_a_secret_parameter_is_changed_together_with_its_value(shop: Shop) -> None:
    shop.change('flag: {value: "on"}', "flag: {type: SecureString}")
    shop.add("removed: {module.config.aws_ssm_parameter.flag: {destroy: true}}")
    shop.render()
    shop.change("flag: {type: SecureString}", "flag: {type: SecureString, description: For the bank}")
    assert codes(shop) == ["state/without-value"]
    shop.change("description: For the bank}", "description: For the bank, version: 2}")
    shop.render()
