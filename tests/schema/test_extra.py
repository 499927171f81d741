"""Wrong arguments in `extra` of every environment: each is named at its line of the spec, all of them at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT, TODAY
from seeds import misspelt

from hclpress.aws.provider_schema import BlockSchema, schemas_for
from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.structure import Block
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile, find_environments

ENVIRONMENTS = find_environments(PROJECT / "environments")
VERSION = "~> 5.100"
WRONG = {"number": "many", "bool": "perhaps", "string": "[a]"}


def wrong_arguments(block: Block, schema: BlockSchema) -> Iterator[tuple[str, str, str]]:
    """Arguments that the block does not set: the code of their fault, the name and the value in YAML."""
    present = {*block.attributes, *(inner.type for inner in block.blocks), "region"}
    free = {name: one for name, one in schema.arguments.items() if name not in present and one.is_settable}
    for name in list(free)[:1]:
        wrong = misspelt(name)
        if wrong not in schema.arguments and len(name) > 3:
            yield "schema/unknown-argument", wrong, "a"
    for wanted, value in WRONG.items():
        for name in [name for name, one in free.items() if one.type == wanted and not one.is_deprecated][:1]:
            yield "schema/wrong-type", name, value
    for name in [name for name, one in schema.arguments.items() if not one.is_settable and name not in present][:1]:
        yield "schema/computed-only", name, "a"
    for name in [name for name in schema.blocks if name not in present][:1]:
        yield "schema/block-as-argument", name, "5"


def wrong_spec(generated: Generated, base: str) -> tuple[str, list[tuple[str, int]]]:
    """A spec that extends another with wrong arguments, and the faults in it: the code and the line."""
    # One version: a few of these arguments are wrong in another way in 6.x, which is a fault of its own.
    lines = [f"extends: {base}", f'providers: {{aws: "{VERSION}"}}', "modules:"]
    faults = []
    (schema,) = schemas_for(VERSION)
    by_name = {name: one.declared_name for name, one in generated.parsed.stack.spec.placements.items()}
    for name, declared in by_name.items():
        if list(by_name.values()).count(declared) > 1:
            continue
        lines += [f"  {declared}:", "    extra:"]
        before = len(lines)
        for placed in generated.parsed.modules.get(name, ()):
            if placed.block.type == "resource" and placed.block.labels[0].startswith("aws_"):
                content = schema.find("resource", placed.block.labels[0])
                assert content is not None
                lines.append(f"      {placed.address}:")
                for code, argument, value in wrong_arguments(placed.block, content):
                    lines.append(f"        {argument}: {value}")
                    faults.append((code, len(lines)))
        if len(lines) == before:
            lines.append("      {}")
    return "\n".join(lines) + "\n", faults


@pytest.mark.parametrize("where", ENVIRONMENTS, ids=lambda where: where.address)
def test_every_wrong_argument_is_named_at_its_line(
    where: EnvironmentFile, catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "environments", tmp_path / "environments")
    shutil.copytree(PROJECT / "functions", tmp_path / "functions", ignore=shutil.ignore_patterns("node_modules"))
    text, faults = wrong_spec(generate(where, catalog, checks, TODAY), where.path.name)
    spec = tmp_path / "environments" / where.system / "wrong.yaml"
    spec.write_text(text, "utf-8")
    with pytest.raises(Diagnosed) as caught:
        generate(EnvironmentFile(where.system, "wrong", spec), catalog, checks, TODAY)
    # A wrong argument may switch something off as well, which a check says.
    named = [one for one in caught.value.diagnostics if not one.code.startswith("check/")]
    found = [(one.code, one.span.line) for one in named if one.span and one.span.file == str(spec)]
    assert found == faults
    assert len(faults) >= 40
    assert len(named) == len(faults)
