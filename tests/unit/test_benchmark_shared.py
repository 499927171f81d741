"""The benchmark of a shared environment measures a render and a refusal, and no other error."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fleet import make_fleet
from benchmarks.shared_costs import CONSUMER, LESS, PRODUCER, SHARED, make_pair
from typer.testing import CliRunner

from hclpress.cli import app


def test_the_pair_beside_others_renders_and_its_producer_may_not_share_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fleet(tmp_path, 2)
    make_pair(tmp_path)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    for address in (PRODUCER, CONSUMER):
        assert run(app, ["render", address]).exit_code == 0
    producer = tmp_path / f"environments/{PRODUCER}.yaml"
    whole = producer.read_text("utf-8")
    assert SHARED in whole
    producer.write_text(whole.replace(SHARED, LESS), "utf-8")
    refused = run(app, ["render", PRODUCER])
    assert refused.exit_code == 1
    assert f"{CONSUMER} uses what {PRODUCER} would no longer share" in refused.output
