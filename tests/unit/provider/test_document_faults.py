"""hclpress.provider.document_faults: files of one skeleton share a result, and no text in a gap is overlooked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.provider_schema import schemas_for
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.provider.document_faults import document_faults, faults_in
from hclpress.provider.schema_fault import FaultKind

BOTH = ">= 5.100"
WORDS = st.text(st.characters(exclude_characters='"\\$%\n\r\0{}', codec="utf-8"), max_size=6) | st.sampled_from(
    ["5", "true", "many", "1e3"]
)


def queue(name: str, delay: str, tag: str) -> str:
    return (
        f'resource "aws_sqs_queue" "this" {{\n  name          = "{name}"\n  delay_seconds = "{delay}"\n'
        f'  fifo_queue    = "{delay}"\n  tags = {{\n    a = "{tag}"\n  }}\n}}\n'
    )


@given(WORDS, WORDS, WORDS)
def test_a_file_has_the_faults_that_it_has_without_its_skeleton(name: str, delay: str, tag: str) -> None:
    text = queue(name, delay, tag)
    document = accept_and_read(text, "main.tf")
    assert document_faults(text, document, BOTH) == faults_in(document.blocks, schemas_for(BOTH))


@pytest.mark.parametrize(("delay", "names"), [("5", {"fifo_queue"}), ("1", set()), ("true", {"delay_seconds"})])
def test_text_that_is_no_number_is_found_in_each_file_of_a_skeleton(delay: str, names: set[str]) -> None:
    for _ in range(2):
        text = queue("a", delay, "b")
        found = document_faults(text, accept_and_read(text, "main.tf"), BOTH)
        assert {one.fault.name for one in found} == names


def test_a_fault_names_the_versions_that_have_it_and_those_that_have_not() -> None:
    text = 'resource "aws_sqs_queue" "this" {\n  region = "a"\n  nothing = 1\n}\n'
    first, second = document_faults(text, accept_and_read(text, "main.tf"), BOTH)
    assert [schema.name for schema in first.versions] == ["5.100.0"]
    assert [schema.name for schema in first.others] == ["6.62.0"]
    assert [schema.name for schema in second.versions] == ["5.100.0", "6.62.0"]
    assert second.fault.kind is FaultKind.UNKNOWN_ARGUMENT
