"""Examples of a module: whole specs beside it, the files they render to, and the plans they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml
from msgspec import Struct

from hclpress.catalog import Catalog, Check, ModuleKind
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.plan_expectations import problems as plan_problems
from hclpress.terraform.provider_mirror import Mirror

SPEC, EXPECTED, PLAN = "spec.yaml", "expected", "plan.yaml"
_UPDATE = "If it is right now, `hclpress test-modules --update` writes it."


class Example(Struct, frozen=True):
    """One folder of `<module>/examples`.

    Attributes:
        module: the module it belongs to.
        case: the name of the folder.
        folder: the folder: a `spec.yaml`, the files of the module in `expected/`, and perhaps a `plan.yaml`.
    """

    module: str
    case: str
    folder: Path

    def generate(self, catalog: Catalog, checks: tuple[Check, ...], today: date | None = None) -> Generated:
        """Generate its `spec.yaml` as an environment `example/<case>`.

        Raises:
            Diagnosed: as `hclpress.pipeline.generate` does.
        """
        return generate(EnvironmentFile("example", self.case, self.folder / SPEC), catalog, checks, today)

    def rendered(self, generated: Generated) -> dict[str, str]:
        """The files of the module's instances: text by path below `expected/`."""
        own = {one.name for one in generated.parsed.stack.instances if one.module == self.module}
        return {
            file.path.relative_to("modules").as_posix(): file.text
            for file in generated.files
            if file.instance in own and file.is_terraform
        }

    def expected(self) -> dict[str, str]:
        """The files that stand in `expected/`, by path."""
        place = self.folder / EXPECTED
        return {path.relative_to(place).as_posix(): path.read_text("utf-8") for path in sorted(place.rglob("*.tf"))}

    @property
    def has_plan(self) -> bool:
        """Whether a `plan.yaml` says what its plan must hold."""
        return (self.folder / PLAN).is_file()

    def __str__(self) -> str:
        return f"{self.module}/{self.case}"


def examples_of(kind: ModuleKind) -> tuple[Example, ...]:
    """The examples of a module, by name."""
    return tuple(
        Example(kind.name, spec.parent.name, spec.parent) for spec in sorted(kind.folder.glob(f"examples/*/{SPEC}"))
    )


def update(example: Example, rendered: Mapping[str, str]) -> None:
    """Make `expected/` hold just what is rendered."""
    place = example.folder / EXPECTED
    for path in sorted(place.rglob("*.tf")):
        path.unlink()
    for name, text in rendered.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")


def differences(example: Example, rendered: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Each file that is not what stands in `expected/`, at the first line that differs."""
    expected = example.expected()
    for name in sorted(expected.keys() | rendered.keys()):
        path = shown(example.folder / EXPECTED / name)
        if name not in rendered:
            yield Diagnostic("module/not-rendered", f"{path} is not rendered", _UPDATE, Span.start_of(path))
        elif name not in expected:
            yield Diagnostic("module/not-expected", f"{path} is not there", f"{example} renders it. {_UPDATE}")
        elif rendered[name] != expected[name]:
            line, now = _first_difference(expected[name], rendered[name])
            yield Diagnostic(
                "module/renders-differently",
                f"{example} renders something else",
                f"Now: `{now.strip()}`. {_UPDATE}" if now.strip() else f"Nothing is rendered here now. {_UPDATE}",
                Span(path, line, 1, line, 1),
            )


def plan_differences(
    example: Example, generated: Generated, terraform: Terraform, mirror: Mirror | None
) -> Iterator[Diagnostic]:
    """Plan an example with real Terraform and hold the plan against `plan.yaml`.

    Raises:
        Diagnosed: when Terraform refuses it, and for a `plan.yaml` that is no mapping.
    """
    path = example.folder / PLAN
    inventory = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(inventory, dict):
        detail = "It holds the sections `counts`, `values`, `references` and `outputs`."
        raise Diagnosed([Diagnostic("module/bad-plan", f"{shown(path)} is no inventory", detail, _start(path))])
    plan, _ = plan_generated(generated, terraform, mirror)
    for problem in plan_problems(plan, inventory):
        yield Diagnostic("module/plan-differs", f"The plan of {example} holds something else", problem, _start(path))


def _start(path: Path) -> Span:
    return Span.start_of(shown(path))


def _first_difference(before: str, now: str) -> tuple[int, str]:
    """The number of the first line that differs, and the text there now."""
    old, new = before.splitlines(), now.splitlines()
    for number, line in enumerate(old, start=1):
        if number > len(new) or new[number - 1] != line:
            return number, new[number - 1] if number <= len(new) else ""
    return len(old), new[len(old)] if len(new) > len(old) else ""
