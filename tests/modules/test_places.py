"""Addresses follow the places that AWS has once, and no name or order in the spec."""

from __future__ import annotations

from itertools import permutations

import pytest

from hclpress.modules.api.route import path_labels, statement_labels
from hclpress.modules.aurora.sizing import Instance, placed
from hclpress.modules.vpc.settings import VpcSettings


def test_a_path_parameter_keeps_its_label_under_another_name() -> None:
    before = path_labels([("users", "{id}"), ("users", "{id}", "{rest+}")])
    after = path_labels([("users", "{userId}"), ("users", "{userId}", "{proxy+}")])
    assert list(before.values()) == list(after.values()) == ["users_by_parameter", "users_by_parameter_below"]


def test_the_id_of_a_statement_says_what_it_always_said() -> None:
    assert statement_labels([("users", "{id}"), ("{proxy+}",)]) == {
        ("users", "{id}"): "users_by_id",
        ("{proxy+}",): "proxy",
    }


@pytest.mark.parametrize("paths", list(permutations([("a", "b"), ("a-b",), ("a_b",), ("9",), ()])))
def test_paths_that_read_alike_have_the_same_labels_in_any_order(paths: tuple[tuple[str, ...], ...]) -> None:
    labels = path_labels(paths)
    assert labels["a-b",] == "a_b"
    assert labels["9",] == "path_9"
    assert labels[()] == "root"
    assert len(set(labels.values())) == len(paths)


def test_zones_and_names_place_instances_in_any_order() -> None:
    instances = {"10": Instance(), "2": Instance(), "1": Instance(zone="us-east-1c")}
    assert placed(instances, ("a", "b")) == {"10": "a", "2": "b", "1": "us-east-1c"}


@pytest.mark.parametrize("tiers", list(permutations(["web", "edge"])))
def test_gateways_stand_in_the_same_tier_in_any_order(tiers: tuple[str, ...]) -> None:
    public = {"reach": "public", "cidrs": {"us-east-1b": "10.0.0.0/24", "us-east-1a": "10.0.1.0/24"}}
    subnets = dict.fromkeys(tiers, public) | {"private": {"size": 24}}
    settings = VpcSettings.model_validate(
        {
            "cidr": "10.0.0.0/16",
            "zones": ("us-east-1b", "us-east-1a"),
            "subnets": subnets,
            "nat": "single",
            "flow_logs": None,
        }
    )
    assert settings.nat_tier == "edge"
    assert settings.nat_zones == ("us-east-1a",)
    assert settings.model_copy(update={"nat_zone": "us-east-1b"}).nat_zones == ("us-east-1b",)
