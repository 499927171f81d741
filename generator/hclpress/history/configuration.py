"""A whole configuration with every argument of every resource, as far as that is known without evaluating anything.

Names inside a module mean something there only. So every expression is written as one that means the same everywhere:
variables and locals are replaced by their values, outputs by the expressions behind them, and resources are named by
their address in the state. Then two configurations can be compared, whatever moved between their modules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from hclpress.aws.provider_schema import provider_schemas
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import Reference, ReferenceKind, references
from hclpress.hcl.structure import Block, HclValue
from hclpress.hcl.tokens import Unreadable
from hclpress.history.meanings import (
    ANY_CHANGE,
    Arguments,
    Meaning,
    Source,
    Value,
    as_value,
    quoted,
    sources_of,
    text_of,
    written_key,
)
from hclpress.history.moves import Move, apply_moves
from hclpress.history.set_order import with_sorted_sets
from hclpress.model.module_declarations import COUNT, EACH_VALUE, FOR_EACH, Key, Scope, literal_set, literals_of
from hclpress.model.parsed_stack import PlacedBlock

MODULE_FOLDER = "./modules/"
"""The path of an instance's module, as the root module writes it."""
_META = frozenset({FOR_EACH, COUNT, "provider", "depends_on"})
"""Arguments that Terraform reads itself."""
_INDEX = "count.index"
_COUNTED = re.compile(r"\$\{count\.index\}|\bcount\.index\b")
_LIFECYCLE, _TIMEOUTS = "lifecycle", "timeouts"
_LITERAL_PART = re.compile(r'\$\{"(?P<text>(?:[^"\\$%]|\\.)*)"\}')
_LITERAL = re.compile(r'"(?:[^"\\$%]|\\[nrt"\\])*"')
"""A text without templates, written as JSON would write it."""
Blocks: TypeAlias = Mapping[str | None, tuple[PlacedBlock, ...]]
_PATH = "${path.module}"
_KEY = r'(?:\[(?:"(?:[^"\\]|\\.)*"|each\.key|\d+)\])?'


class Configured(Struct, frozen=True):
    """One resource of a configuration.

    Attributes:
        kind: its Terraform type.
        arguments: its arguments.
        ignored: the paths in `ignore_changes`; `all` is a path too.
        is_created_first: whether its replacement is created before it is destroyed.
        is_kept: whether `prevent_destroy` forbids to destroy it.
        default_tags: the tags that its provider adds, by their keys; None if it adds none.
        triggers: what `replace_triggered_by` names.
        reads: everything it depends on, `depends_on` included.
        source: the block it was read from.
        repetition: its `count` or `for_each`, if only Terraform can evaluate that.
    """

    kind: str
    arguments: Arguments
    ignored: frozenset[str]
    is_created_first: bool
    is_kept: bool
    default_tags: Value
    triggers: frozenset[Source]
    reads: frozenset[Source]
    source: PlacedBlock
    repetition: Value = None


class Configuration:
    """A root module with the modules it calls."""

    def __init__(self, modules: Blocks, moves: Iterable[Move] = (), others: Mapping[str, Configured] = {}) -> None:
        """Read the blocks of a configuration.

        Args:
            modules: the blocks of each instance's module by the instance's name; those of the root under None.
            moves: the moves to apply to every address.
            others: further resources by address.
        """
        self._moves, self._others = tuple(moves), others
        self._tags = dict(_default_tags(modules.get(None, ())))
        self._root = _Module(self, "", ".", Scope.of(modules.get(None, ())), {})
        self._modules: dict[str, _Module] = {}
        for placed in modules.get(None, ()):
            if placed.block.type == "module":
                name = placed.block.labels[0]
                folder = str(placed.block.attributes.get("source", "")).removeprefix(MODULE_FOLDER)
                given = placed.block.attributes
                scope = Scope.of(modules.get(folder, ()), literals_of(given))
                path = f"{MODULE_FOLDER.removeprefix('./')}{folder}"
                self._modules[name] = _Module(self, f"module.{name}.", path, scope, given)

    @cached_property
    def resources(self) -> Mapping[str, Configured]:
        """Every resource by its address; one of a `for_each` with its key."""
        found = dict(self._others)
        for module in (self._root, *self._modules.values()):
            found |= module.resources()
        return found

    def root(self) -> _Module:
        """Return the root module."""
        return self._root

    def module(self, name: str) -> _Module | None:
        """Return the module of an instance."""
        return self._modules.get(name)

    def default_tags(self, provider: str) -> Value:
        """Return the default tags of a provider of the root module, `aws` or `aws.<alias>`; None if it has none."""
        return self._root.value(self._tags.get(provider), None, None)

    def moved(self, address: str) -> str:
        """Return the address after the moves."""
        return apply_moves(self._moves, address) if self._moves else address


