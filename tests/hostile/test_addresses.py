"""What a spec says in a value never becomes code: blocks, arguments and references follow from keys and choices alone.

Text in real specs is replaced by hostile text, wherever the spec then still is one. What is rendered has the same
blocks, arguments and expressions as before; all that differs is the text inside strings and comments.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from examples import PROJECT, examples
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from values import TEXT
from writing import written

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.catalog import find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl import tokens
from hclpress.hcl.expression import Expr
from hclpress.hcl.parsers import accept, read
from hclpress.hcl.structure import Block, HclValue
from hclpress.pipeline import merged
from hclpress.source import document, reader
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.stages.pack import pack
from hclpress.stages.render import render
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire

SPECS = {
    **{f"example {one}": EnvironmentFile("example", one.case, one.folder / "spec.yaml") for one in examples()},
    **{one.address: one for one in find_environments(PROJECT / "environments")},
}
CATALOG = find_modules()
Path = document.SpecPath
Shape = object
IN_LABELS = {"queue", "stream", "topic"}
"""Settings whose text is a part of an address: a trigger is labelled by its source."""
TEXT_OR_LAYOUT = {tokens.STRING, tokens.TEXT, tokens.NEWLINE, ","}


@pytest.mark.parametrize("name", SPECS)
@settings(max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(pool=st.lists(TEXT.filter(bool), min_size=4, max_size=8), seed=st.integers(0, 2**32))
def test_hostile_text_changes_no_block_no_argument_and_no_expression(name: str, pool: list[str], seed: int) -> None:
    where, chance = SPECS[name], random.Random(seed)  # noqa: S311  (no secret)
    tree = original(where)
    hostile = tampered(tree, pool, chance)
    hostile = accepted(tree, hostile, where, chance)
    # The values that passed travel once more from the very beginning.
    arrived = reader.read(f"{written(document.plain(replaced(tree, hostile)))}\n", "spec.yaml")
    assert shapes(arrived, where) == original_shapes(where), hostile


def test_hostile_text_is_taken_in_many_places() -> None:
    """The law above would be empty if every spec refused everything."""
    taken = 0
    for name, where in SPECS.items():
        tree = original(where)
        hostile = {path: f"{text}%{{x}}${{y}}" for path, text in texts_of(tree)}
        taken += len(accepted(tree, hostile, where, random.Random(name)))  # noqa: S311
    assert taken >= 400


def accepted(
    tree: document.Mapping, hostile: Mapping[Path, str], where: EnvironmentFile, chance: random.Random
) -> dict[Path, str]:
    """Those replacements with which the spec still is one. Whatever is refused is refused with a place."""
    left = dict(hostile)
    while left:
        try:
            rendered(replaced(tree, left), where)
        except Diagnosed as refused:
            some = blamed(tree, refused.diagnostics, left) or chance.sample(sorted(left, key=str), -(-len(left) // 3))
            # What was equal stays so.
            gone = {left[path] for path in some}
            left = {path: text for path, text in left.items() if text not in gone}
        else:
            break
    return left


def blamed(tree: document.Mapping, found: tuple[Diagnostic, ...], left: Mapping[Path, str]) -> list[Path]:
    """The replacements that diagnostics point at, or else those that stand on the same lines."""
    assert all(one.span is not None for one in found), found
    places = {one.span for one in found}
    exactly = [path for path in left if document.span_of(tree, path) in places]
    lines = {(place.file, place.line) for place in places if place}
    return exactly or [
        path for path in left if (span := document.span_of(tree, path)) and (span.file, span.line) in lines
    ]


def tampered(tree: document.Mapping, pool: list[str], chance: random.Random) -> dict[Path, str]:
    """Hostile text for every text, in places where it may get past a rule for how a value begins or ends.

    Texts that are equal stay so, and others differ: an attribute of a table, say, is named in several places.
    """
    replacements: dict[str, str] = {}
    for _, text in texts_of(tree):
        hostile, middle = chance.choice(pool), chance.randrange(len(text) + 1)
        forms = [
            f"{hostile}{len(replacements)}",
            text + hostile,
            hostile + text,
            text[:middle] + hostile + text[middle:],
        ]
        replacements.setdefault(text, chance.choice(forms))
    return {path: replacements[text] for path, text in texts_of(tree) if not is_in_label(path)}


def is_in_label(path: Path) -> bool:
    """Whether a text is a part of an address; an attachment is labelled by its policy."""
    return path[-1] in IN_LABELS or path[-2:-1] == ("managed_policies",)


@cache
def original(where: EnvironmentFile) -> document.Mapping:
    return merged(where)


@cache
def original_shapes(where: EnvironmentFile) -> Mapping[str, Shape]:
    return shapes(original(where), where)


def texts_of(tree: document.Mapping) -> Iterator[tuple[Path, str]]:
    for path, node in document.walk(tree):
        if not isinstance(node, document.Scalar) or not isinstance(node.value, str) or not node.value:
            continue
        # Two texts are choices: an image in ECR needs a role that may fetch it, and the stage `$default` stands in no
        # path. Text with facts in it is an expression.
        if path[-1] != "image" and node.value != "$default" and not node.is_format:
            yield path, node.value


def replaced(node: document.Node, texts: Mapping[Path, str], at: Path = ()) -> document.Mapping:
    """The tree with other texts at some paths, each still at its place."""
    found = _replaced(node, texts, at)
    assert isinstance(found, document.Mapping)
    return found


def _replaced(node: document.Node, texts: Mapping[Path, str], at: Path) -> document.Node:
    match node:
        case document.Scalar():
            return document.Scalar(texts.get(at, node.value), node.span, is_format=node.is_format)
        case document.Sequence():
            items = tuple(_replaced(item, texts, (*at, index)) for index, item in enumerate(node.items))
            return document.Sequence(items, node.span)
        case document.Mapping():
            entries = {
                key: document.Entry(key, entry.key_span, _replaced(entry.node, texts, (*at, key)))
                for key, entry in node.entries.items()
            }
            return document.Mapping(entries, node.span)


def rendered(tree: document.Mapping, where: EnvironmentFile) -> dict[str, str]:
    stack, _ = pack(wire(validate(tree, where.system, where.label, CATALOG)), where.root)
    return {file.path.as_posix(): file.text for file in render(stack, CATALOG) if file.is_hcl}


def shapes(tree: document.Mapping, where: EnvironmentFile) -> dict[str, Shape]:
    """Of each file everything but the text in strings and comments."""
    found = {}
    for path, text in rendered(tree, where).items():
        accept(text, path)
        whole = read(text, path)
        assert accept_and_read(text, path) == whole, "the shortcut of the pipeline sees the same"
        found[path] = (attributes_shape(whole.attributes), [block_shape(block) for block in whole.blocks])
    return found


def block_shape(block: Block) -> Shape:
    return block.type, block.labels, attributes_shape(block.attributes), [block_shape(inner) for inner in block.blocks]


def attributes_shape(attributes: Mapping[str, HclValue]) -> Shape:
    return {name: value_shape(value) for name, value in attributes.items()}


def value_shape(value: HclValue) -> Shape:
    if isinstance(value, Expr):
        # A list of longer text goes over several lines, each with a comma.
        return [token.text for token in tokens.lex(value)[0] if token.kind not in TEXT_OR_LAYOUT]
    if isinstance(value, str):
        return str
    if isinstance(value, tuple):
        return [value_shape(item) for item in value]
    if isinstance(value, Mapping):
        return [value_shape(item) for item in value.values()]
    return value
