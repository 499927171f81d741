"""Courses: an environment that is applied once, and edits of its spec, applied one round after another.

The edits of a round touch different resources, so that one apply shows the outcome of each. An edit that is refused is
tried at the beginning of its round and leaves nothing.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import yaml
from examples import PROJECT
from msgspec import Struct

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.write import write
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.working_copy import WorkingCopy, execute

HERE = Path(__file__).parent
COURSES = HERE / "courses"
TODAY = date(2026, 6, 1)
SYSTEM, LABEL = "shop", "dev"
APPLIED, NOTHING, REFUSED = "applied", "nothing", "refused "
_PLANNED_AS = {"create": "create", "update": "update", "replace": "replace", "delete": "delete", "remove": "forget"}

Node: TypeAlias = Any
"""A part of a spec, as plain data."""
Kind: TypeAlias = Literal["K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "plain"]
"""The kind of fault that an edit could have: K1 data or a service is made anew; K2 something is deleted while it is used;
K3 a place is taken before it is free; K4 a replacement under a fixed name; K5 an order or position decides; K6 to K8
characters, shapes and sums that AWS refuses; K9 `ignore_changes` hides the edit; K10 a removal, or of what is protected.
`plain` is an edit in place."""


class CourseEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """One edit of a spec.

    Attributes:
        name: the edit in words.
        kind: the kind of fault that it could have.
        patch: the change of the spec, as a JSON merge patch (RFC 7396).
        expect: `applied`; `nothing`, if no resource changes; or `refused` and the code of the error.
        says: words of that error.
    """

    name: str
    kind: Kind
    patch: Mapping[str, Node]
    expect: str = APPLIED
    says: str = ""

    @property
    def refusal(self) -> str:
        """The code of the error; empty if it is applied."""
        return self.expect.removeprefix(REFUSED) if self.expect.startswith(REFUSED) else ""


class Course(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a file of `courses/`.

    Attributes:
        spec: the spec in the beginning.
        rounds: the edits of each apply.
    """

    spec: Mapping[str, Node]
    rounds: tuple[tuple[CourseEdit, ...], ...]


class CourseFile(Struct, frozen=True):
    """A file of `courses/`."""

    path: Path

    @property
    def course(self) -> Course:
        """The content of the file."""
        return msgspec.convert(yaml.safe_load(self.path.read_text("utf-8")), Course)

    def __str__(self) -> str:
        return self.path.stem


def course_files() -> list[CourseFile]:
    """Every course, in order of its name."""
    return [CourseFile(one) for one in sorted(COURSES.glob("*.yaml"))]


def patched(spec: Node, patch: Node) -> Node:
    """Apply a JSON merge patch."""
    if not isinstance(patch, Mapping):
        return copy.deepcopy(patch)
    merged = dict(spec) if isinstance(spec, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = patched(merged.get(name), value)
    return merged


class Rendering:
    """A project of one environment, whose spec changes."""

    def __init__(self, project: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
        self._spec = project / "environments" / SYSTEM / f"{LABEL}.yaml"
        self._catalog, self._checks = catalog, checks
        self.out = project / "out"

    def of(self, spec: Mapping[str, Node]) -> Generated:
        """Render a spec over what was written last, and write nothing."""
        self._spec.write_text(yaml.safe_dump(dict(spec), sort_keys=False), "utf-8")
        where = EnvironmentFile(SYSTEM, LABEL, self._spec)
        return generate(where, self._catalog, self._checks, TODAY, out=self.out)

    def write(self, generated: Generated) -> None:
        """Write what was rendered."""
        write([generated.output], self.out)


def project_of(folder: Path) -> Path:
    """Make an empty project with the code that specs deploy."""
    (folder / "environments" / SYSTEM).mkdir(parents=True)
    shutil.copytree(HERE / "functions", folder / "functions")
    for example in (PROJECT / "functions").iterdir():
        if not (folder / "functions" / example.name).exists():
            (folder / "functions" / example.name).symlink_to(example)
    return folder


def variables_of(generated: Generated) -> dict[str, JsonValue]:
    """A value for each variable, always the same."""
    return {one.name: "only-a-test" for instance in generated.parsed.stack.instances for one in instance.variables}


def predicted(generated: Generated) -> dict[str, str]:
    """The predicted action of each resource that changes."""
    return {address: one.action.value for address, one in generated.changes.by_address.items()}


class Try(Struct, frozen=True):
    """A round, rendered but not applied.

    Attributes:
        spec: the spec with all edits that are applied.
        alone: the predicted actions of each edit alone.
        faults: edits that ended in another way than expected.
    """

    spec: Mapping[str, Node]
    alone: Mapping[str, dict[str, str]]
    faults: Sequence[str]


def tried(rendering: Rendering, spec: Mapping[str, Node], edits: Sequence[CourseEdit]) -> Try:
    """Render every edit of a round alone, and gather those that are applied."""
    faults: list[str] = []
    alone: dict[str, dict[str, str]] = {}
    whole = spec
    for edit in edits:
        try:
            changes = predicted(rendering.of(patched(spec, edit.patch)))
        except Diagnosed as refused:
            told = [one for one in refused.diagnostics if one.code == edit.refusal]
            words = " ".join(f"{one.summary}: {one.detail}" for one in told)
            if not told or edit.says not in words:
                everything = "; ".join(f"{one.code}: {one.summary}. {one.detail}" for one in refused.diagnostics)
                faults.append(f"{edit.name}: {edit.expect} is expected, and it is refused with {everything}")
            elif any(one.span is None for one in told):
                faults.append(f"{edit.name}: the error has no place")
            continue
        if edit.refusal or (edit.expect == NOTHING) != (not changes):
            faults.append(f"{edit.name}: {edit.expect} is expected, and it changes {changes or 'nothing'}")
        if not edit.refusal:
            alone[edit.name] = changes
            whole = patched(whole, edit.patch)
    return Try(whole, alone, faults)


def planned(work: WorkingCopy, *options: str, limit: float) -> tuple[dict[str, str], bool]:
    """Make a plan: the action of each resource that changes, and whether anything changes, outputs included."""
    arguments = ("-json", "-detailed-exitcode", f"-out={work.planned}", *options)
    done = execute(work, "plan", *arguments, timeout=limit)
    assert done.code in {0, 2}, "\n".join(_errors(done.stdout)) or done.stderr
    return dict(_changes(done.stdout)), done.code == 2


def applied(work: WorkingCopy, limit: float) -> list[str]:
    """Apply the last plan; the errors."""
    done = execute(work, "apply", "-json", str(work.planned), timeout=limit)
    return [] if done.code == 0 else [*_errors(done.stdout)] or [done.stderr]


def _events(stream: str) -> Iterator[dict[str, Node]]:
    for line in stream.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _changes(stream: str) -> Iterator[tuple[str, str]]:
    for event in _events(stream):
        if event.get("type") == "planned_change":
            change = event["change"]
            resource = change["resource"]
            if not resource["resource"].startswith("data.") and change["action"] in _PLANNED_AS:
                yield resource["addr"], _PLANNED_AS[change["action"]]


def _errors(stream: str) -> Iterator[str]:
    for event in _events(stream):
        found = event.get("diagnostic") or {}
        if found.get("severity") == "error":
            yield f"{found.get('address', '')} {found.get('summary')}: {found.get('detail')}"


def counted(courses: Sequence[Course]) -> Counter[tuple[str, bool]]:
    """The edits of each kind, by whether they are applied and change something."""
    edits = [edit for course in courses for one in course.rounds for edit in one]
    return Counter((edit.kind, edit.expect == APPLIED) for edit in edits)
