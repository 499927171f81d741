"""The provider itself says the same: of its schema, and of every block that a fault was put into."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from examples import PROJECT
from seeds import Seed, rendered_blocks, seeds
from standalone import Standalone

from hclpress.aws.provider_schema import ProviderSchema, provider_schemas
from hclpress.provider.schema_fault import WARNINGS, FaultKind
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import execute, init, working_copy

pytestmark = pytest.mark.terraform

PARTS = 20
"""The number of runs of Terraform for all blocks: the time of one grows faster than the number of its blocks."""
SAMPLE = (0, 5, 8)
"""The runs of a test, half a minute each; `range(PARTS)` in its place are all of them."""

CONFIGURATION = """\
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

"""
SUMMARIES = {
    FaultKind.UNKNOWN_TYPE: ("Invalid resource type", "Invalid data source"),
    FaultKind.UNKNOWN_ARGUMENT: ("Unsupported argument",),
    FaultKind.UNKNOWN_BLOCK: ("Unsupported block type",),
    FaultKind.BLOCK_AS_ARGUMENT: ("Unsupported argument",),
    FaultKind.ARGUMENT_AS_BLOCK: ("Unsupported block type",),
    FaultKind.MISSING_ARGUMENT: ("Missing required argument",),
    FaultKind.MISSING_BLOCK: ("Insufficient", "Missing", "At least one", "Invalid Attribute Combination"),
    FaultKind.TOO_MANY_BLOCKS: ("Too many", "Duplicate"),
    FaultKind.WRONG_TYPE: ("Incorrect attribute value type",),
    FaultKind.UNKNOWN_VALUE: ("expected runtime to be one of",),
    FaultKind.COMPUTED_ONLY: ("Value for unconfigurable attribute", "Invalid Configuration for Read-Only Attribute"),
    FaultKind.DEPRECATED: ("Argument is deprecated", "Attribute Deprecated"),
}


@cache
def script(name: str) -> ModuleType:
    """A script of `generator/provider_tables`, which is no package."""
    folder = PROJECT / "generator/provider_tables"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def the_schema() -> ProviderSchema:
    return next(schema for schema in provider_schemas() if schema.name == "5.100.0")


def test_the_table_is_the_schema_that_the_provider_gives(terraform: Terraform) -> None:
    version, schema = script("from_terraform").installed_schema()
    assert version == "5.100.0"
    table = script("from_terraform").table_of(schema)
    entries = the_schema().entries
    assert set(entries.names) == set(table)
    for name, stored in table.items():
        assert entries.find(name) == stored, name


def validated(configuration: str, folder: Path, terraform: Terraform) -> list[Mapping[str, Any]]:
    (folder / "main.tf").write_text(configuration, "utf-8")
    with working_copy(folder, terraform, find_mirror(os.environ)) as work:
        init(work)
        return list(json.loads(execute(work, "validate", "-json").stdout)["diagnostics"])


def the_blocks() -> tuple[Standalone, list[tuple[str, Seed | None]]]:
    """Every block of the output by itself, as it is and with each fault."""
    schema = the_schema()
    alone = Standalone()
    texts: list[tuple[str, Seed | None]] = []
    for one in rendered_blocks():
        content = schema.find(one.block.type, one.block.labels[0])
        assert content is not None
        block = alone.block(one.block, content)
        label = f'"{block.block.labels[1]}"'
        texts.append((block.text.replace(label, f'"whole_{len(texts)}"', 1), None))
        texts += (
            (seed.text.replace(label, f'"broken_{len(texts) + number}"', 1), seed)
            for number, seed in enumerate(seeds(block, schema))
        )
    return alone, texts


@pytest.mark.parametrize("part", SAMPLE)
def test_terraform_refuses_what_we_refuse_and_accepts_the_rest(part: int, tmp_path: Path, terraform: Terraform) -> None:
    alone, everything = the_blocks()
    texts = everything[part::PARTS]
    configuration = CONFIGURATION + alone.variables() + "\n"
    starts: list[int] = []
    for text, _ in texts:
        starts.append(configuration.count("\n"))
        configuration += text
    said: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    lines = [index for index, (text, _) in enumerate(texts) for _ in text.splitlines()]
    for found in validated(configuration, tmp_path, terraform):
        position = found["range"]["start"]["line"] - 1 - starts[0]
        said[lines[position]].append(found)
    failures = []
    for index, (text, seed) in enumerate(texts):
        here = [(one["severity"], one["summary"], one["range"]["start"]["line"] - starts[index]) for one in said[index]]
        if seed is None:
            if here:
                failures.append(f"whole, but: {here}\n{text}")
            continue
        if seed.kind is FaultKind.COMPUTED_ONLY and "var." in text and seed.line > 2:
            # In a nested block with unknown values, the provider looks at it in the plan only.
            continue
        severity = "warning" if seed.kind in WARNINGS else "error"
        if not any(
            found == severity and summary.startswith(SUMMARIES[seed.kind]) and line in {seed.line, 1}
            for found, summary, line in here
        ):
            failures.append(f"{seed} at {seed.line}: {here}\n{text}")
    assert not failures, f"{len(failures)} of {len(texts)}\n" + "\n".join(failures)
