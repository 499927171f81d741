"""A stand-in for AWS answers whose account this is and makes passwords, and nothing else is asked of it."""

from __future__ import annotations

import urllib.error
import urllib.request

import boto3
import pytest

from hclpress.terraform.caller_identity import NOBODYS_ACCOUNT, nobodys_identity


def test_it_answers_as_sts_does() -> None:
    with nobodys_identity() as settings:
        client = boto3.client(
            "sts",
            region_name="us-east-1",
            endpoint_url=settings["AWS_ENDPOINT_URL_STS"],
            aws_access_key_id="x",
            aws_secret_access_key="x",  # noqa: S106
        )
        assert client.get_caller_identity()["Account"] == NOBODYS_ACCOUNT


def test_it_answers_as_secrets_manager_does() -> None:
    with nobodys_identity() as settings:
        client = boto3.client(
            "secretsmanager",
            region_name="us-east-1",
            endpoint_url=settings["AWS_ENDPOINT_URL_SECRETS_MANAGER"],
            aws_access_key_id="x",
            aws_secret_access_key="x",  # noqa: S106
        )
        assert client.get_random_password()["RandomPassword"]
        assert "password" in client.get_secret_value(SecretId="any")["SecretString"]


def test_it_is_gone_afterwards() -> None:
    with nobodys_identity() as settings:
        url = settings["AWS_ENDPOINT_URL_STS"]
        assert url.startswith("http://127.0.0.1:")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(url, b"", timeout=5)  # noqa: S310
