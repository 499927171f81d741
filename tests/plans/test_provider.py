import json
import os

import pytest
from examples import PROJECT
from planning import SharedPlans, _shown_plan
from provider import shared_provider

from hclpress.terraform.discovery import Terraform, TerraformKind
from hclpress.terraform.provider_mirror import find_mirror

# What differs from one plan to the next of the same Terraform.
_UNSTEADY = {"timestamp", "relevant_attributes"}


@pytest.mark.terraform
def test_a_plan_by_a_provider_that_many_share_is_the_plan_by_one_of_its_own(
    planned: SharedPlans, terraform: Terraform
) -> None:
    folder = PROJECT / "out/order-pipeline/dev"
    alone = json.loads(_shown_plan(folder, terraform, {}))
    with shared_provider(find_mirror(os.environ)) as provider:
        if not provider or terraform.kind is TerraformKind.OPENTOFU:
            pytest.skip("the provider is not unpacked on this machine")
        together = [json.loads(_shown_plan(folder, terraform, {}, provider)) for _ in range(2)]
    for plan in together:
        assert plan.keys() == alone.keys()
        assert {key: plan[key] for key in plan.keys() - _UNSTEADY} == {
            key: alone[key] for key in plan.keys() - _UNSTEADY
        }


def test_where_no_provider_is_unpacked_none_is_started() -> None:
    with shared_provider(None) as provider:
        assert provider == {}
