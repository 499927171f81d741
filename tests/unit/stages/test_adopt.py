"""adopt: the `import` blocks of a spec, their tests, and the comparison with what is applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import FILES, HEAD, SPEC, STOCK, Repository
from shops import Shop

from hclpress.catalog import Catalog, Check

PHOTOS = "module.files.aws_s3_bucket.photos"
LINES = "      photos: {}\n    adopt: {photos: shop-photos-t1}\n"


@pytest.fixture
def shop(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Shop:
    return Shop(tmp_path, catalog, checks)


def test_an_item_is_its_main_resource(shop: Shop) -> None:
    shop.change("      photos: {}\n", LINES)
    shop.change(
        "      data: {description: For data}\n",
        "      data: {description: For data}\n    adopt: {data: mrk-0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d}\n",
    )
    assert shop.render() == ()
    text = shop.text_of("imports.tf")
    assert f'import {{\n  to = {PHOTOS}\n  id = "shop-photos-t1"\n}}\n' in text
    assert "to = module.keys.aws_kms_key.data\n" in text
    assert text.index("module.files") < text.index("module.keys")


def test_without_lines_there_is_no_file(shop: Shop) -> None:
    assert shop.render() == ()
    assert not (shop.folder / "imports.tf").exists()


def test_the_mocked_tests_of_the_root_get_a_stand_in_for_each_import(shop: Shop) -> None:
    shop.change("      photos: {}\n", LINES)
    shop.add("outputs: {bucket: files.photos_bucket_name, key: keys.data_key_arn}")
    shop.render()
    assert "import" not in shop.text_of("tests/dev.tftest.hcl").partition("\n")[0]
    assert f"target          = {PHOTOS}\n    override_during = plan\n" in shop.text_of("tests/dev.tftest.hcl")


def test_what_is_adopted_is_not_created(shop: Shop) -> None:
    shop.change("  files:\n    module: s3\n    buckets:\n      photos: {}\n", "")
    assert shop.render() == ()
    shop.change("  keys:\n    module", "  files:\n    module: s3\n    buckets:\n      photos: {}\n  keys:\n    module")
    assert shop.generate().changes.by_address[PHOTOS].action.value == "create"
    shop.change("      photos: {}\n", LINES)
    changes = shop.generate().changes.by_address
    assert PHOTOS not in changes
    assert changes["module.files.aws_s3_bucket_versioning.photos"].action.value == "create"


def test_adopted_data_is_protected_like_any_other(shop: Shop) -> None:
    shop.change("      photos: {}\n", LINES)
    assert shop.render() == ()
    shop.change(LINES, "      pictures: {}\n")
    assert "state/would-be-lost" in [one.code for one in shop.refusals()]


def test_lines_alone_change_no_resource(shop: Shop) -> None:
    assert shop.render() == ()
    shop.change("      photos: {}\n", LINES)
    assert shop.render() == ()
    assert dict(shop.generate().changes.by_address) == {}


def test_a_short_key_means_the_replica_that_keeps_the_name_and_an_address_another(shop: Shop) -> None:
    shop.change(
        "      photos: {}\n",
        "      photos: {}\n    regions: [us-east-1, us-west-2]\n    adopt:\n      photos: shop-photos-t1\n"
        "      module.files_us_west_2.aws_s3_bucket.photos: shop-photos-us-west-2-t1\n",
    )
    shop.render()
    text = shop.text_of("imports.tf")
    assert f'to = {PHOTOS}\n  id = "shop-photos-t1"' in text
    assert 'to = module.files_us_west_2.aws_s3_bucket.photos\n  id = "shop-photos-us-west-2-t1"' in text
    assert "provider" not in text


def test_a_line_for_what_the_deploy_branch_has_may_go(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path)
    shop.git("checkout", "-q", "-b", "work")
    shop.write(SPEC.replace("      photos: {}\n", LINES))
    told = shop.render()
    assert told.code == 0
    assert "adopt/applied-already" in told.diagnostics
    shop.write(SPEC.replace("      photos: {}\n", LINES.replace("photos", "pictures")))
    assert "adopt/applied-already" not in shop.render().diagnostics


def test_a_line_is_needed_until_the_deploy_branch_has_it(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path, spec=f"{HEAD}{STOCK}")
    shop.git("checkout", "-q", "-b", "work")
    shop.write(f"{HEAD}{STOCK}{FILES.replace('      photos: {}', LINES.rstrip())}")
    for _ in range(2):
        assert "adopt/applied-already" not in shop.render().diagnostics
    shop.commit("adopt")
    assert "adopt/applied-already" not in shop.render().diagnostics
    shop.git("checkout", "-q", "main")
    shop.git("merge", "-q", "work")
    assert "adopt/applied-already" in shop.render().diagnostics


def test_the_root_module_and_plain_terraform_adopt_too(tmp_path: Path) -> None:
    plain = tmp_path / "terraform" / "cache"
    plain.mkdir(parents=True)
    (plain / "main.tf").write_text(
        'resource "aws_sqs_queue" "jobs" {\n  name                    = "jobs"\n  sqs_managed_sse_enabled = true\n}\n'
    )
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"
    shared = "shares: [stock]\nadopt: {'aws_ssm_parameter.shared[\"stock/orders_table_name\"]': /hclpress/shop/shop/dev/stock/orders_table_name}\nmodules:\n"
    plain_instance = f"  cache:\n    source: ./terraform/cache\n    adopt: {{aws_sqs_queue.jobs: {url}}}\n"
    shop = Repository.new(tmp_path, spec=f"{HEAD}{STOCK}")
    shop.write(f"{HEAD.replace('modules:', shared.rstrip())}{STOCK}{plain_instance}")
    told = shop.render()
    assert told.code == 0, told.text
    text = (shop.folder / "imports.tf").read_text()
    assert "to = module.cache.aws_sqs_queue.jobs" in text
    assert 'to = aws_ssm_parameter.shared["stock/orders_table_name"]' in text


def test_an_address_in_a_module_of_a_registry_is_taken(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path, spec=f"{HEAD}{STOCK}")
    jobs = (
        "  jobs:\n    source: terraform-aws-modules/sqs/aws\n    version: 5.2.1\n"
        "    adopt: {'aws_sqs_queue.this[0]': 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'}\n"
    )
    shop.write(f"{HEAD}{STOCK}{jobs}")
    told = shop.render()
    assert told.code == 0, told.text
    assert "to = module.jobs.aws_sqs_queue.this[0]" in (shop.folder / "imports.tf").read_text()
