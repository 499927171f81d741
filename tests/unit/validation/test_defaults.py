"""defaults: what a spec leaves out and its posture, or its only instance of a module, decides."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Annotated

import pytest
from pydantic import Field

from hclpress.module.field_annotations import FromPosture, ReferenceTo
from hclpress.source.document import Plain
from hclpress.spec.posture import DEFAULTS, Posture
from hclpress.spec.settings import Settings
from hclpress.validation.defaults import with_defaults

PROD = DEFAULTS[Posture.PROD]
DAYS = PROD.log_days


class Logs(Settings):
    """Nothing but the posture's."""

    days: Annotated[int, FromPosture("log_days")]
    format: str = "text"


class Named(Settings):
    """A part that nothing can be made of."""

    name: str
    days: Annotated[int, FromPosture("log_days")]


class Whole(Settings):
    """Every way in which a part can stand in another."""

    backups: Annotated[int, Field(alias="keep"), FromPosture("backup_days")]
    network: Annotated[str, ReferenceTo(("vpc",))]
    peer: Annotated[str, ReferenceTo(("vpc",))] | None = None
    logs: Logs
    silent: Logs | None
    optional: Logs | None = None
    named: Named | None = None
    listed: tuple[Logs, ...] = ()
    mapped: Mapping[str, Logs | None] = {}
    deep: Mapping[str, Mapping[str, tuple[Logs, ...]]] = {}
    either: str | Logs = ""
    words: Mapping[str, str] = {}


def fill(raw: Mapping[str, Plain], only: str | None = "vpc", kind: type[Settings] = Whole) -> Mapping[str, Plain]:
    return with_defaults(kind, raw, PROD, lambda _: only)


def test_the_posture_and_the_only_instance_decide_what_is_left_out() -> None:
    assert fill({}) == {
        "keep": PROD.backup_days,
        "network": "vpc",
        "logs": {"days": DAYS},
        "silent": {"days": DAYS},
    }


def test_what_is_written_stays_and_null_does_without() -> None:
    raw: dict[str, Plain] = {"keep": 1, "network": "other", "logs": {"days": 3, "format": "json"}, "silent": None}
    assert fill(raw) == raw


def test_a_reference_that_could_mean_several_stays_out() -> None:
    assert "network" not in fill({}, only=None)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ({"optional": {}}, {"optional": {"days": DAYS}}),
        ({"named": {}}, {"named": {"days": DAYS}}),
        ({"listed": [{}, {"days": 1}]}, {"listed": [{"days": DAYS}, {"days": 1}]}),
        ({"mapped": {"a": {}, "b": None}}, {"mapped": {"a": {"days": DAYS}, "b": None}}),
        ({"deep": {"a": {"b": [{}]}}}, {"deep": {"a": {"b": [{"days": DAYS}]}}}),
        ({"either": {}}, {"either": {"days": DAYS}}),
        ({"either": "text"}, {"either": "text"}),
        ({"words": {"a": "b"}}, {"words": {"a": "b"}}),
    ],
)
def test_it_is_filled_in_at_any_depth(written: dict[str, Plain], wanted: dict[str, Plain]) -> None:
    assert fill(written) == {**fill({}), **wanted}


@pytest.mark.parametrize("wrong", [1, "text", True, [1, "a"], {"a": 1}, [[{}]], None])
@pytest.mark.parametrize("field", ["keep", "logs", "listed", "mapped", "deep", "words", "unknown"])
def test_shapes_that_do_not_fit_are_left_to_the_validator(field: str, wrong: Plain) -> None:
    raw: dict[str, Plain] = {field: wrong}
    before = deepcopy(raw)
    assert field in fill(raw)
    assert raw == before


def test_a_required_part_is_made_only_where_it_comes_out_complete() -> None:
    class Holder(Settings):
        named: Named
        logs: Logs

    assert fill({}, kind=Holder) == {"logs": {"days": DAYS}}
