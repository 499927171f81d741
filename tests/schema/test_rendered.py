"""Of everything that hclpress renders, nothing is said, by either table and in very little time."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from examples import OWN, PROJECT, TODAY, examples
from seeds import rendered_files

from hclpress.aws.provider_schema import ProviderSchema, provider_schemas
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.catalog import Catalog, Check
from hclpress.pipeline import Generated, generate
from hclpress.provider.document_faults import document_faults, faults_in
from hclpress.spec.environment_file import find_environments
from hclpress.stages.conform import conform

BOTH = ">= 5.100"
ENVIRONMENTS = find_environments(PROJECT / "environments")


@pytest.fixture(scope="module")
def generated(catalog: Catalog, checks: tuple[Check, ...]) -> list[Generated]:
    return [generate(where, catalog, checks, TODAY) for where in ENVIRONMENTS]


@pytest.mark.parametrize("schema", provider_schemas(), ids=lambda schema: schema.name)
def test_nothing_is_said_of_anything_committed(schema: ProviderSchema) -> None:
    files = [*rendered_files(), *(OWN / "expected").rglob("*.tf")]
    said = Counter[str]()
    blocks = 0
    for path in files:
        document = accept_and_read(path.read_text("utf-8"), str(path))
        blocks += len(document.blocks)
        said.update(f"{path}: {one.fault}" for one in faults_in(document.blocks, (schema,)))
    assert not said
    assert len(files) > 700
    assert blocks > 2000


def test_nothing_is_said_of_any_environment_or_example(
    generated: list[Generated], catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    for one in [*generated, *(example.generate(catalog, checks) for example in examples())]:
        assert conform(one.parsed) == ()
        for file in one.parsed.files:
            assert document_faults(file.source.text, file.document, BOTH) == ()


def test_an_environment_takes_less_than_five_milliseconds_when_warm(generated: list[Generated]) -> None:
    def seconds(one: Generated) -> float:
        start = time.process_time()
        for file in one.parsed.files:
            assert document_faults(file.source.text, file.document, BOTH) == ()
        return time.process_time() - start

    for one in generated:
        seconds(one)
        assert min(seconds(one) for _ in range(5)) < 0.005, one.parsed.stack.spec.address


def test_without_any_memory_an_environment_takes_a_hundredth_of_a_second(generated: list[Generated]) -> None:
    def seconds(one: Generated) -> float:
        start = time.process_time()
        for file in one.parsed.files:
            assert faults_in(file.document.blocks, provider_schemas()) == ()
        return time.process_time() - start

    for one in generated:
        assert min(seconds(one) for _ in range(5)) < 0.02, one.parsed.stack.spec.address
