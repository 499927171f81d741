"""Terraform's commands that change the state: apply and destroy; and reading the state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from hclpress.diagnostics import Diagnosed, Diagnostic, errors
from hclpress.rehearsal.resource_location import place_of
from hclpress.terraform.bounded_process import Finished
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text
from hclpress.terraform.messages import from_stream
from hclpress.terraform.working_copy import WorkingCopy, execute

STATE = "terraform.tfstate"


def apply(work: WorkingCopy, timeout: float) -> None:
    """Apply the last plan.

    Raises:
        Diagnosed: `terraform/apply-failed`, each problem in its place in the copy's source;
            `terraform/timed-out`.
    """
    _raise_if_failed(execute(work, "apply", "-json", str(work.planned), timeout=timeout), work, "apply")


def plan_and_apply(work: WorkingCopy, timeout: float, *options: str) -> None:
    """Apply what a plan would find, in one command, where nobody looks at the plan.

    Args:
        work: the working copy.
        timeout: the time limit in seconds.
        options: options of the plan, such as `-refresh=false`.

    Raises:
        Diagnosed: `terraform/apply-failed`, each problem in its place in the copy's source;
            `terraform/timed-out`.
    """
    _raise_if_failed(execute(work, "apply", "-json", "-auto-approve", *options, timeout=timeout), work, "apply")


def destroy(work: WorkingCopy, timeout: float) -> None:
    """Destroy everything in the state, just after a plan or an apply, so that no refresh is needed.

    Raises:
        Diagnosed: `terraform/destroy-failed`, each problem in its place; `terraform/timed-out`.
    """
    finished = execute(work, "destroy", "-json", "-auto-approve", "-refresh=false", timeout=timeout)
    _raise_if_failed(finished, work, "destroy")


def addresses_in_state(work: WorkingCopy) -> tuple[str, ...]:
    """Return the addresses of the managed resources in the state."""
    return tuple(
        ".".join(filter(None, (text(one.get("module")), text(one.get("type")), text(one.get("name")))))
        for one in _managed(work)
    )


def instances_in_state(work: WorkingCopy) -> int:
    """Count the instances of managed resources in the state."""
    return sum(len(sequence(one.get("instances"))) for one in _managed(work))


def hand_over_state(before: WorkingCopy, after: WorkingCopy) -> Path:
    """Copy the state of one working copy to another."""
    state = after.folder / STATE
    state.write_bytes((before.folder / STATE).read_bytes())
    return state


def _managed(work: WorkingCopy) -> Iterator[Mapping[str, JsonValue]]:
    """Yield the managed resources of the state that have instances."""
    state = work.folder / STATE
    if not state.is_file():
        return
    loaded: JsonValue = json.loads(state.read_text("utf-8"))
    for one in map(mapping, sequence(mapping(loaded).get("resources"))):
        if one.get("mode") == "managed" and sequence(one.get("instances")):
            yield one


def _raise_if_failed(finished: Finished, work: WorkingCopy, command: str) -> None:
    if finished.code == 0:
        return
    code = f"terraform/{command}-failed"
    found = errors(from_stream(finished.stdout, code, work.source))
    # Terraform gives no place for resources that it cannot destroy, but it names them.
    failed = dict.fromkeys(_failed(finished.stdout))
    places = [place for place in (place_of(address, work.source) for address in failed) if place]
    if len(places) == 1:
        found = tuple(replace(one, span=one.span or places[0]) for one in found)
    last_words = "\n".join((finished.stderr or finished.stdout).strip().splitlines()[-20:])
    summary = f"terraform {command} ended with exit code {finished.code}"
    raise Diagnosed(found or [Diagnostic(code, summary, last_words or "There was no output.")])


def _failed(output: str) -> Iterator[str]:
    """Yield the addresses of the resources with which a command of Terraform failed."""
    for line in output.splitlines():
        try:
            event: JsonValue = json.loads(line)
        except ValueError:
            continue
        if mapping(event).get("type") == "apply_errored":
            yield text(mapping(mapping(mapping(event).get("hook")).get("resource")).get("addr"))
