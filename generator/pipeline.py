"""The order of the stages; the only place that knows it.

load → inherit → specify → wire → pack → render → parse → check → explain → write
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.catalog import Catalog, Check
from generator.diagnostics import Diagnosed, Diagnostic, errors
from generator.model.address import EnvironmentFile
from generator.model.parsed import ParsedStack
from generator.model.source_file import SourceFile
from generator.model.stack import EnvironmentSpec, Stack
from generator.source import document
from generator.stages.check import check
from generator.stages.explain import explain
from generator.stages.inherit import inherit
from generator.stages.load import load
from generator.stages.pack import pack
from generator.stages.parse import parse
from generator.stages.render import render
from generator.stages.specify import specify
from generator.stages.wire import wire
from generator.stages.write import WriteReport, write


@dataclass(frozen=True, slots=True)
class Pressed:
    """One environment, rendered and found sound, not yet written.

    Attributes:
        parsed: what was rendered, read back; its stack and spec with it.
        files: everything to be written, in order of path.
        warnings: what the checks mind without stopping.
    """

    parsed: ParsedStack
    files: tuple[SourceFile, ...]
    warnings: tuple[Diagnostic, ...]


def merged(where: EnvironmentFile) -> document.Mapping:
    """The spec of an environment with all it extends, each value with its place."""
    return inherit(load(where.path))


def specified(where: EnvironmentFile, catalog: Catalog) -> EnvironmentSpec:
    """The typed spec of an environment."""
    return specify(merged(where), where.system, where.label, catalog)


def wired(where: EnvironmentFile, catalog: Catalog) -> Stack:
    """The stack of an environment."""
    return wire(specified(where, catalog))


def press(where: EnvironmentFile, catalog: Catalog, checks: Iterable[Check], today: date | None = None) -> Pressed:
    """One environment from YAML to sound Terraform, in memory. `today`, left out, is today: waivers expire.

    Raises:
        Diagnosed: with everything the first failing stage found; warnings of the checks stand among their errors.
    """
    stack = pack(wired(where, catalog), where.root)
    files = render(stack, catalog)
    parsed = parse(stack, files)
    found = check(parsed, checks, today or date.today())
    if errors(found):
        raise Diagnosed(found)
    return Pressed(parsed, tuple(sorted((*files, explain(parsed)), key=lambda file: file.path)), found)


def press_all(
    environments: Iterable[EnvironmentFile], catalog: Catalog, checks: tuple[Check, ...]
) -> Iterator[Pressed | Diagnosed]:
    """Each environment in turn, pressed or with what is wrong with it; one that fails does not hide the others."""
    for where in environments:
        try:
            yield press(where, catalog, checks)
        except Diagnosed as found:
            yield found


def written(pressed: Iterable[Pressed], out: Path, *, pretend: bool = False) -> tuple[WriteReport, ...]:
    """Write pressed environments below `out`; first all are tried, so that one refusal leaves everything as it was.

    Raises:
        Diagnosed: with every file in the way in any of the environments.
    """
    everything = tuple(pressed)
    problems: list[Diagnostic] = []
    reports = []
    for one in everything:
        try:
            reports.append(write(one.files, out / one.parsed.stack.spec.address, pretend=True))
        except Diagnosed as found:
            problems.extend(found.diagnostics)
    if problems:
        raise Diagnosed(problems)
    if pretend:
        return tuple(reports)
    return tuple(write(one.files, out / one.parsed.stack.spec.address) for one in everything)
