"""Stand-ins for what exists already, in a state of their own: a rehearsed environment must leave them unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import encode
from hclpress.model.published_facts import state_label
from hclpress.module.stand_in_resource import StandInResource
from hclpress.rehearsal.apply_and_destroy import plan_and_apply
from hclpress.terraform.json_value import JsonValue, mapping, text
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import LOOK_UPS, WorkingCopy, execute, init, make_plan, plan


def write_configuration(folder: Path, stand_ins: Iterable[StandInResource], region: str) -> None:
    """Write a root module that makes the stand-ins.

    Args:
        folder: an empty folder.
        stand_ins: the stand-ins.
        region: the region of the provider without an alias.
    """
    stand_ins = tuple(stand_ins)
    regions = sorted({one.region for one in stand_ins} - {region})
    aliases = [f'provider "aws" {{\n  alias  = "{identifier(one)}"\n  region = "{one}"\n}}\n' for one in regions]
    blocks = [f'provider "aws" {{\n  region = "{region}"\n}}\n', *aliases]
    blocks += ["\n".join(_resource(one, region)) for one in stand_ins]
    blocks += _outputs(stand_ins)
    (folder / "main.tf").write_text("\n".join(blocks), encoding="utf-8")


def make(work: WorkingCopy, limit: float) -> dict[str, str]:
    """Apply the stand-ins.

    Args:
        work: the working copy of their root module.
        limit: the time limit of a command in seconds.

    Returns:
        The value of each stand-in that has the place of one that a spec tells, by the latter.

    Raises:
        Diagnosed: when one of them cannot be made.
    """
    init(work, limit)
    with running_provider(work) as served:
        plan_and_apply(served, limit)
    finished = execute(work, "output", "-json", timeout=limit)
    told: JsonValue = json.loads(finished.stdout or "{}")
    pairs = mapping(mapping(mapping(told).get("told")).get("value"))
    return {literal: text(value) for literal, value in pairs.items()}


def substitute(folder: Path, values: Mapping[str, str]) -> None:
    """Write the values of stand-ins into a working copy, in place of those that the spec tells.

    Args:
        folder: the working copy.
        values: the values by those that they replace.
    """
    if not values:
        return
    for file in folder.rglob("*.tf"):
        before = after = file.read_text("utf-8")
        # The longest first: the id of a key is a part of its ARN.
        for literal in sorted(values, key=len, reverse=True):
            # A certificate is imported under the ARN that the text names, and may have the id of a key in examples.
            after = values[literal].join(re.split(rf"(?<!:certificate/){re.escape(literal)}", after))
        if after != before:
            file.write_text(after, encoding="utf-8")


def each_once(stand_ins: Iterable[StandInResource]) -> tuple[StandInResource, ...]:
    """Return the stand-ins without those that two environments both name, by type and label."""
    return tuple({(one.kind, one.label): one for one in stand_ins}.values())


def read_states(folder: Path, states: Mapping[str, Path]) -> None:
    """Let a root module read the states of other environments where the rehearsal keeps them.

    Args:
        folder: the working copy of the root module.
        states: the states by the addresses of their environments.
    """
    labels = {state_label(address): state for address, state in states.items()}
    look_ups = folder / LOOK_UPS
    text = look_ups.read_text("utf-8") if look_ups.is_file() else ""
    blocks = [
        f'{data} {{\n  backend = "local"\n  config  = {{ path = {encode(str(state))} }}\n}}\n'
        for label, state in labels.items()
        if (data := f'data "terraform_remote_state" "{label}"') in text
    ]
    if blocks:
        (folder / "zz_hclpress_states_override.tf").write_text("\n".join(blocks), encoding="utf-8")


def refuse_changes(work: WorkingCopy, limit: float) -> None:
    """Plan the stand-ins again, when nothing of the environment is left.

    Raises:
        Diagnosed: with every stand-in that is gone or has changed.
    """
    if not any(make_plan(work, limit).values()):
        return
    changed = [
        Diagnostic(
            "rehearse/existing-changed",
            f"{address} is not as it was before",
            f"It stands for something that exists already. Terraform would now {' and '.join(change.actions)} it, so "
            "the environment has changed or removed it.",
        )
        for address, change in plan(work, limit).changes.items()
        if {*change.actions} - {"no-op", "read"}
    ]
    if changed:
        raise Diagnosed(changed)


def _resource(one: StandInResource, home: str) -> Iterator[str]:
    yield f'resource "{one.kind}" "{one.label}" {{'
    if one.region != home:
        yield f"  provider = aws.{identifier(one.region)}"
    yield from (f"  {name} = {encode(value)}" for name, value in one.arguments.items())
    for name, arguments in one.blocks.items():
        yield from _block(name, arguments)
    yield "}\n"


def _block(name: str, arguments: Mapping[str, object]) -> Iterator[str]:
    yield f"{name} {{"
    for inner, value in arguments.items():
        if isinstance(value, Mapping):
            yield from _block(inner, value)
        else:
            yield f"{inner} = {encode(value)}"
    yield "}"


def _outputs(stand_ins: tuple[StandInResource, ...]) -> Iterator[str]:
    told = {
        literal: f"{one.kind}.{one.label}.{attribute}" for one in stand_ins for literal, attribute in one.told.items()
    }
    if told:
        entries = "".join(f"    {encode(literal)} = {value}\n" for literal, value in told.items())
        yield f'output "told" {{\n  value = {{\n{entries}  }}\n}}\n'
