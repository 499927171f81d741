"""What `reconcile` writes, held against real state: applied once, and then planned by real Terraform after each change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Catalog, Check
from hclpress.emulator.server import HOST
from hclpress.rehearsal.apply_and_destroy import STATE, plan_and_apply
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.overrides import PROVIDER
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import WorkingCopy, init, plan, working_copy

pytestmark = pytest.mark.terraform
LIMIT = 120.0


@contextmanager
def copy_for_emulator(folder: Path, terraform: Terraform, aws: Aws) -> Iterator[WorkingCopy]:
    """An initialized copy of an output folder whose provider talks to the emulator."""
    settings = {"AWS_ENDPOINT_URL": aws.endpoint, "NO_PROXY": HOST, "no_proxy": HOST}
    with working_copy(folder, terraform, find_mirror(os.environ), provider=PROVIDER, settings=settings) as work:
        init(work, LIMIT)
        with running_provider(work) as served:
            yield served


@pytest.fixture(scope="module")
def state(
    tmp_path_factory: pytest.TempPathFactory,
    catalog: Catalog,
    checks: tuple[Check, ...],
    terraform: Terraform,
    aws: Aws,
) -> bytes:
    """The state of the shop as it is at first, applied."""
    shop = Shop(tmp_path_factory.mktemp("applied"), catalog, checks)
    shop.render()
    with copy_for_emulator(shop.folder, terraform, aws) as work:
        plan_and_apply(work, LIMIT)
        return (work.folder / STATE).read_bytes()


def planned(shop: Shop, state: bytes, terraform: Terraform, aws: Aws) -> Plan:
    """What Terraform means to do with the shop as it is rendered now."""
    with copy_for_emulator(shop.folder, terraform, aws) as work:
        (work.folder / STATE).write_bytes(state)
        return plan(work, LIMIT)


def by_action(found: Plan) -> dict[str, list[str]]:
    """The addresses of what would change, by what would be done to them."""
    actions: dict[str, list[str]] = {}
    for address, change in sorted(found.changes.items()):
        for action in change.actions:
            if action != "no-op":
                actions.setdefault(action, []).append(address)
    return actions


def test_what_is_applied_is_what_is_rendered(shop: Shop, state: bytes, terraform: Terraform, aws: Aws) -> None:
    assert by_action(planned(shop, state, terraform, aws)) == {}


def test_renamed_instances_and_keys_destroy_nothing(shop: Shop, state: bytes, terraform: Terraform, aws: Aws) -> None:
    for old, new in (("store", "tables"), ("keys", "secrets"), ("config", "flags")):
        shop.change(f"  {old}:\n    module", f"  {new}:\n    module")
    shop.change("photos: {}", "images: {}")
    shop.change("orders: {", "purchases: {")
    shop.add("names: {shop-images-t1: shop-photos-t1, shop-purchases-t1: shop-orders-t1}")
    assert shop.render() == ()
    found = planned(shop, state, terraform, aws)
    assert by_action(found) == {}
    assert "module.files.aws_s3_bucket_versioning.images" in found.changes
    assert "module.tables.aws_dynamodb_table.purchases" in found.changes


def test_several_renames_before_one_apply_destroy_nothing(
    shop: Shop, state: bytes, terraform: Terraform, aws: Aws
) -> None:
    shop.change("orders: {", "purchases: {")
    shop.add("names: {shop-purchases-t1: shop-orders-t1}")
    shop.render()
    shop.change("  store:\n", "  second:\n")
    shop.render()
    shop.change("  second:\n", "  third:\n")
    shop.render()
    assert len(shop.moves) == 3
    assert by_action(planned(shop, state, terraform, aws)) == {}


def test_renaming_back_destroys_nothing(shop: Shop, state: bytes, terraform: Terraform, aws: Aws) -> None:
    shop.change("  store:\n", "  second:\n")
    shop.render()
    shop.change("  second:\n", "  third:\n")
    shop.render()
    shop.change("  third:\n", "  store:\n")
    shop.render()
    assert by_action(planned(shop, state, terraform, aws)) == {}


def test_a_table_that_moves_to_another_instance_is_not_destroyed(
    shop: Shop, state: bytes, terraform: Terraform, aws: Aws
) -> None:
    shop.change("      orders: {hash_key: id}\n", "")
    shop.change("modules:\n", "modules:\n  sales: {module: dynamodb, tables: {orders: {hash_key: id}}}\n")
    shop.render()
    assert by_action(planned(shop, state, terraform, aws)) == {}


def test_what_is_let_go_is_forgotten_with_its_settings_and_never_destroyed(
    shop: Shop, state: bytes, terraform: Terraform, aws: Aws
) -> None:
    """A table, a bucket, and an instance that was renamed before and whose new name no state knows yet."""
    shop.change("  keys:\n    module", "  secrets:\n    module")
    shop.render()
    shop.change("  secrets:\n    module: kms\n    keys:\n      data: {description: For data}\n", "")
    shop.change("      orders: {hash_key: id}\n", "")
    shop.change("photos: {}", "papers: {}")
    shop.add(
        "removed: {module.store.aws_dynamodb_table.orders: {destroy: false}, secrets: {destroy: false}, "
        "module.files.aws_s3_bucket.photos: {destroy: false}}"
    )
    shop.render()
    found = by_action(planned(shop, state, terraform, aws))
    assert set(found) == {"create", "forget"}
    assert {"module.store.aws_dynamodb_table.orders", "module.files.aws_s3_bucket.photos"} < set(found["forget"])
    assert {one for one in found["forget"] if "kms" in one} == {
        "module.secrets.aws_kms_alias.data",
        "module.secrets.aws_kms_key.data",
    }
    photos = [one for one in found["forget"] if ".photos" in one]
    assert len(photos) == len(found["create"]) > 4


def test_what_is_said_to_be_replaced_or_removed_is_what_terraform_destroys(
    shop: Shop, state: bytes, terraform: Terraform, aws: Aws
) -> None:
    """The refusals are no false alarms: where the spec insists, Terraform destroys what was named."""
    shop.change("orders: {hash_key: id}", "orders: {hash_key: number}")
    shop.change("      carts: {hash_key: id}\n", "")
    shop.change("photos: {}", "images: {}")
    refused = {one.summary.split()[0] for one in shop.refusals()}
    assert refused == {
        "module.store.aws_dynamodb_table.orders",
        "module.store.aws_dynamodb_table.carts",
        "module.files.aws_s3_bucket.photos",
    }
    shop.add("removed: {" + ", ".join(f"{one}: {{destroy: true}}" for one in sorted(refused)) + "}")
    shop.render()
    deleted = {one for one in by_action(planned(shop, state, terraform, aws))["delete"] if "aws_s3_bucket_" not in one}
    assert deleted == refused
