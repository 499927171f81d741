"""Two emulators for all tests of a worker: moto as it is, and moto with its gaps filled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws

ACCOUNT = "123456789012"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """The project's emulator."""
    with emulator(ACCOUNT, tmp_path_factory.mktemp("filled")) as started:
        yield Aws(started.endpoint, started.account)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """Moto as it comes."""
    with emulator(ACCOUNT, tmp_path_factory.mktemp("plain"), plain=True) as started:
        yield Aws(started.endpoint, started.account)