def moves_within(modules: Blocks) -> tuple[Move, ...]:
    """Return the moves that the modules themselves write, with addresses of the state.

    Args:
        modules: as for `Configuration`.
    """
    found = []
    for call in modules.get(None, ()):
        if call.block.type != "module":
            continue
        prefix, folder = f"module.{call.block.labels[0]}.", str(call.block.attributes.get("source", ""))
        for placed in modules.get(folder.removeprefix(MODULE_FOLDER), ()):
            if placed.block.type == "moved":
                source, target = (placed.block.attributes.get(name) for name in ("from", "to"))
                found.append(Move(f"{prefix}{source}", f"{prefix}{target}", "The module says so."))
    return tuple(found)


class _Module:
    """One module, in which names have a meaning."""

    def __init__(
        self, whole: Configuration, prefix: str, path: str, scope: Scope, given: Mapping[str, HclValue]
    ) -> None:
        self._whole, self._prefix, self._path, self._scope, self._given = whole, prefix, path, scope, given
        self._memo: dict[tuple[str, str | None], Value] = {}

    def resources(self) -> Mapping[str, Configured]:
        found = {}
        for inner, placed in self._scope.blocks.items():
            if placed.block.type != "resource":
                continue
            address = f"{self._prefix}{inner}"
            keys = self._scope.keys_of(placed)
            for key in (None,) if keys is None else keys:
                full = address if key is None else f"{address}[{written_key(key)}]"
                found[self._whole.moved(full)] = self._configured(placed, key)
        return found

    def output(self, name: str) -> Value:
        placed = self._scope.blocks.get(f"output.{name}")
        return None if placed is None else self.value(placed.block.attributes.get("value"), placed, None)

    def value(self, written: HclValue, placed: PlacedBlock | None, key: Key | None) -> Value:
        """Return the meaning of a value written in this module.

        Args:
            written: the value.
            placed: the block it stands in, whose `for_each` decides about `each`.
            key: the key of the instance of that block.
        """
        if isinstance(written, Expr):
            is_own = key is not None and any(word in written for word in ("each.", _INDEX))
            at = f"{placed.address}[{key}]" if is_own and placed is not None else None
            memoized = (str(written), at)
            if memoized not in self._memo:
                self._memo[memoized] = None  # An expression that refers to itself is refused by Terraform.
                self._memo[memoized] = self._meaning(written, placed, key)
            return self._memo[memoized]
        if isinstance(written, tuple):
            return tuple(self.value(one, placed, key) for one in written)
        if isinstance(written, dict):
            return {str(name): self.value(one, placed, key) for name, one in written.items()}
        return written

    def _configured(self, placed: PlacedBlock, key: Key | None) -> Configured:
        block = placed.block
        lifecycle = next((one.attributes for one in block.blocks if one.type == _LIFECYCLE), {})
        ignored = lifecycle.get("ignore_changes", ())
        triggers = sources_of(self.value(lifecycle.get("replace_triggered_by", ()), placed, key))
        arguments = self._arguments(block, placed, key, _META)
        waits_for = sources_of(self.value(block.attributes.get("depends_on"), placed, key))
        return Configured(
            block.labels[0],
            arguments,
            frozenset(map(str, ignored if isinstance(ignored, tuple) else (ignored,))),
            lifecycle.get("create_before_destroy") is True,
            lifecycle.get("prevent_destroy") is True,
            self._whole.default_tags(self._provider(block)),
            triggers,
            triggers | waits_for | sources_of(as_value(arguments)),
            placed,
            self._repetition(placed),
        )

    def _repetition(self, placed: PlacedBlock) -> Value:
        if not self._scope.has_unknown_keys(placed):
            return None
        attributes = placed.block.attributes
        return self.value(attributes.get(COUNT, attributes.get(FOR_EACH)), placed, None)

    def _provider(self, block: Block) -> str:
        """Return the provider of the root module that a resource of this module has."""
        named = str(block.attributes.get("provider", "aws"))
        passed = self._given.get("providers")
        return str(passed.get(named, named)) if isinstance(passed, dict) else named

    def _arguments(
        self, block: Block, placed: PlacedBlock, key: Key | None, left_out: frozenset[str] = frozenset()
    ) -> Arguments:
        values = {
            name: value
            for name, written in block.attributes.items()
            if name not in left_out and (value := self.value(written, placed, key)) is not None
        }
        blocks: dict[str, list[Arguments]] = {}
        for inner in block.blocks:
            if inner.type not in {_LIFECYCLE, _TIMEOUTS}:
                kind = inner.labels[0] if inner.type == "dynamic" else inner.type
                blocks.setdefault(kind, []).append(self._arguments(inner, placed, key))
        return Arguments(values, {kind: tuple(ones) for kind, ones in blocks.items()})

    def _meaning(self, written: Expr, placed: PlacedBlock | None, key: Key | None) -> Value:
        # A package has another path once its module has another name, and the provider uploads it again.
        text: str = str(written).replace(_PATH, self._path)
        if isinstance(key, int) and _INDEX in text:
            if text == _INDEX:
                return key
            text = _COUNTED.sub(str(key), text)
        if placed is not None and isinstance(key, str) and "each." in text:
            whole, text = self._with_key(text, placed, key)
            if whole is not None:
                return self.value(whole, placed, None)
        if (encoded := _encoded(text)) is not None:
            value = self.value(encoded, placed, None)
            return Meaning(f"jsonencode({text_of(value)})", sources_of(value))
        try:
            alone = references(Expr(text))
        except Unreadable:
            return Meaning(" ".join(text.split()))
        if len(alone) == 1 and (only := next(iter(alone))) and text == str(only):
            replaced = self._replacement(only, text)
            if not isinstance(replaced, _Same):
                return replaced
        sources: set[Source] = set()
        for reference in sorted(alone, key=lambda one: -len(str(one))):
            text = self._replaced(text, reference, sources)
        return _folded(" ".join(text.split()), frozenset(sources))

    def _with_key(self, text: str, placed: PlacedBlock, key: str) -> tuple[HclValue, str]:
        """Return the value if the text is nothing but a part of `each`; else None, and the text with it filled in."""
        if text == "each.key":
            return key, text
        if text.startswith("{") and text.endswith("}[each.key]"):
            named = accept_and_read(f"names = {text.removesuffix('[each.key]')}\n", "names").attributes["names"]
            if isinstance(named, dict) and key in named:
                return named[key], text
        match = EACH_VALUE.fullmatch(text)
        if match:
            return self._each_value(placed, key, match["field"]), text
        text = text.replace("${each.key}", quoted(key)[1:-1]) if text.startswith('"') else text
        text = re.sub(r"\beach\.key\b", lambda _: quoted(key), text)

        def filled(match: re.Match[str]) -> str:
            value = self._each_value(placed, key, match["field"])
            return str(value) if isinstance(value, Expr) else text_of(self.value(value, None, None))

        return None, EACH_VALUE.sub(filled, text)

    def _each_value(self, placed: PlacedBlock, key: str, field: str | None) -> HclValue:
        repeated = placed.block.attributes.get("for_each")
        if isinstance(repeated, Expr):
            if str(repeated) in self._scope.blocks:
                return Expr(f"{repeated}[{quoted(key)}].{field or 'id'}")
            repeated = self._scope.values.get(str(repeated), repeated)
        if isinstance(repeated, Expr):
            return key if literal_set(repeated) is not None else Expr(f"{repeated}[{quoted(key)}]")
        entry = repeated.get(key) if isinstance(repeated, dict) else None
        if field is None:
            return entry
        return entry.get(field) if isinstance(entry, dict) else None

    def _replacement(self, reference: Reference, text: str) -> Value | _Same:
        """Return the value of an expression that is nothing but one reference; `_Same` if it has none to replace it."""
        if reference.kind is ReferenceKind.VARIABLE and not reference.attributes:
            return self._variable(reference.name[0])
        if reference.kind is ReferenceKind.LOCAL and not reference.attributes:
            return self.value(self._scope.values.get(reference.address), None, None)
        if reference.kind is ReferenceKind.MODULE and len(reference.attributes) == 1:
            called = self._whole.module(reference.name[0])
            return Meaning(text) if called is None else called.output(reference.attributes[0])
        return _Same()

    def _variable(self, name: str) -> Value:
        if name in self._given:
            return self._whole.root().value(self._given[name], None, None)
        declared = self._scope.blocks.get(f"variable.{name}")
        default = None if declared is None else declared.block.attributes.get("default")
        return Meaning(f"var.{name}") if default is None else self.value(default, None, None)

    def _replaced(self, text: str, reference: Reference, sources: set[Source]) -> str:
        if reference.kind in {ReferenceKind.RESOURCE, ReferenceKind.DATA}:
            placed = self._scope.blocks.get(reference.address)
            if placed is None:
                return text
            if placed.block.type == "data":
                meaning = self._data(placed)
                sources |= sources_of(meaning)
                return _substituted(text, reference.address, f"data({text_of(meaning)})")
            return self._with_resource(text, reference, sources)
        value = self._replacement(Reference(reference.kind, reference.name, reference.attributes[:1]), str(reference))
        named = str(Reference(reference.kind, reference.name, reference.attributes[:1]))
        if isinstance(value, _Same):
            value = self._replacement(Reference(reference.kind, reference.name), reference.address)
            named = reference.address
        if isinstance(value, _Same):
            return text
        sources |= sources_of(value)
        return _substituted(text, named, text_of(value))

    def _with_resource(self, text: str, reference: Reference, sources: set[Source]) -> str:
        attribute = reference.attributes[0] if reference.attributes else ""
        address = f"{self._prefix}{reference.address}"

        def replaced(match: re.Match[str]) -> str:
            moved = self._whole.moved(f"{address}{match['key'] or ''}")
            sources.add(Source(moved, attribute))
            return moved

        return re.sub(rf"(?<![\w.-]){re.escape(reference.address)}(?![\w-])(?P<key>{_KEY})", replaced, text)

    def _data(self, placed: PlacedBlock) -> Value:
        """Return everything a data source is read by: what it reads can differ only if that does."""
        memoized = (placed.address, None)
        if memoized not in self._memo:
            self._memo[memoized] = None
            keys = self._scope.keys_of(placed)
            schema = provider_schemas()[0].find("data", placed.block.labels[0])
            found = [
                as_value(with_sorted_sets(self._arguments(placed.block, placed, key), schema))
                for key in (keys or (None,))
            ]
            whole = tuple(found)
            named = {
                Source(self._whole.moved(f"{self._prefix}{one.address}"), ANY_CHANGE)
                for one in placed.block.references
                if one.kind is ReferenceKind.RESOURCE
            }
            self._memo[memoized] = Meaning(text_of(whole), sources_of(whole) | named)
        return self._memo[memoized]


