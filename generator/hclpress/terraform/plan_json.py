"""A typed Terraform plan: the planned resources, their actions, and their references.

Read from `terraform show -json`, format 1.x: https://developer.hashicorp.com/terraform/internals/json-format.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.terraform.json_value import JsonValue, mapping, sequence, text, texts

_INDEX = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_IDLE = {("no-op",), ("read",)}


class PlannedResource(Struct, frozen=True):
    """One managed resource instance in a plan.

    Attributes:
        address: the absolute address, such as `module.vpc.aws_subnet.private["us-east-1a"]`.
        module: the address of the module instance it is in; empty for the root.
        type: such as `aws_subnet`.
        name: the name in the configuration.
        key: the `for_each` or `count` key, None for a single instance.
        values: the known attributes after apply; for a destroyed resource, those before.
        unknown: the attributes that are known only after apply: True at the places missing from `values`.
        actions: in order; `("create",)`, `("delete", "create")` for a replacement, `("no-op",)` …
    """

    address: str
    module: str
    type: str
    name: str
    key: str | int | None
    values: Mapping[str, JsonValue]
    unknown: Mapping[str, JsonValue]
    actions: tuple[str, ...]

    @property
    def exists_afterwards(self) -> bool:
        """Whether the resource exists once the plan is applied."""
        return self.actions not in {("delete",), ("forget",)}


class PlannedOutput(Struct, frozen=True):
    """One output of the root module: the known part of its value, and the unknown places."""

    value: JsonValue
    unknown: JsonValue
    sensitive: bool
    actions: tuple[str, ...]


class ProviderConfig(Struct, frozen=True):
    """One provider configuration, such as `aws` or `aws.us_east_1`, with its literal arguments."""

    name: str
    alias: str | None
    source: str
    constants: Mapping[str, JsonValue]


class Plan(Struct, frozen=True):
    """A plan of Terraform.

    Attributes:
        changes: every managed resource instance by address, unchanged and destroyed ones included.
        outputs: the root's outputs by name.
        providers: the provider configurations by key.
        drifted: addresses of resources that were found changed outside of Terraform.
        configuration: the `root_module` of the plan's configuration, for `references`.
    """

    changes: Mapping[str, PlannedResource]
    outputs: Mapping[str, PlannedOutput]
    providers: Mapping[str, ProviderConfig]
    drifted: tuple[str, ...]
    configuration: Mapping[str, JsonValue]

    @classmethod
    def read(cls, document: str) -> Plan:
        """Parse the output of `terraform show -json PLANFILE`.

        Raises:
            ValueError: if it is not JSON, or not a plan.
        """
        loaded: JsonValue = json.loads(document)
        plan = mapping(loaded)
        if "format_version" not in plan:
            raise ValueError("not a plan: it has no format_version")
        resources = (_resource(mapping(change)) for change in _managed(plan.get("resource_changes")))
        configuration = mapping(plan.get("configuration"))
        return cls(
            changes={resource.address: resource for resource in resources},
            outputs={name: _output(mapping(change)) for name, change in mapping(plan.get("output_changes")).items()},
            providers={
                key: _provider(mapping(config)) for key, config in mapping(configuration.get("provider_config")).items()
            },
            drifted=tuple(text(mapping(d).get("address")) for d in sequence(plan.get("resource_drift"))),
            configuration=mapping(configuration.get("root_module")),
        )

    def resources(self, kind: str | None = None) -> tuple[PlannedResource, ...]:
        """Return the resources that exist afterwards, all or those of one type, ordered by address."""
        found = (one for one in self.changes.values() if one.exists_afterwards and kind in {None, one.type})
        return tuple(sorted(found, key=lambda one: one.address))

    def resource(self, address: str) -> PlannedResource:
        """Return the resource at an absolute address, even if it is destroyed.

        Raises:
            KeyError: if the plan has none there.
        """
        return self.changes[address]

    def counts(self) -> Mapping[str, int]:
        """Return the number of resources of each type that exist afterwards."""
        return Counter(resource.type for resource in self.resources())

    def modules(self) -> tuple[str, ...]:
        """Return the addresses of all module instances that hold a resource, nested ones included, in order."""
        return tuple(sorted({resource.module for resource in self.resources() if resource.module}))

    @property
    def is_empty(self) -> bool:
        """Return whether applying changes neither a resource nor an output."""
        resources = all(change.actions in _IDLE for change in self.changes.values())
        return resources and all(output.actions in _IDLE for output in self.outputs.values())

    def references(self, address: str, path: str) -> tuple[str, ...]:
        """Return the references of an argument, as the configuration has them.

        Args:
            address: a resource or a module call; instance keys do not matter.
            path: the argument, dotted through nested blocks (`load_balancer.0.target_group_arn`); `for_each`, `count`
                and `depends_on` are arguments too. A path to a block includes its whole content.

        Returns:
            Each reference both whole and by its object (`aws_vpc.this.id`, `aws_vpc.this`), relative to its own module;
            empty if there are none.
        """
        module, rest = _split(_INDEX.sub("", address))
        return tuple(dict.fromkeys(_references(self._argument(module, rest, path))))

    def sources(self, address: str, path: str) -> frozenset[str]:
        """Return the sources of an argument's value, followed through module inputs and outputs to their origin.

        Locals end the search: a plan's configuration does not contain them.

        Returns:
            Absolute addresses of all sources on the way, such as `module.vpc.aws_vpc.this.id`.
        """
        seen: set[str] = set()
        module, rest = _split(_INDEX.sub("", address))
        # The arguments of a module call are written in the calling module.
        written_in = module if rest else module[:-1]
        self._follow(written_in, self._argument(module, rest, path), seen)
        return frozenset(seen)

    def _follow(self, module: tuple[str, ...], expression: JsonValue, seen: set[str]) -> None:
        for reference in _references(expression):
            absolute = ".".join([*_prefix(module), reference])
            if absolute in seen:
                continue
            seen.add(absolute)
            head, *parts = _INDEX.sub("", reference).split(".")
            if head == "var" and module:
                call = self._call(module)
                self._follow(module[:-1], mapping(call.get("expressions")).get(parts[0]), seen)
            elif head == "module" and len(parts) > 1:
                inside = (*module, parts[0])
                output = mapping(mapping(self._module(inside).get("outputs")).get(parts[1]))
                self._follow(inside, output.get("expression"), seen)

    def _argument(self, module: tuple[str, ...], rest: str, path: str) -> JsonValue:
        if not rest:
            block = self._call(module)
        else:
            resources = sequence(self._module(module).get("resources"))
            block = next((mapping(one) for one in resources if mapping(one).get("address") == rest), {})
        if path in {"for_each", "count"}:
            return block.get(f"{path}_expression")
        if path == "depends_on":
            return {"references": block.get("depends_on")}
        return _at(block.get("expressions"), path.split("."))

    def _call(self, module: tuple[str, ...]) -> Mapping[str, JsonValue]:
        if not module:
            return {}
        calls = mapping(self._module(module[:-1]).get("module_calls"))
        return mapping(calls.get(module[-1]))

    def _module(self, module: tuple[str, ...]) -> Mapping[str, JsonValue]:
        return mapping(self._call(module).get("module")) if module else self.configuration


def _managed(changes: JsonValue) -> Iterator[JsonValue]:
    return (change for change in sequence(changes) if mapping(change).get("mode") == "managed")


def _resource(change: Mapping[str, JsonValue]) -> PlannedResource:
    what = mapping(change.get("change"))
    key = change.get("index")
    return PlannedResource(
        address=text(change.get("address")),
        module=text(change.get("module_address")),
        type=text(change.get("type")),
        name=text(change.get("name")),
        key=key if isinstance(key, str | int) else None,
        values=mapping(what.get("after") or what.get("before")),
        unknown=mapping(what.get("after_unknown")),
        actions=texts(what.get("actions")),
    )


def _output(change: Mapping[str, JsonValue]) -> PlannedOutput:
    return PlannedOutput(
        value=change.get("after"),
        unknown=change.get("after_unknown"),
        sensitive=bool(change.get("after_sensitive")),
        actions=texts(change.get("actions")),
    )


def _provider(config: Mapping[str, JsonValue]) -> ProviderConfig:
    expressions = mapping(config.get("expressions"))
    return ProviderConfig(
        name=text(config.get("name")),
        alias=text(config.get("alias")) or None,
        source=text(config.get("full_name")),
        constants={
            name: mapping(value)["constant_value"]
            for name, value in expressions.items()
            if "constant_value" in mapping(value)
        },
    )


def _split(address: str) -> tuple[tuple[str, ...], str]:
    parts = address.split(".")
    module: list[str] = []
    while parts[0] == "module" and len(parts) > 1:
        module.append(parts[1])
        parts = parts[2:] or [""]
    return tuple(module), ".".join(parts)


def _prefix(module: tuple[str, ...]) -> Iterator[str]:
    return (f"module.{name}" for name in module)


def _at(expression: JsonValue, path: list[str]) -> JsonValue:
    for step in path:
        if step.isdecimal():
            # Terraform writes a block that may stand only once as an object, all others as a list.
            blocks = sequence(expression) or [expression]
            expression = blocks[int(step)] if int(step) < len(blocks) else None
        elif (blocks := sequence(expression)) and len(blocks) == 1:
            expression = mapping(blocks[0]).get(step)
        else:
            expression = mapping(expression).get(step)
    return expression


def _references(expression: JsonValue) -> Iterator[str]:
    yield from texts(mapping(expression).get("references"))
    for inner in (*mapping(expression).values(), *sequence(expression)):
        yield from _references(inner)
