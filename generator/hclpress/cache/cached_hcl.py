"""Layout, syntax and structure of a text, computed once for all texts of one skeleton."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import NoneType

from hclpress.cache.skeleton_cache import cached
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.hcl.skeleton import MARK, Skeleton, filled, marked, split
from hclpress.hcl.structure import Block, Document, HclValue

_SKELETONS = 8192
"""The number of skeletons to memoize; beyond it, the oldest are computed again."""


def layout(source: str) -> str:
    """Return the text laid out as `hclpress.hcl.layout.layout` does, with the same errors."""
    skeleton, texts = split(source)
    form = _laid_out(skeleton)
    if form is None:
        from hclpress.hcl.layout import layout

        return layout(source)
    return filled(form, texts)


@lru_cache(maxsize=_SKELETONS)
def _laid_out(skeleton: Skeleton) -> Skeleton | None:
    return cached(lay_out, skeleton, (tuple, NoneType))


def lay_out(skeleton: Skeleton) -> Skeleton | None:
    """Return the laid-out skeleton; None if its texts have to be laid out one by one."""
    from hclpress.hcl.layout import LayoutError, layout

    text = marked(skeleton)
    if text is None:
        return None
    try:
        return tuple(MARK.split(layout(text))[::2])
    except LayoutError:
        return None


def accept(source: str, file: str) -> None:
    """Check a text as `parsers.accept` does."""
    if not _is_accepted(split(source)[0]):
        from hclpress.hcl import parsers

        parsers.accept(source, file)


@lru_cache(maxsize=_SKELETONS)
def _is_accepted(skeleton: Skeleton) -> bool:
    return cached(is_accepted, skeleton, (bool,))


def is_accepted(skeleton: Skeleton) -> bool:
    """Return whether every text of a skeleton is accepted; False if they have to be checked one by one."""
    from hclpress.hcl import parsers

    text = marked(skeleton)
    if text is None:
        return False
    try:
        parsers.accept(text, "")
    except Diagnosed:
        return False
    return True


def accept_and_read(source: str, file: str) -> Document:
    """Check and read a text as `parsers.accept` and `parsers.read` do, with the same errors.

    A text that has an error, or whose skeleton is not accepted, goes to them unchanged.
    """
    found = _read(source)
    if found is None:
        from hclpress.hcl import parsers

        parsers.accept(source, file)
        return parsers.read(source, file)
    return Document(file, found.attributes, found.blocks, found.lines)


@lru_cache(maxsize=1024)
def _read(source: str) -> Document | None:
    """Return the structure of a text, without its file name: half of all files recur in the next environment."""
    skeleton, texts = parts_of(source)
    pour = _structure(skeleton)
    return None if pour is None else pour(texts)


@lru_cache(maxsize=1024)
def parts_of(source: str) -> tuple[Skeleton, tuple[str, ...]]:
    """Return the skeleton of a text and the texts of its gaps, once for the stages that need them."""
    return split(source)


@lru_cache(maxsize=_SKELETONS)
def _structure(skeleton: Skeleton) -> Callable[[Sequence[str]], Document] | None:
    form = marked_structure(skeleton)
    return None if form is None else _pour_document(form)


@lru_cache(maxsize=_SKELETONS)
def marked_structure(skeleton: Skeleton) -> Document | None:
    """Return what `read` does, from the cache if it is there."""
    return cached(read, skeleton, (Document, NoneType))


def read(skeleton: Skeleton) -> Document | None:
    """Return the structure of an accepted skeleton, with its marks; None if its texts have to be read one by one."""
    from hclpress.hcl import parsers

    text = marked(skeleton)
    if text is None or not is_accepted(skeleton):
        return None
    try:
        return parsers.read(text, "")
    except Diagnosed:
        return None


def _pour_document(form: Document) -> Callable[[Sequence[str]], Document]:
    attributes = _pour_attributes(form.attributes)
    blocks = [(block, _pour_block(block)) for block in form.blocks]

    def pour(texts: Sequence[str]) -> Document:
        filled_in = tuple(block if fill is None else fill(texts) for block, fill in blocks)
        return Document("", attributes(texts), filled_in, form.lines)

    return pour


def _pour_block(block: Block) -> Callable[[Sequence[str]], Block] | None:
    """Return a function from the texts to the block; None if the block holds no mark."""
    attributes = _pour_attributes(block.attributes)
    blocks = [(inner, _pour_block(inner)) for inner in block.blocks]
    if not any(map(_pour, block.attributes.values())) and all(fill is None for _, fill in blocks):
        return None

    def pour(texts: Sequence[str]) -> Block:
        inner = tuple(one if fill is None else fill(texts) for one, fill in blocks)
        place = (block.line, block.end_line, block.lines)
        # Plain text in strings refers to nothing, so every text has the references of its skeleton.
        return Block(block.type, block.labels, attributes(texts), inner, *place, block.references)

    return pour


def _pour_attributes(attributes: Mapping[str, HclValue]) -> Callable[[Sequence[str]], Mapping[str, HclValue]]:
    fills = [(name, fill) for name, value in attributes.items() if (fill := _pour(value))]
    if not fills:
        return lambda _: attributes

    def pour(texts: Sequence[str]) -> Mapping[str, HclValue]:
        found = dict(attributes)
        for name, fill in fills:
            found[name] = fill(texts)
        return found

    return pour


def _pour(value: HclValue) -> Callable[[Sequence[str]], HclValue] | None:
    """Return a function from the texts to the value; None if the value holds no mark."""
    if isinstance(value, str):
        return _pour_text(value)
    if isinstance(value, tuple):
        items = [(item, _pour(item)) for item in value]
        if all(fill is None for _, fill in items):
            return None
        return lambda texts: tuple(item if fill is None else fill(texts) for item, fill in items)
    if isinstance(value, Mapping):
        # A key holds no mark: a `=` or `:` follows it.
        fills = {key: fill for key, item in value.items() if (fill := _pour(item))}
        return (lambda texts: {**value, **{key: fill(texts) for key, fill in fills.items()}}) if fills else None
    return None


def _pour_text(text: str) -> Callable[[Sequence[str]], str] | None:
    # Most texts hold no mark, and an escape may stand for the character that begins one.
    pieces = MARK.split(text) if "\ue000" in text else ()
    if len(pieces) <= 1:
        return None
    kind = Expr if isinstance(text, Expr) else str
    numbers = [int(number) for number in pieces[1::2]]
    form = tuple(pieces[::2])
    if len(numbers) > 1:
        return lambda texts: kind(filled(form, [texts[number] for number in numbers]))
    (before, behind), (number,) = form, numbers
    return lambda texts: kind(before + texts[number] + behind)
