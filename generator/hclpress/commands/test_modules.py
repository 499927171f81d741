"""hclpress test-modules: compare the examples of modules with their expected files and plans."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from hclpress.authoring.examples import Example, differences, examples_of, plan_differences, update
from hclpress.catalog import Catalog, Check, ModuleKind, find_checks, find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.pipeline import Generated
from hclpress.project.project import each_once
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.ui.console import Console


class TestOptions(Struct, frozen=True):
    """Options of a test run.

    Attributes:
        rewrite: whether `expected/` is rewritten instead of compared.
        plans: whether examples with a `plan.yaml` are planned.
        terraform: the Terraform that plans; None for the one that is found.
    """

    rewrite: bool = False
    plans: bool = True
    terraform: str | None = None


def run_module_tests(console: Console, folders: tuple[Path, ...], options: TestOptions) -> int:
    """Test the modules in some folders by their examples.

    Each example must render to its `expected/`, and plan to its `plan.yaml`.

    Args:
        console: the console.
        folders: folders that hold module folders.
        options: the options.

    Returns:
        0, or 1 when any example fails or a module has none.

    Raises:
        Diagnosed: when there is no folder, and for one without modules.
    """
    if not folders:
        detail = "Write `hclpress test-modules modules`, or name the folder as `modules` in the project file."
        raise Diagnosed([Diagnostic("module/no-folder", "No folder of modules is given", detail)])
    folders = each_once(folders)
    catalog, checks = find_modules(folders), find_checks()
    wanted = [name for name, folder in catalog.folders.items() if folder.parent in [one.absolute() for one in folders]]
    steps: list[_Step] = []
    tried: list[_Tried] = []
    for name in sorted(wanted):
        try:
            kind = catalog.module(name)
        except Diagnosed as found:
            steps.append(_Step(name, "contract", found.diagnostics))
            continue
        examples = examples_of(kind)
        if not examples:
            steps.append(_Step(name, "examples", (_no_example(kind),)))
        tried += [_try(example, catalog, checks, options) for example in examples]
    # Nothing is written while anything is broken.
    is_whole = not any(one.problems for one in tried) and all(one.step == "examples" for one in steps)
    for one in tried:
        steps += _tested(one, options, is_whole)
    rows = [(one.example, one.step, one.result) for one in steps]
    problems = [problem for one in steps for problem in one.problems]
    console.table(("Example", "Step", "Result"), rows)
    console.report(
        problems, {"examples": [{"example": one, "step": step, "result": result} for one, step, result in rows]}
    )
    return 1 if problems else 0


class _Step(Struct, frozen=True):
    """One row of the table."""

    example: str
    step: str
    problems: tuple[Diagnostic, ...] = ()
    is_left_out: bool = False

    @property
    def result(self) -> str:
        if self.problems:
            return "failed"
        return "not written" if self.is_left_out else "passed"


class _Tried(Struct, frozen=True):
    """An example that is rendered and read, with what is wrong in it; nothing is compared or written yet."""

    example: Example
    generated: Generated | None
    problems: tuple[Diagnostic, ...]


def _try(example: Example, catalog: Catalog, checks: tuple[Check, ...], options: TestOptions) -> _Tried:
    generated: Generated | None = None
    rendered: tuple[str, ...] = ()
    problems: list[Diagnostic] = []
    try:
        generated = example.generate(catalog, checks)
        rendered = tuple(example.rendered(generated))
    except Diagnosed as found:
        problems += found.diagnostics
    try:
        example.expected(rendered)
    except Diagnosed as found:
        problems += found.diagnostics
    if example.has_plan and options.plans:
        try:
            example.inventory()
        except Diagnosed as found:
            problems += found.diagnostics
    return _Tried(example, generated, tuple(problems))


def _tested(tried: _Tried, options: TestOptions, is_whole: bool) -> Iterator[_Step]:
    example, generated = tried.example, tried.generated
    if tried.problems or generated is None:
        yield _Step(str(example), "render", tried.problems)
        return
    if options.rewrite and not is_whole:
        yield _Step(str(example), "render", is_left_out=True)
        return
    rendered = example.rendered(generated)
    try:
        if options.rewrite:
            update(example, rendered)
        yield _Step(str(example), "render", tuple(differences(example, rendered)))
    except Diagnosed as found:
        yield _Step(str(example), "render", found.diagnostics)
    if example.has_plan and options.plans:
        try:
            terraform = find_terraform(options.terraform, os.environ)
            found_in_plan = tuple(plan_differences(example, generated, terraform, find_mirror(os.environ)))
            yield _Step(str(example), "plan", found_in_plan)
        except Diagnosed as found:
            yield _Step(str(example), "plan", found.diagnostics)


def _no_example(kind: ModuleKind) -> Diagnostic:
    return Diagnostic(
        "module/no-example",
        f"Module {kind.name} has no example",
        f"Write a whole spec as {shown(kind.folder)}/examples/<name>/spec.yaml; with --update the files it renders to "
        "are written beside it.",
        Span.start_of(shown(kind.folder)),
    )
