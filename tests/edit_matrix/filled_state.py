"""A state as an apply would leave it, made from a plan: what the plan does not know is filled in by type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from hclpress.aws.provider_schema import ArgumentSchema, BlockSchema, provider_schemas
from hclpress.history.meanings import Arguments
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import PlannedResource

Value: TypeAlias = Any
PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]'
_ID = "made-up-{}"


def is_settled(one: PlannedResource, arguments: Arguments) -> bool:
    """Whether everything that the configuration sets is known, so that only AWS decides about the rest."""
    return not _holes(one.unknown, arguments)


def _holes(unknown: Value, arguments: Arguments) -> bool:
    if not isinstance(unknown, Mapping):
        return bool(unknown) and bool(arguments.values or arguments.blocks)
    for name, hole in unknown.items():
        if name in arguments.values and _any(hole):
            return True
        blocks = arguments.blocks.get(name, ())
        if hole is True and blocks:
            return True
        # Blocks of a set come in another order than they are written.
        if isinstance(hole, list) and any(_holes(one, block) for one in hole for block in blocks):
            return True
    return False


def _any(hole: Value) -> bool:
    if isinstance(hole, Mapping):
        return any(map(_any, hole.values()))
    return any(map(_any, hole)) if isinstance(hole, list) else bool(hole)


def state_of(resources: Mapping[str, tuple[PlannedResource, dict[str, Value], int]]) -> dict[str, Value]:
    """A state.

    Args:
        resources: by the whole address, a planned resource, its attributes and the version of its type's schema.
    """
    found: dict[tuple[str, str, str], dict[str, Value]] = {}
    for address, (one, attributes, version) in resources.items():
        module = address[: len(address) - len(_own(one))].rstrip(".")
        entry = found.setdefault(
            (module, one.type, one.name),
            {
                "module": module,
                "mode": "managed",
                "type": one.type,
                "name": one.name,
                "provider": PROVIDER,
                "instances": [],
            },
        )
        instance = {"schema_version": version, "attributes": attributes, "sensitive_attributes": []}
        entry["instances"].append(instance if one.key is None else {"index_key": one.key, **instance})
    return {
        "version": 4,
        "terraform_version": "1.11.0",
        "serial": 1,
        "lineage": "00000000-0000-0000-0000-000000000000",
        "outputs": {},
        "resources": list(found.values()),
        "check_results": None,
    }


def _own(one: PlannedResource) -> str:
    return one.address[len(one.module) :].lstrip(".")


def attributes_of(one: PlannedResource, number: int) -> dict[str, Value]:
    """The attributes of a planned resource after its apply."""
    schema = provider_schemas()[0].find("resource", one.type)
    assert schema is not None, one.type
    return _filled(schema, one.values, one.unknown, f"{_ID.format(number)}")


def _filled(schema: BlockSchema, values: Mapping[str, JsonValue], unknown: Value, text: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, argument in schema.arguments.items():
        missing = unknown.get(name) if isinstance(unknown, Mapping) else unknown
        found[name] = _value(argument.type, values.get(name), missing, _made_up(name, argument, text), name)
    for name, nested in schema.blocks.items():
        value, missing = values.get(name), unknown.get(name) if isinstance(unknown, Mapping) else unknown
        if nested.nesting in {"list", "set"}:
            blocks = value if isinstance(value, list) else []
            holes = missing if isinstance(missing, list) else [{}] * len(blocks)
            found[name] = [_filled(nested.schema, one, hole, text) for one, hole in zip(blocks, holes, strict=True)]
        else:
            found[name] = None if not isinstance(value, Mapping) else _filled(nested.schema, value, missing or {}, text)
    return found


def _value(form: Value, value: Value, missing: Value, text: str, name: str) -> Value:
    if missing is True:
        if form == "string":
            return _text(name, text)
        if form == "number":
            return 0
        if form == "bool":
            # The provider notes that it has written a write-only argument.
            return name.startswith("has_") and name.endswith("_wo")
        if form[0] == "object":
            return {key: _value(inner, None, True, text, key) for key, inner in form[1].items()}
        if form[0] in {"list", "set"}:
            # An expression may read the first of several objects, such as the secret of a cluster.
            return [_value(form[1], None, True, text, name)] if form[1][0] == "object" else []
        return {}
    if isinstance(missing, list) and isinstance(value, list):
        return [_value(form[1], one, hole, text, name) for one, hole in zip(value, missing, strict=True)]
    if isinstance(missing, Mapping) and isinstance(value, Mapping):
        inner = form[1]
        keys = {**value, **missing}
        return {
            key: _value(inner[key] if form[0] == "object" else inner, value.get(key), missing.get(key), text, key)
            for key in keys
        }
    return value


def _made_up(name: str, argument: ArgumentSchema, text: str) -> str:
    """A text for an attribute. AWS leaves most of those empty that a configuration may set and does not."""
    is_name = name in {"bucket", "name"} or name.endswith(("id", "arn", "identifier", "_name"))
    return text if is_name or not argument.is_settable else ""


def _text(name: str, text: str) -> str:
    if name == "arn" or name.endswith("_arn"):
        # Outputs take both forms apart, that with `:` and that with `/`.
        return f"arn:aws:service:us-east-1:123456789012:thing:one/{text}"
    if name in {"api_endpoint", "invoke_url"}:
        # Outputs take these apart.
        return f"https://{text}.execute-api.us-east-1.amazonaws.com/stage"
    if name == "resource_record_type":
        return "CNAME"
    if name in {"launch_configuration", "bucket_prefix", "name_prefix"}:
        return ""
    return text
