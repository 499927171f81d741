"""Every resource of a configuration, by its address in Terraform's state, with its identity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import Reference, ReferenceKind, references
from hclpress.hcl.structure import HclValue
from hclpress.history.identity import Identity, identifying
from hclpress.history.meanings import written_key
from hclpress.model.module_declarations import COUNT, EACH_VALUE, FOR_EACH, Key, Scope, literal_set, literals_of
from hclpress.model.parsed_stack import PlacedBlock

MODULE_FOLDER = "./modules/"
"""The path of an instance's module, as the root module writes it."""
_NOT_ITS_OWN = frozenset({FOR_EACH, COUNT, "provider", "depends_on"})
"""Arguments that do not describe the resource itself."""
_INDEX = "count.index"
_quoted = json.JSONEncoder(ensure_ascii=False).encode


class Surroundings(Struct, frozen=True):
    """The context that an expression inside one module needs to be resolved outside of it.

    Attributes:
        prefix: the first part of addresses in it, such as `module.vpc.`; empty for the root.
        scope: the blocks it declares.
        given: the expression of the root module by the variable it is bound to.
        regions: the region of each provider it may use, by the value of a block's `provider`; its own under None.
        facts: about types of resources.
    """

    prefix: str
    scope: Scope
    given: Mapping[str, Expr]
    regions: Mapping[str | None, str]
    facts: ResourceFacts


def resources_of(
    modules: Mapping[str | None, tuple[PlacedBlock, ...]], facts: ResourceFacts = KNOWN
) -> dict[str, Identity]:
    """Return every managed resource of a configuration by its address.

    Args:
        modules: the blocks of each instance's module by the instance's name; those of the root module under None.
        facts: about types of resources.
    """
    root = modules.get(None, ())
    regions: dict[str | None, str] = {}
    for placed in root:
        if placed.block.type == "provider":
            alias = placed.block.attributes.get("alias")
            regions[f"aws.{alias}" if alias else None] = str(placed.block.attributes.get("region", ""))
    found = dict(_resources(Surroundings("", Scope.of(root), {}, regions, facts)))
    for placed in root:
        if placed.block.type == "module":
            label, call = placed.block.labels[0], placed.block.attributes
            folder = str(call["source"]).removeprefix(MODULE_FOLDER)
            scope = Scope.of(modules.get(folder, ()), literals_of(call))
            given = {name: value for name, value in call.items() if isinstance(value, Expr)}
            found.update(_resources(Surroundings(f"module.{label}.", scope, given, _passed_on(call, regions), facts)))
    return found


def _passed_on(call: Mapping[str, HclValue], regions: Mapping[str | None, str]) -> dict[str | None, str]:
    """Return the regions of the providers passed to a module, by the module's names for them."""
    providers = call.get("providers")
    if not isinstance(providers, dict):
        return {None: regions.get(None, "")}
    names = {str(name): str(provider) for name, provider in providers.items()}
    return {
        None if name == "aws" else name: regions.get(None if provider == "aws" else provider, "")
        for name, provider in names.items()
    }


def _resources(around: Surroundings) -> Iterator[tuple[str, Identity]]:
    for inner, placed in around.scope.blocks.items():
        if placed.block.type != "resource":
            continue
        address = f"{around.prefix}{inner}"
        keys = around.scope.keys_of(placed)
        if keys is None:
            yield address, _identity(placed, None, around)
        for key in keys or ():
            yield f"{address}[{written_key(key)}]", _identity(placed, key, around)


def _identity(placed: PlacedBlock, key: Key | None, around: Surroundings) -> Identity:
    block = placed.block
    told = identifying(block.labels[0], around.facts)
    literals: dict[str, str] = {}
    expressions: dict[str, Expr] = {}
    for name, written in block.attributes.items():
        value = written if key is None else _filled(written, placed, key, around)
        if isinstance(value, Expr):
            expressions[name] = value
        elif name in told and (text := _text(value)) is not None:
            literals[name] = text
    parents = (
        (name, parent)
        for name, expression in expressions.items()
        if name not in _NOT_ITS_OWN and (parent := _parent(expression, key, around)) is not None
    )
    provider = block.attributes.get("provider")
    region = around.regions.get(None if provider is None else str(provider), "")
    return Identity.of(block.labels[0], literals, parents, region, around.facts)


def _filled(value: HclValue, placed: PlacedBlock, key: Key, around: Surroundings) -> HclValue:
    """Fill the key of an instance into a value, as far as that is possible without evaluating anything."""
    if isinstance(key, str):
        return _each(value, placed, key, around)
    if not isinstance(value, Expr) or _INDEX not in value:
        return value
    if value == _INDEX:
        return key
    filled = value.replace(f"${{{_INDEX}}}", str(key))
    is_text = filled.startswith('"') and "${" not in filled and "%{" not in filled
    return str(json.loads(filled)) if is_text else value


def _each(value: HclValue, placed: PlacedBlock, key: str, around: Surroundings) -> HclValue:
    """Fill `each.key` and `each.value` into a value, as far as that is possible without evaluating anything."""
    if not isinstance(value, Expr):
        return value
    if value == "each.key":
        return key
    if "${each.key}" in value and value.startswith('"'):
        filled = value.replace("${each.key}", _quoted(key)[1:-1])
        if "${" not in filled and "%{" not in filled:
            return str(json.loads(filled))
    if value.startswith("{") and value.endswith("}[each.key]"):
        names = accept_and_read(f"names = {value.removesuffix('[each.key]')}\n", "names").attributes["names"]
        return names.get(key) if isinstance(names, dict) else value
    if match := EACH_VALUE.fullmatch(value):
        return _entry(placed, key, match["field"], around)
    return value


def _entry(placed: PlacedBlock, key: str, field: str | None, around: Surroundings) -> HclValue:
    repeated = placed.block.attributes[FOR_EACH]
    if isinstance(repeated, Expr):
        if str(repeated) in around.scope.blocks:
            return Expr(f"{repeated}[each.key].{field or 'id'}")
        repeated = around.scope.values.get(str(repeated), repeated)
    if isinstance(repeated, Expr):
        return key if literal_set(repeated) is not None else Expr("each.value")
    entry = repeated.get(key) if isinstance(repeated, dict) else None
    return entry.get(field) if field and isinstance(entry, dict) else entry


def _text(value: HclValue) -> str | None:
    """Return a scalar as text; None for any other value, which is no name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float | Decimal) else None


def _parent(expression: Expr, key: Key | None, around: Surroundings) -> str | None:
    """Return the address of the one resource or module that an expression refers to; None if it is not exactly one."""
    found = {_address(one, expression, key, around) for one in references(expression)}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _address(one: Reference, expression: Expr, key: Key | None, around: Surroundings) -> str | None:
    if one.kind is ReferenceKind.RESOURCE:
        own = "each.key" if isinstance(key, str) else _INDEX
        is_own = key is not None and f"{one.address}[{own}]" in expression
        at = f"[{written_key(key)}]" if key is not None and is_own else ""
        return f"{around.prefix}{one.address}{at}"
    if one.kind is ReferenceKind.MODULE:
        return str(one)
    if one.kind is ReferenceKind.VARIABLE and one.name[0] in around.given:
        return str(around.given[one.name[0]])
    return None
