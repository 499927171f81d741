"""The place in a spec at which the block with a problem is described, as near as the names tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.diagnostics import Span
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.finding import Finding
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import MODULES

_QUOTED = re.compile(r"`([a-z][a-z0-9_]*)\b[^`]*`")


def place_of(finding: Finding, spec: EnvironmentSpec) -> Span:
    """Return the place of a finding in the YAML.

    That is the argument under `extra` or `override` that the finding names; else the item that the block is named
    after, or in it the only setting whose name is that of the argument or a word of it, as `rotation` is of
    `enable_key_rotation`; else the instance.

    Args:
        finding: the finding of a check.
        spec: the spec of the stack.
    """
    if finding.placed is None or finding.instance is None:
        return spec.start
    instance = Cursor(spec.document, (MODULES, spec.placements[finding.instance].declared_name))
    arguments = _QUOTED.findall(f"{finding.summary} {finding.detail}")
    for word, resources in spec.settings(finding.instance).raw_arguments.items():
        for argument in arguments:
            if argument in resources.get(finding.placed.address, {}):
                return instance.child(word, finding.placed.address, argument).key_span
    items = [*_items(instance, finding.placed.block.labels[-1:])]
    if len(items) != 1:
        return instance.key_span
    settings = [one for one in _settings(items[0]) if any(_is_word_of(str(one.path[-1]), name) for name in arguments)]
    return settings[0].span if len(settings) == 1 else items[0].key_span


def _items(instance: Cursor, labels: tuple[str, ...]) -> Iterator[Cursor]:
    """The items of an instance, such as its keys or functions, with the name of a resource."""
    for collection in _below(instance):
        yield from (item for item in _below(collection) if identifier(str(item.path[-1])) in labels)


def _settings(item: Cursor) -> Iterator[Cursor]:
    yield from (one for one in _below(item) if isinstance(one.node, document.Scalar))


def _below(place: Cursor) -> Iterator[Cursor]:
    node = place.node
    yield from (place.child(key) for key in node.entries) if isinstance(node, document.Mapping) else ()


def _is_word_of(setting: str, argument: str) -> bool:
    return f"_{setting}_" in f"_{argument}_"
