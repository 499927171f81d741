"""Every resource a configuration makes, by the address it has in Terraform's state, with its identity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from generator.hcl.document import Value
from generator.hcl.references import Kind, Reference, references
from generator.hcl.sharing import accept_and_read
from generator.hcl.values import Expr
from generator.model.identity import Identity
from generator.model.parsed import Placed

MODULE_FOLDER = "./modules/"
"""Where the root module finds the modules of its instances."""
_TEXTS = re.compile(r"toset\(\[(?P<items>.*)\]\)", re.DOTALL)
_EACH_VALUE = re.compile(r"each\.value(?:\.(?P<field>\w+))?")


class Surroundings(Struct, frozen=True):
    """What an expression inside one module needs to be understood outside of it.

    Attributes:
        prefix: what addresses in it begin with, such as `module.vpc.`; empty for the root.
        blocks: its blocks by address.
        values: what its locals hold, by `local.<name>`.
        given: the expression of the root module each of its variables is bound to.
        regions: the region of each provider it may use, by what a block's `provider` says; its own under None.
    """

    prefix: str
    blocks: Mapping[str, Placed]
    values: Mapping[str, Value]
    given: Mapping[str, Expr]
    regions: Mapping[str | None, str]


def resources_of(modules: Mapping[str | None, tuple[Placed, ...]]) -> dict[str, Identity]:
    """Every managed resource of a configuration by its address.

    Args:
        modules: the blocks of each instance's module by the instance's name; those of the root module under None.
    """
    root = modules.get(None, ())
    regions: dict[str | None, str] = {}
    for placed in root:
        if placed.block.type == "provider":
            alias = placed.block.attributes.get("alias")
            regions[f"aws.{alias}" if alias else None] = str(placed.block.attributes.get("region", ""))
    found = dict(_resources(_surroundings("", root, {}, regions)))
    for placed in root:
        if placed.block.type == "module":
            label, call = placed.block.labels[0], placed.block.attributes
            blocks = modules.get(str(call["source"]).removeprefix(MODULE_FOLDER), ())
            given = {name: value for name, value in call.items() if isinstance(value, Expr)}
            found.update(_resources(_surroundings(f"module.{label}.", blocks, given, _passed_on(call, regions))))
    return found


def _passed_on(call: Mapping[str, Value], regions: Mapping[str | None, str]) -> dict[str | None, str]:
    """The regions of the providers a module is given, by the names it has for them."""
    providers = call.get("providers")
    if not isinstance(providers, Mapping):
        return {None: regions.get(None, "")}
    names = {str(name): str(provider) for name, provider in providers.items()}
    return {
        None if name == "aws" else name: regions.get(None if provider == "aws" else provider, "")
        for name, provider in names.items()
    }


def keys_of(placed: Placed, blocks: Mapping[str, Placed], values: Mapping[str, Value]) -> tuple[str, ...] | None:
    """The keys of a block's `for_each`, followed to the resource or local it comes from.

    Returns:
        None for a block without one, and for one whose keys only Terraform can tell.
    """
    repeated = placed.block.attributes.get("for_each")
    if isinstance(repeated, Expr):
        repeated = values.get(str(repeated), repeated)
    if isinstance(repeated, Expr):
        if origin := blocks.get(str(repeated)):
            return keys_of(origin, blocks, values)
        return _literal_set(repeated)
    return tuple(map(str, repeated)) if isinstance(repeated, Mapping) else None


def _literal_set(expression: Expr) -> tuple[str, ...] | None:
    match = _TEXTS.fullmatch(expression)
    try:
        items = json.loads(f"[{match['items'].strip().rstrip(',')}]") if match else None
    except ValueError:
        return None
    return tuple(items) if items is not None and all(isinstance(item, str) for item in items) else None


def _surroundings(
    prefix: str, placed: Iterable[Placed], given: Mapping[str, Expr], regions: Mapping[str | None, str]
) -> Surroundings:
    blocks = {one.address: one for one in placed}
    values = {
        f"local.{name}": value
        for one in placed
        if one.block.type == "locals"
        for name, value in one.block.attributes.items()
    }
    return Surroundings(prefix, blocks, values, given, regions)


def _resources(around: Surroundings) -> Iterator[tuple[str, Identity]]:
    for placed in around.blocks.values():
        if placed.block.type != "resource":
            continue
        keys = keys_of(placed, around.blocks, around.values)
        if keys is None:
            yield f"{around.prefix}{placed.address}", _identity(placed, None, around)
        for key in keys or ():
            quoted = json.dumps(key, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
            yield f"{around.prefix}{placed.address}[{quoted}]", _identity(placed, key, around)


def _identity(placed: Placed, key: str | None, around: Surroundings) -> Identity:
    literals: dict[str, str] = {}
    parents: dict[str, str] = {}
    provider = placed.block.attributes.get("provider")
    for name, written in placed.block.attributes.items():
        if name in {"for_each", "provider", "depends_on"}:
            continue
        value = _each(written, placed, key, around)
        if not isinstance(value, Expr):
            text = _text(value)
            if text is not None:
                literals[name] = text
        elif (parent := _parent(value, key, around)) is not None:
            parents[name] = parent
    region = around.regions.get(None if provider is None else str(provider), "")
    return Identity.of(placed.block.labels[0], literals, parents, region)


def _each(value: Value, placed: Placed, key: str | None, around: Surroundings) -> Value:
    """A value with `each.key` and `each.value` filled in, as far as that is possible without evaluating anything."""
    if key is None or not isinstance(value, Expr):
        return value
    if value == "each.key":
        return key
    if "${each.key}" in value and value.startswith('"'):
        filled = value.replace("${each.key}", json.dumps(key, ensure_ascii=False)[1:-1])
        if "${" not in filled and "%{" not in filled:
            return str(json.loads(filled))
    if value.startswith("{") and value.endswith("}[each.key]"):
        names = accept_and_read(f"names = {value.removesuffix('[each.key]')}\n", "names").attributes["names"]
        return names.get(key) if isinstance(names, Mapping) else value
    if match := _EACH_VALUE.fullmatch(value):
        return _entry(placed, key, match["field"], around)
    return value


def _entry(placed: Placed, key: str, field: str | None, around: Surroundings) -> Value:
    repeated = placed.block.attributes["for_each"]
    if isinstance(repeated, Expr):
        if str(repeated) in around.blocks:
            return Expr(f"{repeated}[each.key].{field or 'id'}")
        repeated = around.values.get(str(repeated), repeated)
    if isinstance(repeated, Expr):
        return key if _literal_set(repeated) is not None else Expr("each.value")
    entry = repeated.get(key) if isinstance(repeated, Mapping) else None
    return entry.get(field) if field and isinstance(entry, Mapping) else entry


def _text(value: Value) -> str | None:
    """A scalar as text; None for anything else, which is no name."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (str, int, float, Decimal)) else None


def _parent(expression: Expr, key: str | None, around: Surroundings) -> str | None:
    """The one resource or module an expression refers to, as an address; None where there is none, or several."""
    found = {
        address for one in references(expression) if (address := _address(one, expression, key, around)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _address(one: Reference, expression: Expr, key: str | None, around: Surroundings) -> str | None:
    if one.kind is Kind.RESOURCE:
        at = f"[{json.dumps(key, ensure_ascii=False)}]" if f"{one.address}[each.key]" in expression else ""
        return f"{around.prefix}{one.address}{at}"
    if one.kind is Kind.MODULE:
        return str(one)
    if one.kind is Kind.VARIABLE and one.name[0] in around.given:
        return str(around.given[one.name[0]])
    return None
