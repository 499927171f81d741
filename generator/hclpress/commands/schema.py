"""hclpress schema.

The JSON Schema of a spec, for completion and error marks in editors. It accepts more than a render does: no setting is
required, because a base file may set it, and the relations between settings and between instances are missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from hclpress.catalog import Catalog
from hclpress.module.plain_terraform import PlainTerraform
from hclpress.project.project import Project
from hclpress.spec.environment import EXTENDS, MODULES, Environment
from hclpress.spec.field_descriptions import descriptions
from hclpress.spec.origin import KEYS, MODULE, NOTE, REGION, REGIONS, InstanceOrigin
from hclpress.spec.settings import Settings
from hclpress.ui.console import Console

Schema = dict[str, Any]
"""A JSON Schema as pydantic makes it: JSON data whose shape only a validator of schemas knows."""


def schema(_console: Console, project: Project) -> int:
    """Print the schema on stdout.

    Returns:
        0.
    """
    sys.stdout.write(spec_schema(project.catalog))
    return 0


def spec_schema(catalog: Catalog) -> str:
    """Return the JSON Schema (2020-12) of a spec with the modules of `catalog`, as text that is always the same."""
    definitions: Schema = {}
    properties = _described(Environment, definitions)["properties"]
    kinds = {kind.name: kind.settings for kind in catalog}
    for name, kind in kinds.items():
        own = _described(kind, definitions)
        own["properties"][MODULE] = {"enum": sorted(kinds), "description": "The module type."}
        own["properties"][REGIONS] = {
            "description": "Regions of the instance, which is created once in each.",
            "type": "array",
            "items": {"type": "string"},
        }
        if kind.existing_form is not None:
            found = _described(kind.existing_form, definitions)["properties"]
            own["properties"][InstanceOrigin.EXISTING.value] = found[InstanceOrigin.EXISTING.value]
        own["properties"] |= _of_other_origins(definitions)
        own["description"] = kind.summary
        definitions[f"module {name}"] = own | {"type": ["object", "null"]}
    properties[EXTENDS] = {
        "description": "Files that this one extends, relative to it; later ones and this one override earlier ones.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
    properties[MODULES] = {
        "description": "The module instances by name. One with another name than its type sets `module:`.",
        "type": "object",
        "properties": {name: {"$ref": f"#/$defs/module {name}"} for name in kinds},
        "additionalProperties": {
            "type": "object",
            "allOf": [
                {
                    "if": {"properties": {MODULE: {"const": name}}, "required": [MODULE]},
                    "then": {"$ref": f"#/$defs/module {name}"},
                }
                for name in kinds
            ],
        },
    }
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A spec of hclpress",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }
    return json.dumps(_without_required(whole), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _of_other_origins(definitions: Schema) -> Schema:
    """The keys of an instance of another environment, and of plain Terraform, which may have the name of a module."""
    plain = _described(PlainTerraform, definitions)["properties"]
    return {key: plain[key] for key in KEYS[InstanceOrigin.PLAIN] if key not in (REGION, NOTE)} | {
        InstanceOrigin.SHARED.value: {
            "description": "The environment that makes and shares the instance, such as `network/prod`.",
            "type": "string",
        },
        "instance": {"description": "The name of the instance in that environment.", "type": "string"},
    }


def _described(kind: type[Settings], definitions: Schema) -> Schema:
    """Return the schema of one settings class with its docstrings; the classes below it go to `definitions`."""
    own: Schema = kind.model_json_schema(by_alias=True)
    below = own.pop("$defs", {})
    for one in _all_settings(kind):
        target = own if one is kind else below.get(one.__name__)
        if target is None:
            continue
        target.pop("title", None)
        for name, text in descriptions(one).items():
            key = one.model_fields[name].alias or name
            if key in target.get("properties", {}):
                target["properties"][key]["description"] = text
                target["properties"][key].pop("title", None)
    # Two modules may both have a part called Service; each keeps its own.
    renamed = {name: f"{kind.__name__}.{name}" for name in below}
    definitions.update({renamed[name]: _with_references(one, renamed) for name, one in below.items()})
    result: Schema = _with_references(own, renamed)
    return result


def _with_references(node: Any, renamed: dict[str, str]) -> Any:  # noqa: ANN401
    if isinstance(node, dict):
        return {
            key: f"#/$defs/{renamed[value.removeprefix('#/$defs/')]}"
            if key == "$ref" and isinstance(value, str)
            else _with_references(value, renamed)
            for key, value in node.items()
            if key != "discriminator"
        }
    if isinstance(node, list):
        return [_with_references(one, renamed) for one in node]
    return node


def _without_required(node: Any) -> Any:  # noqa: ANN401
    """Return the schema with `required` only where it decides the module of an instance.

    An incomplete part may fit several members of a choice, so a choice accepts any of them.
    """
    if isinstance(node, dict):
        return {
            "anyOf" if key == "oneOf" else key: _without_required(value)
            for key, value in node.items()
            if not (key == "required" and value != [MODULE])
        }
    if isinstance(node, list):
        return [_without_required(one) for one in node]
    return node


def _all_settings(kind: type[Settings]) -> Iterable[type[Settings]]:
    found: dict[type[Settings], None] = {}

    def visit(one: type[Settings]) -> None:
        if one in found:
            return
        found[one] = None
        for field in one.model_fields.values():
            for inner in _settings_in(field.annotation):
                visit(inner)

    visit(kind)
    return found


def _settings_in(annotation: object) -> Iterator[type[Settings]]:
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        yield annotation
    for inner in get_args(annotation):
        yield from _settings_in(inner)
