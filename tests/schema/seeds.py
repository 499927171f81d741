"""Faults, one at a time, in blocks that hclpress has rendered: what a person could mistype in a template or in `extra`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from examples import PROJECT
from msgspec import Struct

from hclpress.aws.provider_schema import ArgumentSchema, BlockSchema, ProviderSchema
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block
from hclpress.module_folders import SHIPPED
from hclpress.provider.schema_fault import FaultKind

KINDS = ("resource", "data", "ephemeral")


class Seed(Struct, frozen=True):
    """One block with one fault.

    Attributes:
        kind: the kind of the fault.
        text: the whole block.
        line: 1-based line of the fault in it.
        name: the name at fault.
        meant: the name that a person would have meant; None if the fault is no misspelling.
        label: the block's type, and the place of the fault in it.
    """

    kind: FaultKind
    text: str
    line: int
    name: str
    meant: str | None
    label: str

    def __str__(self) -> str:
        return f"{self.kind} {self.label} {self.name}"


class Rendered(Struct, frozen=True):
    """One block of the output by itself, with the text it was read from."""

    text: str
    block: Block

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def rendered_files() -> list[Path]:
    """Every file for Terraform that is committed: all environments and the examples of all modules."""
    return sorted([*(PROJECT / "out").rglob("*.tf"), *SHIPPED.resolve().glob("*/examples/*/expected/**/*.tf")])


@cache
def rendered_blocks() -> tuple[Rendered, ...]:
    """The longest block of each type that is rendered anywhere, in order of type."""
    longest: dict[tuple[str, str], str] = {}
    for path in rendered_files():
        text = path.read_text("utf-8")
        lines = text.splitlines()
        for block in accept_and_read(text, str(path)).blocks:
            if block.type in KINDS and block.labels[0].startswith("aws_"):
                key = (block.type, block.labels[0])
                own = "\n".join(lines[block.line - 1 : block.end_line]) + "\n"
                longest[key] = max(longest.get(key, ""), own, key=len)
    return tuple(Rendered(text, read(text)) for _, text in sorted(longest.items()))


def read(text: str) -> Block:
    """The one block of a text."""
    (block,) = accept_and_read(text, "main.tf").blocks
    return block


def seeds(one: Rendered, schema: ProviderSchema) -> Iterator[Seed]:
    """The faults that can be put into one block: of each kind the first that fits, on each level of nesting."""
    found = schema.find(one.block.type, one.block.labels[0])
    assert found is not None, one.block.address
    yield _unknown_type(one, schema)
    for path, block, content in _levels(one.block, found, ()):
        for make in _MAKERS:
            for seed in make(one, block, content):
                yield Seed(seed.kind, seed.text, seed.line, seed.name, seed.meant, ".".join((one.block.address, *path)))
                break


def _levels(
    block: Block, schema: BlockSchema, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Block, BlockSchema]]:
    yield path, block, schema
    seen: set[str] = set()
    for inner in block.blocks:
        is_dynamic = inner.type == "dynamic"
        name = inner.labels[0] if is_dynamic else inner.type
        if name in seen or name not in schema.blocks:
            continue
        seen.add(name)
        for content in [one for one in inner.blocks if one.type == "content"] if is_dynamic else [inner]:
            yield from _levels(content, schema.blocks[name].schema, (*path, name))


def misspelt(name: str) -> str:
    """A name with its two middle letters exchanged, or one of them twice if they are the same."""
    middle = max(len(name) // 2, 1)
    left, right = name[middle - 1], name[middle]
    swapped = name[: middle - 1] + right + left + name[middle + 1 :]
    return swapped if swapped != name else name[:middle] + name[middle] + name[middle:]


def _unknown_type(one: Rendered, schema: ProviderSchema) -> Seed:
    kind = one.block.labels[0]
    wrong = f"aws_{misspelt(kind.removeprefix('aws_'))}"
    text = one.text.replace(f'"{kind}"', f'"{wrong}"', 1)
    return Seed(FaultKind.UNKNOWN_TYPE, text, 1, wrong, kind, one.block.address)


def _changed(one: Rendered, line: int, *new: str) -> str:
    lines = one.lines
    return "\n".join([*lines[: line - 1], *new, *lines[line:]]) + "\n"


def _added(one: Rendered, block: Block, *new: str) -> str:
    """The text with lines behind the first of a block."""
    first = one.lines[block.line - 1]
    if first.endswith("{}"):
        return _changed(one, block.line, first.removesuffix("}"), *new, "}")
    return _changed(one, block.line, first, *new)


def _single_lines(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[tuple[str, int, ArgumentSchema]]:
    """The arguments whose value ends on its line, with a type that is known."""
    for name, line in block.lines.items():
        text = one.lines[line - 1]
        opened, closed = len(re.findall(r"[\[({]", text)), len(re.findall(r"[\])}]", text))
        if opened == closed and "<<" not in text and name in schema.arguments:
            yield name, line, schema.arguments[name]


def _unknown_argument(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for name, line, _ in _single_lines(one, block, schema):
        wrong = misspelt(name)
        if len(name) > 3 and wrong not in schema.arguments and wrong not in schema.blocks:
            text = _changed(one, line, one.lines[line - 1].replace(name, wrong, 1))
            yield Seed(FaultKind.UNKNOWN_ARGUMENT, text, line, wrong, name, "")


def _unknown_block(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for inner in block.blocks:
        if inner.type in schema.blocks:
            wrong = misspelt(inner.type)
            text = _changed(one, inner.line, one.lines[inner.line - 1].replace(inner.type, wrong, 1))
            yield Seed(FaultKind.UNKNOWN_BLOCK, text, inner.line, wrong, inner.type, "")


def _block_as_argument(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    present = {*block.attributes, *(inner.type for inner in block.blocks)}
    for name, nested in schema.blocks.items():
        if name not in present and nested.minimum == 0 and not any(name in inner.labels for inner in block.blocks):
            text = _added(one, block, f"{name} = []")
            yield Seed(FaultKind.BLOCK_AS_ARGUMENT, text, block.line + 1, name, None, "")


def _argument_as_block(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for name, argument in schema.arguments.items():
        if argument.is_settable and not argument.may_be_blocks and name not in block.attributes:
            text = _added(one, block, f"{name} {{", "}")
            yield Seed(FaultKind.ARGUMENT_AS_BLOCK, text, block.line + 1, name, None, "")


def _missing_argument(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for name, line, argument in _single_lines(one, block, schema):
        if argument.is_required:
            yield Seed(FaultKind.MISSING_ARGUMENT, _changed(one, line), block.line, name, None, "")


def _missing_block(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for inner in block.blocks:
        nested = schema.blocks.get(inner.type)
        if nested and nested.minimum and [other.type for other in block.blocks].count(inner.type) == nested.minimum:
            lines = one.lines
            text = "\n".join([*lines[: inner.line - 1], *lines[inner.end_line :]]) + "\n"
            yield Seed(FaultKind.MISSING_BLOCK, text, block.line, inner.type, None, "")


def _too_many_blocks(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for inner in block.blocks:
        nested = schema.blocks.get(inner.type)
        if nested and nested.maximum == 1:
            lines = one.lines
            copy = lines[inner.line - 1 : inner.end_line]
            text = "\n".join([*lines[: inner.end_line], *copy, *lines[inner.end_line :]]) + "\n"
            yield Seed(FaultKind.TOO_MANY_BLOCKS, text, inner.end_line + 1, inner.type, None, "")


def _computed_only(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for name, argument in schema.arguments.items():
        if not argument.is_settable and argument.type == "string":
            text = _added(one, block, f'{name} = "a"')
            yield Seed(FaultKind.COMPUTED_ONLY, text, block.line + 1, name, None, "")


def _deprecated(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    for name, argument in schema.arguments.items():
        if (
            argument.is_deprecated
            and argument.is_settable
            and argument.type == "string"
            and name not in block.attributes
        ):
            text = _added(one, block, f'{name} = "a"')
            yield Seed(FaultKind.DEPRECATED, text, block.line + 1, name, None, "")


def _wrong_type(wanted: str, wrong: str) -> Callable[[Rendered, Block, BlockSchema], Iterator[Seed]]:
    """A maker of values of a wrong type: in place of a value that is there, or else in an argument that is not."""

    def make(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
        for name, line, argument in _single_lines(one, block, schema):
            if _form(argument) == wanted and argument.is_settable and not isinstance(block.attributes[name], Expr):
                text = _changed(one, line, f"{name} = {wrong}")
                yield Seed(FaultKind.WRONG_TYPE, text, line, name, None, "")
        present = {*block.attributes, *(inner.type for inner in block.blocks)}
        for name, argument in schema.arguments.items():
            if (
                _form(argument) == wanted
                and argument.is_settable
                and not argument.is_deprecated
                and name not in present
            ):
                text = _added(one, block, f"{name} = {wrong}")
                yield Seed(FaultKind.WRONG_TYPE, text, block.line + 1, name, None, "")

    return make


def _form(argument: ArgumentSchema) -> str:
    form = argument.type
    return str(form if isinstance(form, str) else f"{form[0]} of {form[1] if isinstance(form[1], str) else form[1][0]}")


_WRONG: Mapping[str, tuple[str, ...]] = {
    "string": ('["a"]', "{ a = 1 }"),
    "number": ('"many"', "true", "[1]"),
    "bool": ('"perhaps"', "1", "{}"),
    "list of string": ('"a"', "{ a = 1 }", '["a", ["b"]]'),
    "set of string": ('"a"', "5", "[{}]"),
    "list of number": ("1", '["one"]'),
    "set of number": ("1", '["one"]'),
    "map of string": ('"a"', '["a"]', '{ a = ["b"] }'),
    "list of object": ('"a"', '["a"]'),
    "set of object": ('"a"', '["a"]'),
}


def _unknown_value(one: Rendered, block: Block, schema: BlockSchema) -> Iterator[Seed]:
    value = block.attributes.get("runtime")
    if block is one.block and isinstance(value, str) and not isinstance(value, Expr):
        line = block.lines["runtime"]
        text = _changed(one, line, one.lines[line - 1].replace(value, misspelt(value), 1))
        yield Seed(FaultKind.UNKNOWN_VALUE, text, line, "runtime", None, "")


_MAKERS: tuple[Callable[[Rendered, Block, BlockSchema], Iterator[Seed]], ...] = (
    _unknown_argument,
    _unknown_block,
    _block_as_argument,
    _argument_as_block,
    _missing_argument,
    _missing_block,
    _too_many_blocks,
    _computed_only,
    _unknown_value,
    _deprecated,
    *(_wrong_type(wanted, wrong) for wanted, texts in _WRONG.items() for wrong in texts),
)
