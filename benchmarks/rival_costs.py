"""Other programs that generate the same Terraform, and Terraform's own checks of it, against hclpress from cold."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.contexts import write_contexts
from benchmarks.fleet import PROJECT, make_fleet
from benchmarks.measuring import Cost, in_turns
from benchmarks.programs import HCLPRESS, HERE, MORE_RUNS, PROCESSES, floor
from benchmarks.report import Report
from benchmarks.rivals import cdktf, kapitan
from benchmarks.rivals.contender import Contender
from benchmarks.rivals.installing import Unavailable
from hclpress.catalog import find_checks, find_modules
from hclpress.diagnostics import Diagnosed
from hclpress.history.resources import resources_of
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.environment_variables import missing_paths
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import init, working_copy

TARGETS = 100
COLUMNS = ("", "wall s", "CPU s", "peak MiB", "hclpress: wall s", "CPU s", "peak MiB", "hclpress to it")
_MODULE = re.compile(r"module\.[\w-]+\.")

PYTHON = "CDKTF for Python, synth"
CDKTF_SYNTH = "`cdktf synth` of compiled TypeScript"
TYPESCRIPT = "CDKTF for TypeScript, compiled, by Node alone"
KAPITAN = f"`kapitan compile`, {TARGETS} targets"


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it; a program that cannot be installed is noted as such."""
    folder = scratch / "rivals"
    folder.mkdir()
    comparisons = _Comparisons(report, runs)
    _storefront(comparisons, folder)
    _many_storefronts(comparisons, folder)
    report.table("Others, each in turn with hclpress from cold", COLUMNS, comparisons.rows)


class _Comparisons:
    """The comparisons so far."""

    def __init__(self, report: Report, runs: int) -> None:
        self.rows: list[Sequence[str]] = []
        self._report = report
        self._runs = runs

    def add(self, what: str, rival: Contender, ours: Contender, *, most: float | None = None, often: int = 1) -> float:
        """Run both in turn, `often` times the requested number; note the costs and return the ratio of ours."""
        other, own = in_turns(self._runs * often, rival.cost, ours.cost)
        ratio = own.wall / other.wall
        self.rows.append((what, *_figures(other), *_figures(own), f"{ratio:.3g} ×"))
        if most is not None:
            self.goal(what, most, ratio)
        return ratio

    def goal(self, what: str, most: float, measured: float | str, least: tuple[float, str] | None = None) -> None:
        """Note a comparison with a goal."""
        self._report.goal(f"hclpress against {what}", most, measured, least)

    def leave_out(self, what: str, why: Exception, *, most: float | None = None) -> None:
        """Note a comparison that could not be made, and the reason."""
        reason = " ".join(str(why).split())
        self.rows.append((what, reason, *[""] * (len(COLUMNS) - 2)))
        if most is not None:
            self.goal(what, most, reason)


def _figures(cost: Cost) -> tuple[str, str, str]:
    return (f"{cost.wall:.3f}", f"{cost.cpu:.3f}", f"{cost.peak:.0f}")


