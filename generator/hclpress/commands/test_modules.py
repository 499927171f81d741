"""hclpress test-modules: compare the examples of modules with their expected files and plans."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from hclpress.authoring.examples import Example, differences, examples_of, plan_differences, update
from hclpress.catalog import Catalog, Check, ModuleKind, find_checks, find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
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
    """
    catalog, checks = find_modules(folders), find_checks()
    wanted = [name for name, folder in catalog.folders.items() if folder.parent in [one.absolute() for one in folders]]
    rows: list[tuple[str, str, str]] = []
    problems: list[Diagnostic] = []
    for name in sorted(wanted):
        try:
            kind = catalog.module(name)
        except Diagnosed as found:
            problems += found.diagnostics
            rows.append((name, "contract", "failed"))
            continue
        for example, step, found_in_step in _tested(kind, catalog, checks, options):
            problems += found_in_step
            rows.append((example, step, "failed" if found_in_step else "passed"))
    console.table(("Example", "Step", "Result"), rows)
    console.report(
        problems, {"examples": [{"example": one, "step": step, "result": result} for one, step, result in rows]}
    )
    return 1 if problems else 0


def _tested(
    kind: ModuleKind, catalog: Catalog, checks: tuple[Check, ...], options: TestOptions
) -> Iterator[tuple[str, str, tuple[Diagnostic, ...]]]:
    examples = examples_of(kind)
    if not examples:
        yield kind.name, "examples", (_no_example(kind),)
    for example in examples:
        yield from _tested_example(example, catalog, checks, options)


def _tested_example(
    example: Example, catalog: Catalog, checks: tuple[Check, ...], options: TestOptions
) -> Iterator[tuple[str, str, tuple[Diagnostic, ...]]]:
    try:
        generated = example.generate(catalog, checks)
    except Diagnosed as found:
        yield str(example), "render", found.diagnostics
        return
    rendered = example.rendered(generated)
    if options.rewrite:
        update(example, rendered)
    yield str(example), "render", tuple(differences(example, rendered))
    if example.has_plan and options.plans:
        try:
            terraform = find_terraform(options.terraform, os.environ)
            yield str(example), "plan", tuple(plan_differences(example, generated, terraform, find_mirror(os.environ)))
        except Diagnosed as found:
            yield str(example), "plan", found.diagnostics


def _no_example(kind: ModuleKind) -> Diagnostic:
    return Diagnostic(
        "module/no-example",
        f"Module {kind.name} has no example",
        f"Write a whole spec as {shown(kind.folder)}/examples/<name>/spec.yaml; with --update the files it renders to "
        "are written beside it.",
        Span.start_of(shown(kind.folder)),
    )
