"""From the address of a resource to the file and line that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.diagnostics import Span
from hclpress.rehearsal.resource_location import place_of

ROOT = """
module "db" {
  source = "./modules/db"

  vpc_id = module.vpc.id
}

resource "aws_sns_topic" "alarms" {
}
"""
INNER = """
resource "aws_db" "other" {
}

resource "aws_db" "this" {
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rendered environment."""
    (tmp_path / "modules/db").mkdir(parents=True)
    (tmp_path / "main.tf").write_text(ROOT)
    (tmp_path / "modules/db/main.tf").write_text(INNER)
    return tmp_path


@pytest.mark.parametrize("key", ["", "[0]", '["a.b"]'])
def test_a_resource_of_a_module_is_found_in_its_folder(folder: Path, key: str) -> None:
    file = (folder / "modules/db/main.tf").as_posix()
    assert place_of(f"module.db.aws_db.this{key}", folder) == Span(file, 5, 1, 5, 25)


def test_a_resource_of_the_root_is_found_beside_the_modules(folder: Path) -> None:
    assert place_of("aws_sns_topic.alarms", folder) == Span((folder / "main.tf").as_posix(), 8, 1, 8, 34)


@pytest.mark.parametrize("address", ["aws_db.this", "module.no.aws_db.this", "module.db.aws_db.that"])
def test_what_stands_nowhere_has_no_place(folder: Path, address: str) -> None:
    assert place_of(address, folder) is None
