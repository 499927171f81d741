"""Each filler closes its gap, and moto still has it: a filler that is no longer needed fails here."""

from __future__ import annotations

from importlib.metadata import version

import probes
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from hclpress.emulator.patch import Filler, fillers
from hclpress.rehearsal.aws import Aws

FILLERS = fillers()


def probe(filler: type[Filler]) -> probes.Probe:
    """The probe that is called like the filler."""
    found: probes.Probe = getattr(probes, xform_name(filler.__name__))
    return found


@pytest.mark.parametrize("filler", FILLERS, ids=lambda filler: filler.__name__)
def test_a_filler_closes_its_gap(filler: type[Filler], filled: Aws) -> None:
    probe(filler)(filled)


@pytest.mark.parametrize("filler", FILLERS, ids=lambda filler: filler.__name__)
def test_moto_itself_still_has_the_gap(filler: type[Filler], plain: Aws) -> None:
    try:
        probe(filler)(plain)
    except Exception:
        return
    pytest.fail(f"moto no longer needs {filler.__name__}; take it away")


@pytest.mark.parametrize("filler", FILLERS, ids=lambda filler: filler.__name__)
def test_a_filler_says_what_it_fills_and_for_which_moto(filler: type[Filler]) -> None:
    assert filler.moto == version("moto")
    assert filler.__doc__
    assert len(filler.__doc__) > 40


def test_a_distribution_may_lead_to_a_group_of_origins(filled: Aws, plain: Aws) -> None:
    probes.lead_to_origin_groups(filled)
    with pytest.raises(ClientError, match="NoSuchOrigin"):
        probes.lead_to_origin_groups(plain)
