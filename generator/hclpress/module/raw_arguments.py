"""Raw arguments of a spec, under `extra` and `override`: plain data in which references may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hclpress.module.fact_references import FactReference, FormattedText, FromFact
from hclpress.module.facts import Input
from hclpress.source.document import FORMAT, SpecPath
from hclpress.source.placeholders import FACT

ANY = "any"
"""The type of an input that takes a fact of any type."""


def with_expressions(value: Any) -> Any:  # noqa: ANN401  (plain data)
    """Return plain data with expressions in place of its references."""
    reference = reference_of(value)
    if reference is not None:
        return reference.expression
    if isinstance(value, Mapping):
        return {key: with_expressions(one) for key, one in value.items()}
    return [with_expressions(one) for one in value] if isinstance(value, list) else value


def raw_inputs(value: object, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs for the references in plain data; a fact alone may be of any type. `path` is its place."""
    reference = reference_of(value)
    if isinstance(reference, FromFact):
        yield Input(reference.input_name, reference.source, ANY, path)
    elif reference is not None:
        yield from reference.inputs(path)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from raw_inputs(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from raw_inputs(one, (*path, index))


def reference_of(value: object) -> FactReference | None:
    """Return the reference that a mapping stands for: `{from: instance.fact}`, or text tagged `!format`."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    if isinstance(value.get(FORMAT), str):
        return FormattedText.model_validate(value)
    if isinstance(value.get("from"), str) and re.fullmatch(FACT, value["from"]):
        return FromFact.model_validate(value)
    return None
