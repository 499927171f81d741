"""reconcile: resources with a `count` or `for_each` in a module of a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Check, find_modules
from hclpress.diagnostics import Diagnostic, Severity

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
modules:
  boxes: {module: boxes, number: 2, keys: [a, b], size: 1}
"""
CONTRACT = '''"""Boxes: things of which there are several."""

from collections.abc import Mapping

from hclpress.module import Module, Name, Site


class Boxes(Module):
    """Things of which there are several."""

    summary = "Things of which there are several."

    number: int = 1
    """The number."""
    keys: tuple[str, ...] = ()
    """The keys."""
    size: int = 1
    """The size."""

    def names(self, site: Site) -> Mapping[str, Name]:
        """No resource of it bears a name."""
        return {}
'''
COUNTED = """\
resource "aws_eip" "all" {
{% if number %}
  count = {{ number }}

{% endif %}
  tags = {
    Size = {{ size }}
  }
}
"""
KEYED = """\
locals {
  keys = { for one in {{ keys }} : one => one }
}

resource "{type}" "all" {
  for_each = local.keys

  tags = {
    Size = {{ size }}
  }
}
"""


def shop_with(template: str, folder: Path, checks: tuple[Check, ...]) -> Shop:
    module = folder / "modules" / "boxes"
    module.mkdir(parents=True)
    (module / "contract.py").write_text(CONTRACT)
    (module / "main.tf.j2").write_text(template)
    shop = Shop(folder, find_modules((folder / "modules",)), checks, SPEC)
    shop.render()
    return shop


def actions(shop: Shop) -> dict[str, str]:
    changes = shop.generate().changes.by_address
    return {address.removeprefix("module.boxes."): one.action.value for address, one in changes.items()}


def unpredicted(found: tuple[Diagnostic, ...]) -> list[Severity]:
    told = [one for one in found if one.code == "state/not-predicted"]
    assert all(one.span is not None and "modules/boxes/main.tf:" in one.detail for one in told)
    return [one.severity for one in told]


def test_each_instance_of_a_count_is_predicted(tmp_path: Path, checks: tuple[Check, ...]) -> None:
    shop = shop_with(COUNTED, tmp_path, checks)
    shop.change("size: 1", "size: 2")
    assert actions(shop) == {"aws_eip.all[0]": "update", "aws_eip.all[1]": "update"}
    shop.change("size: 2", "size: 1")
    shop.change("number: 2", "number: 3")
    assert actions(shop) == {"aws_eip.all[2]": "create"}
    shop.change("number: 3", "number: 1")
    assert actions(shop) == {"aws_eip.all[1]": "delete"}
    assert unpredicted(shop.generate().warnings) == []


def test_a_resource_that_gets_a_count_stays_the_same(tmp_path: Path, checks: tuple[Check, ...]) -> None:
    shop = shop_with(COUNTED, tmp_path, checks)
    shop.change("number: 2", "number: 0")
    assert actions(shop) == {"aws_eip.all[1]": "delete"}
    shop.render()
    assert "count" not in shop.text_of("modules/boxes/main.tf")
    shop.change("number: 0", "number: 2")
    assert actions(shop) == {"aws_eip.all[1]": "create"}
    shop.render()
    assert not (shop.folder / "moved.tf").exists()


def test_a_change_of_keys_that_only_terraform_evaluates_is_told(tmp_path: Path, checks: tuple[Check, ...]) -> None:
    shop = shop_with(KEYED.replace("{type}", "aws_eip"), tmp_path, checks)
    assert unpredicted(shop.generate().warnings) == []
    shop.change("[a, b]", "[a]")
    assert unpredicted(shop.generate().warnings) == [Severity.WARNING]
    shop.change("[a]", "[a, b]")
    shop.change("size: 1", "size: 2")
    assert unpredicted(shop.generate().warnings) == [Severity.WARNING]


@pytest.mark.parametrize("size", [1, 2])
def test_keys_of_resources_with_data_need_the_printed_consent(
    tmp_path: Path, checks: tuple[Check, ...], size: int
) -> None:
    shop = shop_with(KEYED.replace("{type}", "aws_dsql_cluster"), tmp_path, checks)
    shop.change("size: 1", f"size: {size}")
    shop.change("[a, b]", "[a]")
    (refusal,) = [one for one in shop.refusals() if one.code == "state/not-predicted"]
    assert "its databases may be destroyed" in refusal.summary
    shop.add(refusal.detail.split("and set `")[1].split("`.")[0])
    assert unpredicted(shop.render()) == [Severity.WARNING]
