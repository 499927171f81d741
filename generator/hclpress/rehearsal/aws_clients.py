"""Clients of the emulated AWS."""

from __future__ import annotations

import json
import urllib.request
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from hclpress.emulator.authorizer import REFUSALS

if TYPE_CHECKING:
    from botocore.client import BaseClient

_SECONDS = 30


class Aws(Struct, frozen=True):
    """An emulated account.

    Attributes:
        endpoint: its URL, such as `http://127.0.0.1:5000`.
        account: its id.
    """

    endpoint: str
    account: str

    def client(self, service: str, region: str) -> BaseClient:
        """Return a client of the emulator, whatever the caller's own AWS settings are."""
        return _client(self.endpoint, service, region)

    def refusals(self, key: str) -> tuple[str, ...]:
        """Return the refused calls of a key, such as `dynamodb:PutItem on arn:…: no … policy allows it`."""
        # Bypass any proxy of the caller's own settings.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.endpoint}{REFUSALS}{key}", timeout=_SECONDS) as answer:
            told: list[str] = json.load(answer)
        return tuple(told)


@cache
def _client(endpoint: str, service: str, region: str) -> BaseClient:
    # Making a client reads megabytes of descriptions; using one does not.
    import boto3
    from botocore.config import Config

    session = boto3.Session(aws_access_key_id="hclpress", aws_secret_access_key="hclpress")  # noqa: S106
    settings = Config(connect_timeout=5, read_timeout=_SECONDS, retries={"max_attempts": 1}, proxies={})
    return session.client(service, region_name=region, endpoint_url=endpoint, config=settings)
