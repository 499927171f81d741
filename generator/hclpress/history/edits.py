"""The edits between two versions of one resource: each argument and nested block that was set, changed or unset."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.aws.consequences import Edit
from hclpress.aws.provider_schema import BlockSchema, NestedBlock
from hclpress.history.meanings import Arguments, Value, as_value, text_of
from hclpress.history.set_order import is_set

_EMPTY = Arguments({}, {})


class ArgumentEdit(Struct, frozen=True):
    """One edit.

    Attributes:
        path: the argument or block, with those around it: `ttl.enabled`.
        edit: the kind of edit.
        was: the value before, None if it was not set.
        now: the value now, None if it is not set.
    """

    path: str
    edit: Edit
    was: Value
    now: Value


def edits_between(before: Arguments, after: Arguments, schema: BlockSchema | None) -> tuple[ArgumentEdit, ...]:
    """Return the edits that lead from one version of a resource to the other.

    Args:
        before: the arguments before.
        after: the arguments now.
        schema: the provider's schema of the type, which says whether an order counts; None if it is not known.
    """
    return tuple(_edits("", before, after, schema))


def _edits(path: str, before: Arguments, after: Arguments, schema: BlockSchema | None) -> Iterator[ArgumentEdit]:
    for name in sorted(before.values.keys() | after.values.keys()):
        was, now = before.values.get(name), after.values.get(name)
        if not _is_same(was, now, is_set(name, schema)):
            edit = Edit.SET if was is None else Edit.UNSET if now is None else Edit.CHANGED
            yield ArgumentEdit(f"{path}{name}", edit, was, now)
    for name in sorted(before.blocks.keys() | after.blocks.keys()):
        nested = None if schema is None else schema.blocks.get(name)
        yield from _block_edits(f"{path}{name}", before.blocks.get(name, ()), after.blocks.get(name, ()), nested)


def _block_edits(
    path: str, before: tuple[Arguments, ...], after: tuple[Arguments, ...], nested: NestedBlock | None
) -> Iterator[ArgumentEdit]:
    schema = None if nested is None else nested.schema
    was, now = list(before), list(after)
    if nested is None or nested.nesting == "set":
        for one in before:
            if one in now:
                was.remove(one)
                now.remove(one)
        pairs = _alike(was, now)
    else:
        pairs = list(zip(was, now, strict=False))
    for old, new in pairs:
        yield from _edits(f"{path}.", old, new, schema)
    # Blocks stand in pairs once; what is left was added or taken away.
    for old in _without(was, [pair[0] for pair in pairs]):
        yield ArgumentEdit(path, Edit.UNSET, as_value(old), None)
    for new in _without(now, [pair[1] for pair in pairs]):
        yield ArgumentEdit(path, Edit.SET, None, as_value(new))


def _alike(was: list[Arguments], now: list[Arguments]) -> list[tuple[Arguments, Arguments]]:
    """Return the pairs of blocks that share most of what they hold, each block in one pair."""
    if len(was) == len(now) == 1:
        return [(was[0], now[0])]
    shares = sorted(
        ((-_shared(old, new), i, j) for i, old in enumerate(was) for j, new in enumerate(now)), key=lambda one: one
    )
    pairs, old_taken, new_taken = [], set[int](), set[int]()
    for share, i, j in shares:
        if share < 0 and i not in old_taken and j not in new_taken:
            pairs.append((was[i], now[j]))
            old_taken.add(i)
            new_taken.add(j)
    return pairs


def _shared(old: Arguments, new: Arguments) -> int:
    """Return the number of texts and numbers that two blocks share. What is true or false distinguishes nothing."""
    return sum(value == new.values.get(name) for name, value in old.values.items() if not isinstance(value, bool))


def _without(ones: list[Arguments], others: list[Arguments]) -> list[Arguments]:
    left = list(ones)
    for other in others:
        left.remove(other)
    return left


def _is_same(was: Value, now: Value, of_set: bool) -> bool:
    if of_set and isinstance(was, tuple) and isinstance(now, tuple):
        return sorted(map(text_of, was)) == sorted(map(text_of, now))
    if isinstance(was, bool) or isinstance(now, bool):
        return was is now
    return was == now or (was in (None, (), {}) and now in (None, (), {}))
