"""Terraform sees the same resources in whatever order a spec is written.

The keys of every mapping, and the lists whose order means nothing, are shuffled in every example and environment. Each
address must then have the same arguments. Only the places of blocks and their comments may follow the author.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import yaml
from examples import PROJECT, TODAY, Example, examples

from hclpress.catalog import Catalog, Check
from hclpress.hcl.structure import Block, HclValue
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

SHUFFLES = 3
SETS = frozenset({"origin", "origin_group"})
"""Blocks that Terraform itself puts into an order."""
WITHOUT_ORDER = frozenset(
    {
        "allow_addresses",
        "allow_countries",
        "allow_from",
        "alternatives",
        "audience",
        "block_addresses",
        "block_countries",
        "egress_ports",
        "events",
        "exports",
        "gateway_endpoints",
        "hosts",
        "methods",
        "managed_policies",
        "paths",
        "protects",
        "redact",
        "require",
        "scopes",
        "zones",
    }
)
ENVIRONMENTS = sorted(path for path in (PROJECT / "environments").glob("*/*.yaml") if path.stem in {"dev", "prod"})


def shuffle(node: yaml.Node, chance: random.Random, lists: frozenset[str]) -> None:
    """Put the keys of all mappings, and the items of the lists of these names, into another order."""
    if isinstance(node, yaml.MappingNode):
        chance.shuffle(node.value)
        for key, value in node.value:
            if isinstance(value, yaml.SequenceNode) and key.value in lists:
                chance.shuffle(value.value)
            shuffle(value, chance, lists)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            shuffle(value, chance, lists)


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  (nothing secret is shuffled)


def shuffle_file(source: Path, target: Path, chance: random.Random, lists: frozenset[str]) -> None:
    node = yaml.compose(source.read_text("utf-8"), yaml.SafeLoader)
    assert node is not None
    shuffle(node, chance, lists)
    target.write_text(yaml.serialize(node, Dumper=yaml.SafeDumper), "utf-8")


def arguments(generated: Generated, *, lists_are_sets: bool) -> dict[str, str]:
    """The content of each block by its address."""
    found = {}
    for placed in generated.parsed.blocks:
        if placed.block.type == "moved":
            continue
        where = placed.instance or "root"
        if placed.block.type == "locals":
            for name, value in placed.block.attributes.items():
                found[f"{where}: local.{name}"] = repr(_sorted(value, lists_are_sets))
        else:
            found[f"{where}: {placed.address}"] = _content(placed.block, lists_are_sets)
    return found


def _content(block: Block, lists_are_sets: bool) -> str:
    attributes = {
        name: _sorted(value, lists_are_sets or name == "depends_on") for name, value in sorted(block.attributes.items())
    }
    blocks = [(one.type, _content(one, lists_are_sets)) for one in block.blocks]
    free = sorted(one for one in blocks if one[0] in SETS)
    return repr((block.labels, attributes, free, [one for one in blocks if one[0] not in SETS]))


def _sorted(value: HclValue | list[str], lists_are_sets: bool) -> object:
    if isinstance(value, dict):
        return {key: _sorted(one, lists_are_sets) for key, one in sorted(value.items())}
    if lists_are_sets and isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return sorted(value)
    return value


def differences(expected: dict[str, str], found: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    """The blocks that differ."""
    return {
        name: (expected.get(name), found.get(name))
        for name in expected.keys() | found.keys()
        if expected.get(name) != found.get(name)
    }


@pytest.mark.parametrize("lists", [frozenset(), WITHOUT_ORDER], ids=["keys", "lists"])
@pytest.mark.parametrize("example", list(examples()), ids=str)
def test_an_example_means_the_same_in_another_order(
    example: Example,
    lists: frozenset[str],
    catalog: Catalog,
    checks: tuple[Check, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PROJECT)
    as_sets = bool(lists)
    expected = arguments(example.generate(catalog, checks), lists_are_sets=as_sets)
    # Packages lie beside the examples of their module.
    copy = shutil.copytree(SHIPPED / example.module, tmp_path / example.module)
    target = copy / "examples" / example.case / "spec.yaml"
    for seed in range(SHUFFLES):
        shuffle_file(example.folder / "spec.yaml", target, dice(seed), lists)
        generated = generate(EnvironmentFile("example", example.case, target), catalog, checks, TODAY)
        assert differences(expected, arguments(generated, lists_are_sets=as_sets)) == {}


@pytest.mark.parametrize("lists", [frozenset(), WITHOUT_ORDER], ids=["keys", "lists"])
@pytest.mark.parametrize("path", ENVIRONMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_environment_means_the_same_in_another_order(
    path: Path,
    lists: frozenset[str],
    catalog: Catalog,
    checks: tuple[Check, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PROJECT)
    system, as_sets = path.parent.name, bool(lists)
    expected = arguments(
        generate(EnvironmentFile(system, path.stem, path), catalog, checks, TODAY), lists_are_sets=as_sets
    )
    folder = shutil.copytree(path.parent, tmp_path / "environments" / system)
    shutil.copytree(PROJECT / "functions", tmp_path / "functions", ignore=shutil.ignore_patterns("node_modules"))
    for seed in range(SHUFFLES):
        for source in path.parent.glob("*.yaml"):
            shuffle_file(source, folder / source.name, dice(seed), lists)
        generated = generate(EnvironmentFile(system, path.stem, folder / path.name), catalog, checks, TODAY)
        assert differences(expected, arguments(generated, lists_are_sets=as_sets)) == {}
