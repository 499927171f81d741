"""The main resource of an item: its bucket, its function, its key, and not what serves these."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import PROJECT

from hclpress.catalog import Catalog, Check
from hclpress.history.configuration import Configuration
from hclpress.history.main_resources import main_resources
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile


def mains(address: str, instance: str, catalog: Catalog, checks: tuple[Check, ...]) -> dict[str, tuple[str, ...]]:
    system, _, label = address.partition("/")
    where = EnvironmentFile(system, label, Path("environments") / system / f"{label}.yaml")
    parsed = generate(where, catalog, checks).parsed
    one = next(each for each in parsed.stack.instances if each.name == instance)
    return main_resources(one, Configuration(parsed.modules).resources)


@pytest.mark.parametrize(
    ("address", "instance", "item", "wanted"),
    [
        ("storefront/dev", "storage", "static-assets", ("module.storage.aws_s3_bucket.static_assets",)),
        ("storefront/dev", "keys", "s3", ("module.keys.aws_kms_key.s3",)),
        ("storefront/dev", "tables", "orders", ("module.tables.aws_dynamodb_table.orders",)),
        (
            "storefront/dev",
            "functions",
            "order-service",
            ("module.functions.aws_lambda_function.order_service",),
        ),
        ("task-api/dev", "parameters", "api-keys", ("module.parameters.aws_ssm_parameter.api_keys",)),
        ("web-app/dev", "ecs", "web", ("module.ecs.aws_ecs_service.web",)),
    ],
)
def test_an_item_has_one_main_resource(
    address: str,
    instance: str,
    item: str,
    wanted: tuple[str, ...],
    catalog: Catalog,
    checks: tuple[Check, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PROJECT)
    assert mains(address, instance, catalog, checks)[item] == wanted


def test_items_without_a_main_resource_have_several(
    catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    assert len(mains("web-app/dev", "alb", catalog, checks)["web"]) == 2
    assert len(mains("web-app/dev", "vpc", catalog, checks)["public"]) > 1
