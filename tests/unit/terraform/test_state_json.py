"""State read from the JSON of Terraform, and everything else that people give instead."""

from __future__ import annotations

import json

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.terraform.state_json import read_state

BUCKET = {
    "address": "aws_s3_bucket.a",
    "mode": "managed",
    "type": "aws_s3_bucket",
    "values": {"id": "a", "bucket": "a"},
}
DATA = {"address": "data.aws_region.a", "mode": "data", "type": "aws_region", "values": {}}
INNER = {"address": "module.m", "resources": [BUCKET | {"address": "module.m.aws_s3_bucket.a"}]}
STATE = {"format_version": "1.0", "values": {"root_module": {"resources": [BUCKET, DATA], "child_modules": [INNER]}}}


def test_resources_of_all_modules_are_read_and_data_sources_are_not() -> None:
    found = read_state(json.dumps(STATE).encode(), "state.json")
    assert [one.address for one in found] == ["aws_s3_bucket.a", "module.m.aws_s3_bucket.a"]
    assert (found[0].name, found[0].id) == ("a", "a")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_from_a_shell_of_windows_is_read(encoding: str) -> None:
    assert len(read_state(json.dumps(STATE).encode(encoding), "state.json")) == 2


def test_the_tag_is_the_name_of_what_has_no_other() -> None:
    network = BUCKET | {"type": "aws_vpc", "values": {"id": "vpc-1", "tags": {"Name": "main"}}}
    state = {"format_version": "1.0", "values": {"root_module": {"resources": [network]}}}
    assert read_state(json.dumps(state).encode(), "state.json")[0].name == "main"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "adopt/not-json", 1),
        (b"# aws_vpc.main:\n", "adopt/not-json", 1),
        (b'{\n "a": }', "adopt/not-json", 2),
        (b"\xff\x00\x00", "adopt/not-json", 1),
        (b"[" * 100_000, "adopt/not-json", 1),
        (b"{}", "adopt/not-a-state", 1),
        (b"[]", "adopt/not-a-state", 1),
        (b'{"version": 4, "serial": 1, "lineage": "x", "resources": []}', "adopt/raw-state", 1),
        (b'{"format_version": "1.2", "planned_values": {}, "resource_changes": []}', "adopt/a-plan", 1),
        (b'{"format_version": "2.0"}', "adopt/another-format", 1),
        (b'{"format_version": "1.0"}', "adopt/empty-state", 1),
        (
            json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": [DATA]}}}).encode(),
            "adopt/empty-state",
            1,
        ),
    ],
)
def test_everything_else_is_refused_at_its_place(content: bytes, code: str, line: int) -> None:
    with pytest.raises(Diagnosed) as caught:
        read_state(content, "state.json")
    (found,) = caught.value.diagnostics
    assert (found.code, found.span.line if found.span else None) == (code, line)
    assert "terraform show -json" in found.detail or code == "adopt/another-format"
