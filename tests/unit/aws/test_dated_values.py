"""hclpress.aws.dated_values: the files are whole, and name their day and their sources."""

from __future__ import annotations

import json
from datetime import date

import pytest

from hclpress.aws.dated_values import (
    FOLDER,
    aurora_classes,
    aurora_versions,
    day_of,
    lambda_runtimes,
    numbers_in,
    regions,
)
from hclpress.aws.version_constraint import LEAST_AWS

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def test_there_are_four_files() -> None:
    assert NAMES == ["aurora_classes", "aurora_versions", "lambda_runtimes", "regions"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_names_its_day_and_its_sources(name: str) -> None:
    content = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert content["sources"]
    assert date(2026, 11, 28) <= day_of(name) == date.fromisoformat(content["day"])


def test_runtimes_that_5_100_takes_need_no_other_version_and_the_others_one_of_6() -> None:
    assert lambda_runtimes()["python3.13"].first_provider is None
    assert lambda_runtimes()["python3.14"].first_provider == (6, 20, 0)
    later = [one.first_provider for one in lambda_runtimes().values() if one.first_provider]
    assert later
    assert min(later) > LEAST_AWS


def test_a_runtime_is_updated_longer_than_it_is_created_and_its_successor_is_known() -> None:
    for name, one in lambda_runtimes().items():
        if one.no_creation and one.no_update:
            assert one.no_creation <= one.no_update, name
        assert one.successor is None or one.successor in lambda_runtimes(), name


def test_releases_and_classes_are_listed_in_order() -> None:
    known = [one for one in aurora_versions("aurora-postgresql") if "limitless" not in one]
    assert known == sorted(known, key=numbers_in)
    assert "db.r8g.2xlarge" in aurora_classes("aurora-postgresql")


def test_every_region_has_two_zones_at_least() -> None:
    assert all(len(one.zones) >= 2 for one in regions().values())
