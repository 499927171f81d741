"""Many environments in one plan: each is a child module of one root, with its state as an apply would have left it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

from filled_state import attributes_of, is_settled, state_of
from msgspec import Struct

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.history.configuration import Configuration
from hclpress.pipeline import Generated
from hclpress.terraform.caller_identity import nobodys_identity
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text
from hclpress.terraform.plan_json import Plan, PlannedResource
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import WorkingCopy, execute, init, working_copy

_PROVIDERS, _VERSIONS = "providers.tf", "versions.tf"
_BACKEND = re.compile(r"^  backend .*?^  }\n", re.MULTILINE | re.DOTALL)
_IDLE = (["no-op"], ["read"])


class Variant(Struct, frozen=True):
    """One environment after an edit, and the one before it."""

    before: Generated
    after: Generated


class Actions(Struct, frozen=True):
    """The actions of a plan, by the address within the environment.

    Attributes:
        by_address: the actions of every resource that changes.
        errors: Terraform's errors; if there are any, there is no plan.
    """

    by_address: Mapping[str, str]
    errors: tuple[str, ...] = ()


State: TypeAlias = "dict[str, tuple[PlannedResource, dict[str, Any], int]]"
"""By the address within an environment: a resource, its attributes, and the version of its type's schema."""


class BulkPlans:
    """Plans of many variants at once, in one working copy."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch

    def states(self, environments: Sequence[Generated]) -> list[State]:
        """The state of each environment as an apply would leave it.

        Round by round the resources are added of which everything is known that the configuration sets. What they
        computed is then known to those that refer to them.
        """
        states: list[State] = [{} for _ in environments]
        configured = [Configuration(one.parsed.modules).resources for one in environments]
        while True:
            document = self._document(environments, states)
            plan, versions = Plan.read(json.dumps(document)), _schema_versions(mapping(document["planned_values"]))
            added = 0
            for number, one in enumerate(plan.changes.values()):
                index, address = _place(one.address)
                if one.actions != ("create",) or address in states[index]:
                    continue
                if is_settled(one, configured[index][address].arguments):
                    attributes = attributes_of(one, len(states[index]) * 1000 + number)
                    states[index][address] = (one, attributes, versions.get(one.type, 0))
                    added += 1
            if not added:
                return states

    def actions(self, variants: Sequence[Variant], states: Sequence[State]) -> list[Actions]:
        """The actions that Terraform plans for each variant; if the plan fails, each half is planned alone."""
        try:
            document = self._document([one.after for one in variants], states)
        except PlanFailed as failed:
            if len(variants) == 1:
                return [Actions({}, (str(failed),))]
            half = len(variants) // 2
            return [*self.actions(variants[:half], states[:half]), *self.actions(variants[half:], states[half:])]
        found: list[dict[str, str]] = [{} for _ in variants]
        for change in document.get("resource_changes", ()):
            actions = change["change"]["actions"]
            if change["mode"] == "managed" and actions not in _IDLE:
                index, address = _place(change["address"])
                found[index][address] = "replace" if len(actions) == 2 else actions[0]
        return [Actions(one) for one in found]

    def _document(self, environments: Sequence[Generated], states: Sequence[State]) -> dict[str, Any]:
        whole = {
            f"module.e{number}.{address}": (one, _within(attributes, number), version)
            for number, state in enumerate(states)
            for address, (one, attributes, version) in state.items()
        }
        with ExitStack() as stack:
            work = self._copy(stack, list(environments), state_of(whole))
            return dict(json.loads(_plan(work)))

    def _copy(self, stack: ExitStack, environments: list[Generated], state: Mapping[str, object] | None) -> WorkingCopy:
        root = self._scratch / "bulk"
        _write(root, environments)
        settings = stack.enter_context(nobodys_identity())
        terraform, mirror = find_terraform(None, os.environ), find_mirror(os.environ)
        work = stack.enter_context(working_copy(root, terraform, mirror, settings=settings))
        if state is not None:
            (work.folder / "terraform.tfstate").write_text(json.dumps(state))
        init(work)
        return work


def _within(attributes: dict[str, Any], number: int) -> dict[str, Any]:
    """The attributes of a resource in the environment of that number: paths of files begin with its folder."""
    return dict(json.loads(re.sub(r'"(?:\./)?e\d+/', f'"e{number}/', json.dumps(attributes))))


def _place(address: str) -> tuple[int, str]:
    _, name, rest = address.split(".", 2)
    return int(name[1:]), rest


class PlanFailed(Exception):  # noqa: N818  (it says what happened)
    """Terraform refused to plan."""


def _plan(work: WorkingCopy) -> str:
    arguments = ("-refresh=false", "-json", f"-out={work.planned}")
    planned = execute(work, "plan", *arguments, timeout=900)
    if planned.code != 0:
        raise PlanFailed("\n".join(_errors(planned.stdout)) or planned.stderr)
    return execute(work, "show", "-json", str(work.planned), timeout=300).stdout


def _errors(stream: str) -> Iterable[str]:
    for line in stream.splitlines():
        try:
            found = mapping(json.loads(line))
        except ValueError:
            continue
        diagnostic = mapping(found.get("diagnostic"))
        if diagnostic.get("severity") == "error":
            yield f"{text(diagnostic.get('summary'))}: {text(diagnostic.get('detail'))}"


def _schema_versions(values: Mapping[str, JsonValue]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    left = [mapping(values.get("root_module"))]
    while left:
        module = left.pop()
        for one in map(mapping, sequence(module.get("resources"))):
            version = one.get("schema_version")
            found[text(one.get("type"))] = version if isinstance(version, int) else 0
        left += map(mapping, sequence(module.get("child_modules")))
    return found


def _write(root: Path, environments: list[Generated]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    providers: dict[str, str] = {}
    calls = []
    for number, one in enumerate(environments):
        files = {file.path.as_posix(): file for file in one.files}
        folder = root / f"e{number}"
        passed, aliases = {}, []
        for body, alias in _provider_blocks(files[_PROVIDERS].text):
            name = providers.setdefault(body, f"p{len(providers)}")
            passed["aws" if alias is None else f"aws.{alias}"] = f"aws.{name}"
            aliases += [] if alias is None else [f"aws.{alias}"]
        for path, file in files.items():
            if path.endswith(".md") or path == _PROVIDERS or path.startswith("tests/"):
                continue
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            content = file.content
            if path == _VERSIONS:
                whole = _BACKEND.sub("", file.text)
                if aliases:
                    listed = ", ".join(aliases)
                    whole = re.sub(
                        r'(source\s+= "hashicorp/aws"\n)', rf"\1      configuration_aliases = [{listed}]\n", whole
                    )
                content = whole.encode()
            (folder / path).write_bytes(content)
        given = {two.name for instance in one.parsed.stack.instances for two in instance.variables}
        variables = "".join(f'  {name} = "for-the-plan-only"\n' for name in sorted(given))
        mapped = "".join(f"    {name} = {provider}\n" for name, provider in passed.items())
        calls.append(
            f'module "e{number}" {{\n  source = "./e{number}"\n{variables}  providers = {{\n{mapped}  }}\n}}\n'
        )
    blocks = [f'provider "aws" {{\n  alias = "{name}"\n{body}}}\n' for body, name in providers.items()]
    required = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
    (root / "main.tf").write_text(required + "".join(blocks) + "".join(calls))


def _provider_blocks(source: str) -> Iterable[tuple[str, str | None]]:
    lines = source.splitlines(keepends=True)
    for block in accept_and_read(source, _PROVIDERS).find("provider", "aws"):
        inner = [line for line in lines[block.line : block.end_line - 1] if not re.match(r"\s*alias\s*=", line)]
        alias = block.attributes.get("alias")
        yield "".join(inner), None if alias is None else str(alias)
