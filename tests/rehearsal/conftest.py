"""An emulated account for the tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """The project's emulator."""
    with emulator("123456789012", tmp_path_factory.mktemp("emulator")) as started:
        yield Aws(started.endpoint, started.account)
