"""A module declares the facts of its own resource types, and hclpress uses them as it uses those that it knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from hclpress.aws.resource_facts import KNOWN
from hclpress.cli import app

KIND = "aws_timestreamwrite_database"
CONTRACT = '''\
"""records: Timestream databases."""

from collections.abc import Mapping

from hclpress.module import Encryption, Item, ItemName, Module, Name, NameRule, ResourceFacts, Site, Stateful, identifier


class Records(Module):
    """Records."""

    summary = "Timestream databases."
    resource_facts = ResourceFacts(
        name_rules={"aws_timestreamwrite_database": NameRule("timestream", 32, r"[A-Za-z0-9-]+", "letters, digits and `-`", argument="database_name")},
        stateful={"aws_timestreamwrite_database": Stateful("its records", ("database_name",))},
        encryption={"aws_timestreamwrite_database": (Encryption("kms_key_id"),)},
    )

    records: Mapping[ItemName, Item]
    """The databases by name."""
    key: str = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"
    """The key that encrypts them."""

    def names(self, site: Site) -> Mapping[str, Name]:
        """The name of each database."""
        return {identifier(key): site.name("aws_timestreamwrite_database", key, ("records", key)) for key in self.records}
'''
TEMPLATE = """\
{% for record in records %}
resource "aws_timestreamwrite_database" {{ record.label }} {
  database_name = {{ record.name }}
{% if key %}
  kms_key_id = {{ key }}
{% endif %}
}

{% endfor %}
"""
SPEC = """\
project: shop
suffix: dev1
owner: me
region: us-east-1
posture: prod

modules:
  records:
    records:
      payments: {}
      refunds: {}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the module."""
    for path, text in {
        "modules/records/contract.py": CONTRACT,
        "modules/records/main.tf.j2": TEMPLATE,
        "environments/shop/dev.yaml": SPEC,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hclpress(command: str) -> Result:
    """Run a command with the module."""
    return CliRunner().invoke(app, [command, "--modules", "modules"], env={"COLUMNS": "200"})


def change(project: Path, path: str, old: str, new: str) -> None:
    """Replace text that stands once in a file."""
    text = (project / path).read_text("utf-8")
    assert text.count(old) == 1
    (project / path).write_text(text.replace(old, new), encoding="utf-8")


def test_hclpress_itself_knows_nothing_of_the_type() -> None:
    assert not {KIND} & {*KNOWN.name_rules, *KNOWN.stateful, *KNOWN.encryption}


def test_a_name_that_breaks_the_declared_rule_is_an_error_at_its_line(project: Path) -> None:
    change(project, "environments/shop/dev.yaml", "refunds", "refunds-of-all-the-years-before")
    found = hclpress("check")
    assert found.exit_code == 1
    assert "environments/shop/dev.yaml:11:7" in found.output
    assert "32" in found.output


def test_a_type_without_a_name_rule_is_an_error_that_says_what_to_declare(project: Path) -> None:
    change(project, "modules/records/contract.py", "        name_rules={", "        name_rules={} and {")
    found = hclpress("check")
    assert found.exit_code == 1
    assert "modules/records/contract.py:" in found.output
    assert "name_rules" in found.output


def test_what_holds_data_by_declaration_is_never_removed_without_a_word(project: Path) -> None:
    assert hclpress("render").exit_code == 0
    rendered = (project / "out/shop/dev/modules/records/main.tf").read_text("utf-8")
    change(project, "environments/shop/dev.yaml", "      refunds: {}\n", "")
    found = hclpress("render")
    assert found.exit_code == 1
    assert "aws_timestreamwrite_database.refunds" in found.output
    assert "its records" in found.output
    assert (project / "out/shop/dev/modules/records/main.tf").read_text("utf-8") == rendered
    removed = "removed: {module.records.aws_timestreamwrite_database.refunds: {destroy: true}}"
    change(project, "environments/shop/dev.yaml", "posture: prod", f"posture: prod\n{removed}")
    assert hclpress("render").exit_code == 0


def test_what_holds_data_by_declaration_is_moved_when_it_is_renamed(project: Path) -> None:
    assert hclpress("render").exit_code == 0
    change(project, "environments/shop/dev.yaml", "      refunds: {}\n", "      returns: {}\n")
    change(
        project,
        "environments/shop/dev.yaml",
        "posture: prod",
        "posture: prod\nnames: {shop-returns-dev1: shop-refunds-dev1}",
    )
    found = hclpress("render")
    assert found.exit_code == 0, found.output
    moved = (project / "out/shop/dev/moved.tf").read_text("utf-8")
    assert "module.records.aws_timestreamwrite_database.refunds" in moved
    assert "module.records.aws_timestreamwrite_database.returns" in moved


def test_a_type_that_must_be_encrypted_by_declaration_is_checked(project: Path) -> None:
    change(project, "environments/shop/dev.yaml", "  records:\n    records:", '  records:\n    key: ""\n    records:')
    found = hclpress("check")
    assert found.exit_code == 1
    assert "stores-are-encrypted" in found.output
    assert "aws_timestreamwrite_database.payments" in found.output
