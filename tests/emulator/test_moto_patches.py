"""Each patch closes its gap, and moto still has it: a patch that is no longer needed fails here."""

from __future__ import annotations

from importlib.metadata import version

import probes
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from hclpress.emulator.moto_patch import Patch, patches
from hclpress.rehearsal.aws_clients import Aws

PATCHES = patches()


def probe(patch: type[Patch]) -> probes.Probe:
    """The probe with the name of the patch."""
    found: probes.Probe = getattr(probes, xform_name(patch.__name__))
    return found


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
def test_a_patch_closes_its_gap(patch: type[Patch], filled: Aws) -> None:
    probe(patch)(filled)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
def test_moto_itself_still_has_the_gap(patch: type[Patch], plain: Aws) -> None:
    try:
        probe(patch)(plain)
    except Exception:
        return
    pytest.fail(f"moto no longer needs {patch.__name__}; take it away")


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.__name__)
def test_a_patch_names_its_gap_and_its_version_of_moto(patch: type[Patch]) -> None:
    assert patch.moto == version("moto")
    assert patch.__doc__
    assert len(patch.__doc__) > 40


def test_a_distribution_may_lead_to_a_group_of_origins(filled: Aws, plain: Aws) -> None:
    probes.lead_to_origin_groups(filled)
    with pytest.raises(ClientError, match="NoSuchOrigin"):
        probes.lead_to_origin_groups(plain)