def _encoded(text: str) -> HclValue:
    """Return the object or list in `jsonencode(…)`, whose keys have no order; None for any other expression."""
    if not (text.startswith(("jsonencode({", "jsonencode([")) and text.endswith(")")):
        return None
    try:
        found = accept_and_read(f"value = {text[len('jsonencode(') : -1]}\n", "value").attributes["value"]
    except Diagnosed:
        return None
    return None if isinstance(found, Expr) else found


def _folded(text: str, sources: frozenset[Source]) -> Value:
    """Return an expression with the literal texts in its templates written out; a literal if nothing else is left."""
    if text.startswith('"'):
        text = _LITERAL_PART.sub(lambda match: match["text"], text)
        if _LITERAL.fullmatch(text):
            return str(json.loads(text))
    return Meaning(text, sources)


class _Same:
    """A reference that cannot be written otherwise."""


def _default_tags(root: Iterable[PlacedBlock]) -> Iterator[tuple[str, HclValue]]:
    for placed in root:
        if placed.block.type == "provider":
            alias = placed.block.attributes.get("alias")
            tags = [one.attributes.get("tags") for one in placed.block.blocks if one.type == "default_tags"]
            yield (f"aws.{alias}" if alias else "aws"), next(iter(tags), None)


def _substituted(text: str, name: str, replacement: str) -> str:
    return re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", lambda _: replacement, text)
