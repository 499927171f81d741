"""The small shop, and an emulated account in which it can be applied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Catalog, Check
from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws


@pytest.fixture
def shop(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Shop:
    """The shop, rendered once."""
    made = Shop(tmp_path, catalog, checks)
    made.render()
    return made


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """The project's emulator."""
    with emulator("123456789012", tmp_path_factory.mktemp("emulator")) as started:
        yield Aws(started.endpoint, started.account)
