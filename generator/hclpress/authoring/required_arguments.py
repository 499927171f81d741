"""Arguments that a resource must have, with a value in their place that its author replaces."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.provider_schema import BlockSchema, TypeForm, schemas_for
from hclpress.spec.environment import Providers

REMARK = "# Required; the value is only in its place."
_JUDGED = {"instance_class": '"db.r8g.large"'}
"""Values of arguments that are held against what AWS offers, by name: any other text would be refused."""


def schema_of(resource: str) -> BlockSchema | None:
    """Return the content of a type of resource in the version that specs have by default; None if it lacks the type."""
    found = (schema.find("resource", resource) for schema in schemas_for(Providers().aws))
    return next((content for content in found if content is not None), None)


def required_lines(schema: BlockSchema, without: frozenset[str] = frozenset(), indent: str = "  ") -> Iterator[str]:
    """Yield the lines of all arguments and blocks that a block must have.

    Args:
        schema: its content.
        without: the arguments that it has already.
        indent: the white space before each line.
    """
    for name, argument in schema.arguments.items():
        if argument.is_required and name not in without:
            yield f"{indent}{REMARK}"
            yield f"{indent}{name} = {_JUDGED.get(name) or _in_its_place(argument.type)}"
    for name, nested in schema.blocks.items():
        for _ in range(nested.minimum if name not in without else 0):
            yield f"{indent}{name} {{"
            yield from required_lines(nested.schema, indent=f"{indent}  ")
            yield f"{indent}}}"


def _in_its_place(form: TypeForm) -> str:
    if isinstance(form, str):
        return {"number": "1", "bool": "false"}.get(form, '"replace-me"')
    if form[0] in {"list", "set"}:
        return "[]"
    if form[0] == "object":
        return f"{{ {', '.join(f'{name} = {_in_its_place(field)}' for name, field in form[1].items())} }}"
    return "{}"