def _storefront(comparisons: _Comparisons, scratch: Path) -> None:
    """Compare one environment, `storefront/dev`, with CDKTF and with Terraform's checks of the output."""
    project = scratch / "storefront"
    shutil.copytree(PROJECT / "functions", project / "functions", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(PROJECT / "environments" / "storefront", project / "environments" / "storefront")
    ours = _rendering(project, "storefront/dev")
    wanted = _resources(project / "environments" / "storefront" / "dev.yaml")
    try:
        python = cdktf.python_synth(scratch)
    except Unavailable as reason:
        comparisons.leave_out(PYTHON, reason, most=1 / 25)
    else:
        _prove(python, lambda: cdktf.demand_resources(python, wanted))
        comparisons.add(PYTHON, python, ours, most=1 / 25)
    try:
        by_node, by_cdktf = cdktf.typescript_synths(scratch)
    except Unavailable as reason:
        comparisons.leave_out(CDKTF_SYNTH, reason, most=1 / 8)
        comparisons.leave_out(TYPESCRIPT, reason, most=1)
    else:
        _prove(by_cdktf, lambda: cdktf.demand_resources(by_cdktf, wanted))
        comparisons.add(CDKTF_SYNTH, by_cdktf, ours, most=1 / 8, often=MORE_RUNS)
        _prove(by_node, lambda: cdktf.demand_resources(by_node, wanted))
        comparisons.add(TYPESCRIPT, by_node, ours, most=1, often=MORE_RUNS)
    ours.cost()
    _terraform(comparisons, project / "out" / "storefront" / "dev", ours)


def _many_storefronts(comparisons: _Comparisons, scratch: Path) -> None:
    """Compare a hundred environments of the storefront with Kapitan compiling the same files."""
    project = scratch / "storefronts"
    make_fleet(project, TARGETS, "storefront")
    ours = _rendering(project)
    ours.cost()
    rendered = scratch / "wanted"
    shutil.copytree(project / "out" / "storefront", rendered)
    try:
        compiling = kapitan.compile_all(rendered, scratch / "kapitan")
    except Unavailable as reason:
        comparisons.leave_out(KAPITAN, reason, most=1 / 12)
        return
    _prove(compiling, lambda: kapitan.demand_files(compiling, rendered))
    ratio = comparisons.add(KAPITAN, compiling, ours)
    # The lower bound of any program that renders by Jinja.
    contexts = scratch / "contexts"
    contexts.mkdir()
    write_contexts(project, contexts)
    command = (*floor(contexts, project / "bare", PROCESSES),)
    alone = comparisons.add(
        f"{KAPITAN}; not by hclpress but by Jinja alone", compiling, Contender(command, project, ("bare",), HERE)
    )
    comparisons.goal(KAPITAN, 1 / 12, ratio, (alone, "Jinja alone, with nothing else to do"))


def _terraform(comparisons: _Comparisons, rendered: Path, ours: Contender) -> None:
    """Measure `terraform fmt -check` and `terraform validate` of the output, once providers are installed."""
    formatting, validation = "`terraform fmt -check` of it", "`terraform validate` of it"
    try:
        terraform = find_terraform(None, os.environ)
        with working_copy(rendered, terraform, find_mirror(os.environ)) as work:
            init(work)
            # Settings that name missing files would make Terraform refuse to start.
            environ = dict.fromkeys(missing_paths(os.environ), "") | dict(work.environ)
            # On a copy: hclpress removes its own output in between.
            copied = work.folder.with_name("formatted")
            shutil.copytree(rendered, copied)
            check = Contender((*terraform.command, "fmt", "-check", "-recursive"), copied, (), environ)
            comparisons.add(formatting, check, ours)
            validate = Contender((*terraform.command, "validate"), work.folder, (), environ)
            comparisons.add(validation, validate, ours)
    except Diagnosed as reason:
        comparisons.leave_out(formatting, reason)
        comparisons.leave_out(validation, reason)


def _rendering(project: Path, *addresses: str) -> Contender:
    """Return hclpress from cold; templates stay compiled in the user's cache, as after any first run."""
    return Contender((HCLPRESS, "render", *addresses), project, ("out", ".hclpress_cache"))


def _resources(spec: Path) -> Mapping[str, int]:
    """Return the number of resources of each type in an environment, with `for_each` evaluated."""
    environment = EnvironmentFile(spec.parent.name, spec.stem, spec)
    generated = generate(environment, find_modules(), find_checks())
    addresses = resources_of(generated.parsed.modules)
    return Counter(_MODULE.sub("", address).partition(".")[0] for address in addresses)


def _prove(rival: Contender, demand: Callable[[], None]) -> None:
    """Run it once unmeasured, which also fills its caches, and check that its output is the same as ours."""
    rival.cost()
    demand()
