"""Edits of a spec in two steps, each a folder of `cases/`: what Terraform does with the second, and in which order.

`before.yaml` is rendered and applied to an emulated account. `after.yaml` is rendered over it, planned and applied. The
order comes from the graph of the apply, because in a run the faster call may win by chance.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import msgspec
import yaml
from msgspec import Struct
from typer.testing import CliRunner

from hclpress.aws.resource_facts import KNOWN
from hclpress.cli import app
from hclpress.emulator.server import HOST
from hclpress.rehearsal.apply_and_destroy import STATE, apply, plan_and_apply
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.certificates import import_certificates
from hclpress.rehearsal.overrides import PROVIDER, override
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import WorkingCopy, execute, init, working_copy

HERE = Path(__file__).parent
CASES = HERE / "cases"
LIMIT = 300.0
WORDS = {
    ("create",): "create",
    ("delete",): "destroy",
    ("update",): "update",
    ("delete", "create"): "replace",
    ("create", "delete"): "replace, new first",
    ("forget",): "forget",
}
_EDGE = re.compile(r'^\s*"\[root\] (?P<later>.+)" -> "\[root\] (?P<earlier>.+)"$')
_QUOTED = re.compile(r"\\(.)")


class Expected(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `expected.yaml`.

    Attributes:
        why: the rule of AWS that the edit is about.
        plan: the action at each address that changes; the others stay as they are.
        order: pairs such as `[update a, destroy b]`, in which the first has ended when the second begins.
        refused: code of the error with which the second render ends.
        says: words of that error.
        emulator_lacks: a call of the apply that the emulator has not; the edit is then planned only.
        unsettled: addresses that the emulator does not store as they are applied.
    """

    why: str
    plan: Mapping[str, str] = {}
    order: tuple[tuple[str, str], ...] = ()
    refused: str = ""
    says: str = ""
    unsettled: tuple[str, ...] = ()
    emulator_lacks: str = ""


class Edit(Struct, frozen=True):
    """A case."""

    folder: Path

    @property
    def expected(self) -> Expected:
        """The content of `expected.yaml`."""
        return msgspec.convert(yaml.safe_load(self._file.read_text("utf-8")), Expected)

    @property
    def _file(self) -> Path:
        return self.folder / "expected.yaml"

    def spec(self, name: str) -> Path:
        """Its spec before or after the edit."""
        return self.folder / f"{name}.yaml"

    def expect_plan(self, found: Mapping[str, str]) -> None:
        """Rewrite the plan in `expected.yaml`, and leave the rest as it is."""
        written = yaml.safe_load(self._file.read_text("utf-8")) | {"plan": dict(sorted(found.items()))}
        self._file.write_text(yaml.safe_dump(written, sort_keys=False, width=200), "utf-8")

    def __str__(self) -> str:
        return self.folder.name


def edits() -> list[Edit]:
    """Every case, in order of its name."""
    return [Edit(one.parent) for one in sorted(CASES.glob("*/expected.yaml"))]


class Account(Struct, frozen=True):
    """A project of one environment, and the emulated account that it is applied to.

    Attributes:
        project: the root of the project.
        terraform: the Terraform to run.
        aws: the account.
        running: the variable that tells Terraform of a provider that runs already.
    """

    project: Path
    terraform: Terraform
    aws: Aws
    running: Mapping[str, str] = {}

    @classmethod
    def new(cls, project: Path, terraform: Terraform, aws: Aws) -> Account:
        """Make the project: the common beginning of all specs, and the code of functions."""
        environments = project / "environments" / "shop"
        environments.mkdir(parents=True)
        shutil.copy(CASES / "base.yaml", environments)
        shutil.copytree(HERE / "functions", project / "functions")
        return cls(project, terraform, aws)

    @property
    def out(self) -> Path:
        """The rendered environment."""
        return self.project / "out" / "shop" / "dev"

    def render(self, spec: Path) -> tuple[int, str]:
        """Render a spec over what was rendered before; the exit code and the output."""
        shutil.copy(spec, self.project / "environments" / "shop" / "dev.yaml")
        here = Path.cwd()
        os.chdir(self.project)
        try:
            done = CliRunner().invoke(app, ["render", "shop/dev"])
        finally:
            os.chdir(here)
        return done.exit_code, done.output

    @contextmanager
    def copy(
        self, state: bytes | None = None, variables: Mapping[str, JsonValue] = MappingProxyType({})
    ) -> Iterator[WorkingCopy]:
        """An initialized copy of what is rendered, with a state and values for its variables."""
        settings = {"AWS_ENDPOINT_URL": self.aws.endpoint, "NO_PROXY": HOST, "no_proxy": HOST, **self.running}
        mirror = find_mirror(os.environ)
        with working_copy(
            self.out, self.terraform, mirror, provider=PROVIDER, settings=settings, variables=variables
        ) as work:
            override(work.folder, KNOWN.rehearsal_arguments)
            if state is not None:
                (work.folder / STATE).write_bytes(state)
            init(work, LIMIT)
            with running_provider(work) as served:
                yield served

    def apply(self, work: WorkingCopy) -> bytes:
        """Apply the last plan; the state afterwards."""
        apply(work, LIMIT)
        return (work.folder / STATE).read_bytes()

    def begin(self, spec: Path) -> bytes:
        """Render and apply the first spec; the state."""
        code, output = self.render(spec)
        assert code == 0, output
        import_certificates(self.out, self.aws)
        with self.copy() as work:
            plan_and_apply(work, LIMIT)
            return (work.folder / STATE).read_bytes()


def actions(planned: Plan) -> dict[str, str]:
    """The action at each address that changes."""
    return {
        address: WORDS.get(change.actions, "/".join(change.actions))
        for address, change in planned.changes.items()
        if change.actions not in {("no-op",), ("read",)}
    }


def earlier(work: WorkingCopy) -> Mapping[str, set[str]]:
    """The nodes that must end before each node of the apply begins, by their names in Terraform's graph."""
    written = execute(work, "graph", "-type=apply", f"-plan={work.planned}", timeout=LIMIT)
    assert written.code == 0, written.stderr
    edges: dict[str, set[str]] = {}
    for line in written.stdout.splitlines():
        if match := _EDGE.match(line):
            later, first = (_QUOTED.sub(r"\1", match[name]) for name in ("later", "earlier"))
            edges.setdefault(later, set()).add(first)
    return edges


def comes_before(first: str, second: str, edges: Mapping[str, set[str]]) -> bool:
    """Whether `update <address>` or `destroy <address>` must end before another begins."""
    waiting, seen = [one for one in edges if _is(one, second)], set[str]()
    while waiting:
        for found in edges.get(waiting.pop(), ()):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return any(_is(one, first) for one in seen)


def _is(node: str, step: str) -> bool:
    action, _, address = step.partition(" ")
    # Terraform calls the rest of a replacement `(destroy deposed 1234abcd)`.
    return node.startswith(f"{address} (destroy") if action == "destroy" else node == address
