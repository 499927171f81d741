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
