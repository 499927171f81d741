"""Arguments in which the order of a set is always the same, since it means nothing to the provider."""

from __future__ import annotations

from hclpress.aws.provider_schema import BlockSchema
from hclpress.history.meanings import Arguments, Value, as_value, text_of


def with_sorted_sets(arguments: Arguments, schema: BlockSchema | None) -> Arguments:
    """Return arguments with the items of sets, and the blocks that are a set, in order of their text.

    Args:
        arguments: the arguments of a block.
        schema: the provider's schema of the block, which says what is a set; None if it is not known.
    """
    if schema is None:
        return arguments
    values: dict[str, Value] = {}
    for name, value in arguments.values.items():
        values[name] = tuple(sorted(value, key=text_of)) if is_set(name, schema) and isinstance(value, tuple) else value
    blocks = {}
    for kind, ones in arguments.blocks.items():
        nested = schema.blocks.get(kind)
        within = [with_sorted_sets(one, None if nested is None else nested.schema) for one in ones]
        is_ordered = nested is None or nested.nesting != "set"
        blocks[kind] = tuple(within if is_ordered else sorted(within, key=lambda one: text_of(as_value(one))))
    return Arguments(values, blocks)


def is_set(name: str, schema: BlockSchema | None) -> bool:
    """Return whether an argument is a set."""
    argument = None if schema is None else schema.arguments.get(name)
    return argument is not None and isinstance(argument.type, list | tuple) and argument.type[0] == "set"
