"""A call that the emulator lacks is answered with an error in the protocol of its service, which names the call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hclpress.emulator.gap_reply import GAP, gap_reply
from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws

LACKING: dict[str, tuple[str, dict[str, Any], str]] = {
    "cloudfront": ("get_realtime_log_config", {"Name": "a"}, "POST /2020-05-31/get-realtime-log-config"),
    "ec2": ("describe_aws_network_performance_metric_subscriptions", {}, "POST / DescribeAwsNetwork"),
    "lambda": ("get_runtime_management_config", {"FunctionName": "x"}, "GET /2021-07-20/functions/x/"),
    "rds": ("describe_db_recommendations", {}, "POST / DescribeDBRecommendations"),
    "route53": ("list_cidr_blocks", {"CollectionId": "0" * 36}, "GET /2013-04-01/cidrcollection/"),
    "sqs": (
        "list_message_move_tasks",
        {"SourceArn": "arn:aws:sqs:us-east-1:1:a"},
        "POST / AmazonSQS.ListMessageMoveTasks",
    ),
}
"""A call of each protocol that moto 5.2.5 lacks."""


@pytest.mark.parametrize("service", LACKING)
def test_an_sdk_reads_of_each_protocol_which_call_is_lacking(service: str, filled: Aws) -> None:
    operation, arguments, call = LACKING[service]
    with pytest.raises(ClientError) as raised:
        getattr(filled.client(service, "us-east-1"), operation)(**arguments)
    assert raised.value.response["Error"]["Code"] == GAP
    assert f"does not support `{call}" in raised.value.response["Error"]["Message"]


def test_every_lacking_call_is_in_the_log_once(tmp_path: Path) -> None:
    with emulator("123456789012", tmp_path) as started:
        queues = Aws(started.endpoint, started.account).client("sqs", "us-east-1")
        for _ in range(2):
            with pytest.raises(ClientError):
                queues.list_message_move_tasks(SourceArn="arn:aws:sqs:us-east-1:1:a")
        assert started.stumbles() == ("POST / AmazonSQS.ListMessageMoveTasks",)


def test_what_is_only_not_there_is_no_gap(filled: Aws) -> None:
    with pytest.raises(ClientError) as raised:
        filled.client("lambda", "us-east-1").get_function(FunctionName="missing")
    assert raised.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_an_error_of_the_emulator_is_told_with_its_cause() -> None:
    environ: Any = {"REQUEST_METHOD": "PUT", "PATH_INFO": "/things/1"}
    reply = gap_reply(environ, b"", KeyError("colour"))
    assert reply.call == "PUT /things/1"
    assert b"fails at `PUT /things/1` with KeyError: 'colour'" in reply.body
    assert not reply.is_lacking
