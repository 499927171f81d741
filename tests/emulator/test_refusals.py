"""The emulator refuses what AWS refuses, with its error code and HTTP status."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from refusals import REFUSALS, Refusal

from hclpress.rehearsal.aws_clients import Aws


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_the_emulator_refuses_as_aws_does(refusal: Refusal, filled: Aws) -> None:
    call = refusal.prepare(filled)
    with pytest.raises(ClientError) as refused:
        call()
    assert refused.value.response["Error"]["Code"] == refusal.code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == refusal.status


def test_every_refusal_names_its_source() -> None:
    assert len({one.name for one in REFUSALS}) == len(REFUSALS) >= 60
    assert all(" API, " in one.source or "Error codes for" in one.source for one in REFUSALS)


def test_a_network_takes_its_own_group_along(filled: Aws) -> None:
    ec2 = filled.client("ec2", "us-east-1")
    vpc = ec2.create_vpc(CidrBlock="10.60.0.0/16")["Vpc"]["VpcId"]
    ec2.delete_vpc(VpcId=vpc)
    assert ec2.describe_vpcs(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Vpcs"] == []
