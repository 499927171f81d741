"""Handlers as Lambda gets them: unpacked from the zip that would be deployed, with an emulated AWS behind them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.loaders import create_loader
from handlers import REGION, Call, Database, Deploy, Response, unpack
from moto import mock_aws


@pytest.fixture(scope="session", autouse=True)
def models_of_aws() -> Iterator[None]:
    """Models of AWS's services that are read once: moto begins a session for each test, which would read its own."""
    loader = create_loader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", lambda _search_path=None: loader)
        yield


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An emulated account, by its DynamoDB."""
    for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"):
        monkeypatch.setenv(f"AWS_{name}", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        yield boto3.resource("dynamodb", region_name=REGION)


@pytest.fixture
def deploy(aws: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Deploy:
    """`deploy(handler, *sources, **environment)`: a way to call `handler` of index.py in these folders."""

    def deployed(handler: str, *sources: str, **environment: str) -> Call:
        for variable, value in environment.items():
            monkeypatch.setenv(variable, value)
        folder = unpack(tmp_path / sources[-1].replace("/", "-"), *sources)
        # Two functions may each bring a module `index`, and both are called that.
        own = {path.stem for path in folder.glob("*.py")}
        for name in own:
            monkeypatch.delitem(sys.modules, name, raising=False)
        with monkeypatch.context() as patch:
            patch.syspath_prepend(folder)
            function = getattr(importlib.import_module("index"), handler)
        for name in own:
            sys.modules.pop(name, None)
        return lambda event: Response.of(function(event, None))

    return deployed
