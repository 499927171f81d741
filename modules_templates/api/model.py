"""Models of request bodies, as JSON Schema draft 4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, JsonValue

from hclpress.module import Problem, SpecPath

ModelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+$", max_length=128)]
Schema = Mapping[str, JsonValue]
DRAFT = "http://json-schema.org/draft-04/schema#"

# Words of later drafts, each with what draft 4 says instead. API Gateway takes the schema and ignores or refuses them.
_LATER = {
    "$defs": "Draft 4 calls them `definitions`.",
    "$id": "Draft 4 calls it `id`.",
    "const": "Write `enum` with one value.",
    "contains": "Draft 4 cannot say this; let the function check it.",
    "dependentRequired": "Draft 4 calls it `dependencies`.",
    "else": "Draft 4 has no conditions; use `oneOf`.",
    "if": "Draft 4 has no conditions; use `oneOf`.",
    "propertyNames": "Draft 4 cannot say this; use `patternProperties` with `additionalProperties: false`.",
    "then": "Draft 4 has no conditions; use `oneOf`.",
    "unevaluatedProperties": "Draft 4 knows only `additionalProperties`.",
}
# JSON Schema draft 4, "Validation", 5.5.2.
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_EXCLUSIVE = {"exclusiveMaximum": "maximum", "exclusiveMinimum": "minimum"}
_NAMED = ("definitions", "patternProperties", "properties")
_NESTED = ("additionalItems", "additionalProperties", "allOf", "anyOf", "items", "not", "oneOf")


def with_draft(schema: Schema) -> Schema:
    """The schema with the name of its draft."""
    return schema if "$schema" in schema else {"$schema": DRAFT, **schema}


def schema_problems(schema: Mapping[str, JsonValue], path: SpecPath) -> Iterator[Problem]:
    """Report words that draft 4 does not know. `path` is the place of the schema in the spec."""
    told = schema.get("$schema", DRAFT)
    if told != DRAFT:
        yield _not_draft_4((*path, "$schema"), str(told), f"Remove it; {DRAFT} is written by itself.")
    for word, instead in _LATER.items():
        if word in schema:
            yield _not_draft_4((*path, word), word, instead)
    for word, bound in _EXCLUSIVE.items():
        if word in schema and not isinstance(schema[word], bool):
            yield _not_draft_4((*path, word), f"{word} with a number", f"Write `{bound}: …` and `{word}: true`.")
    yield from _type_problems(schema, path)
    for word in _NAMED:
        inner = schema.get(word)
        if isinstance(inner, dict):
            for name, one in inner.items():
                yield from _nested_problems(one, (*path, word, name))
    for word in _NESTED:
        yield from _nested_problems(schema.get(word), (*path, word))


def _type_problems(schema: Mapping[str, JsonValue], path: SpecPath) -> Iterator[Problem]:
    told = schema.get("type")
    for one in told if isinstance(told, list) else [told] if told is not None else []:
        if one not in _TYPES:
            yield Problem(
                (*path, "type"),
                "schema-type",
                f"JSON Schema has no type {one!r}",
                f"API Gateway refuses the model. There is: {', '.join(_TYPES)}.",
            )


def _nested_problems(value: JsonValue, path: SpecPath) -> Iterator[Problem]:
    if isinstance(value, dict):
        yield from schema_problems(value, path)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _nested_problems(one, (*path, index))


def _not_draft_4(path: SpecPath, word: str, instead: str) -> Problem:
    return Problem(
        path,
        "schema-of-later-draft",
        f"API Gateway does not know {word}",
        f"It reads JSON Schema draft 4. {instead}",
    )
