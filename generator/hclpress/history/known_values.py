"""The values of arguments that are known before an apply, references to names included."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hclpress.aws.import_ids import IMPORT_IDS
from hclpress.history.configuration import Configured
from hclpress.history.meanings import Source, Value, sources_of, text_of

_DEEPEST = 8
"""The number of references that are followed one after another."""
_ID = "id"


def known_text(value: Value, resources: Mapping[str, Configured], depth: int = 0) -> str | None:
    """Return a value as text, if it is a literal or refers to an argument that is one; else None.

    Args:
        value: the value.
        resources: every resource by its address.
        depth: the number of references that led here.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float | Decimal):
        return str(value)
    source = only_source(value)
    if source is None or depth > _DEEPEST:
        return None
    target = resources.get(source.address)
    if target is None:
        return None
    name = source.attribute
    if name == _ID and (form := IMPORT_IDS.get(target.kind)) is not None and len(form.told) == 1:
        name = form.told[0] if form.made_of in {"{id}", f"{{{form.told[0]}}}"} else name
    return known_text(target.arguments.values.get(name), resources, depth + 1)


def only_source(value: Value) -> Source | None:
    """Return the attribute that a value is, if it is nothing but one attribute of one resource."""
    sources = sources_of(value)
    if len(sources) != 1:
        return None
    source = next(iter(sources))
    return source if text_of(value) == f"{source.address}.{source.attribute}" else None


def argument_of(one: Configured, path: str) -> Value:
    """Return an argument, or an entry of one that is a map, such as `tags.Name`; None if it is not set."""
    name, _, key = path.partition(".")
    value = one.arguments.values.get(name)
    return value.get(key) if key and isinstance(value, dict) else None if key else value
