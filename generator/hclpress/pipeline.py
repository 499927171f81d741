"""The order of the stages, which only this file knows.

load → inherit → fill → validate → wire → pack → render → require → parse → conform → check → adopt → reconcile → readme
→ write
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from msgspec import Struct

from hclpress.catalog import Catalog, Check
from hclpress.consumers import taken_from_consumers
from hclpress.contract_calls.faults import fault_between
from hclpress.diagnostics import Diagnosed, Diagnostic, errors
from hclpress.history.baseline import NOTHING_APPLIED
from hclpress.history.changes import Changes
from hclpress.history.foreseen import Foreseen
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedStack
from hclpress.model.spec_file import SpecFile
from hclpress.model.stack import Stack
from hclpress.model.write_report import WriteReport
from hclpress.module.module import Module
from hclpress.module_folders import SHARED_BY_ALL
from hclpress.output.committed_output import CommittedOutput
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.output.recorded_history import Recorded, read_recorded
from hclpress.producers import Producers, ReadSpec, at_address, files_elsewhere, read_spec
from hclpress.source import document
from hclpress.source.composer import MAX_PROBLEMS
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import MODULES
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.spec.origin import InstanceOrigin
from hclpress.stages.adopt import adopt
from hclpress.stages.check import check
from hclpress.stages.conform import conform
from hclpress.stages.fill import fill, filled_as_far_as_possible
from hclpress.stages.inherit import inherit
from hclpress.stages.load import load
from hclpress.stages.pack import pack, sources, unpackable
from hclpress.stages.parse import parse
from hclpress.stages.readme import readme
from hclpress.stages.reconcile import reconcile
from hclpress.stages.render import render
from hclpress.stages.require import require
from hclpress.stages.wire import wire
from hclpress.stages.write import write
from hclpress.validation.plain_sources import plain_files, plain_sources
from hclpress.validation.unaffected import in_instances, unaffected
from hclpress.validation.unchecked import unchecked
from hclpress.zip_files import Packer

SHARES = PurePosixPath("shares.tf")
"""The file of a root module that publishes facts for other environments."""


class Generated(Struct, frozen=True):
    """One environment, rendered and without problems, not yet written.

    Attributes:
        parsed: the rendered files, read back, with their stack and spec.
        files: all files to write but the manifest, in order of path.
        output: the same with the manifest, for the output folder.
        warnings: the warnings about the spec and of the checks, and the resources that Terraform would replace.
        inputs: every file and folder it was made from, its manifest aside.
        is_settled: whether generating it again, once it is written, gives the same result.
        changes: the changes that an apply will make, compared with what was rendered before.
    """

    parsed: ParsedStack
    files: tuple[GeneratedFile, ...]
    output: EnvironmentOutput
    warnings: tuple[Diagnostic, ...]
    inputs: tuple[Path, ...]
    is_settled: bool
    changes: Changes


def inherited(where: EnvironmentFile) -> document.Mapping:
    """Return the merged spec of an environment as its files have it, with the placeholders in its texts."""
    return inherit(load(where.path, where.extends))


def merged(where: EnvironmentFile) -> document.Mapping:
    """Return the merged spec of an environment, with constants filled in, each value with its place."""
    return fill(inherited(where), where.label)


def validated(where: EnvironmentFile, catalog: Catalog) -> EnvironmentSpec:
    """Return the typed spec of an environment."""
    with _faults_placed(where, catalog):
        return Producers(catalog).validated(where, load(where.path, where.extends))


def wired(where: EnvironmentFile, catalog: Catalog) -> Stack:
    """Return the stack of an environment."""
    with _faults_placed(where, catalog):
        return wire(validated(where, catalog))


def packed(where: EnvironmentFile, catalog: Catalog) -> Stack:
    """Return the stack of an environment with the zip files it deploys."""
    with _faults_placed(where, catalog):
        stack, problems = pack(wired(where, catalog), where.root)
        if problems:
            raise Diagnosed(problems)
        return stack


def generate(
    where: EnvironmentFile,
    catalog: Catalog,
    checks: Iterable[Check],
    today: date | None = None,
    *,
    out: Path | None = None,
    packer: Packer | None = None,
    committed: CommittedOutput | None = None,
    producers: Producers | None = None,
) -> Generated:
    """Generate one environment in memory, from YAML to checked Terraform.

    Args:
        where: the environment.
        catalog: the module types.
        checks: the checks to run.
        today: the day on which the spec is judged and waivers are checked for expiry; by default, today.
        out: the output folder of earlier renders, whose history is used; by default there is none.
        packer: the packer of the run, which packs code once for all environments; by default a new one.
        committed: the output folder in Git, which says what is applied; by default the last render counts as applied.
        producers: the environments of the run that others use, each read once; by default they are read anew.

    Raises:
        Diagnosed: with all problems of the first failing stage, and those that a later one finds in the instances that
            they leave alone; warnings of the checks come with their errors.
    """
    with _faults_placed(where, catalog):
        today = today or date.today()
        packer = packer or Packer(out)
        recorded = Recorded(None, None) if out is None else read_recorded(out, where.address, committed)
        chain = load(where.path, where.extends)
        checking = _Checking(where, catalog, tuple(checks), today, out, packer, producers or Producers(catalog, today))
        parsed, files, found = checking.of_chain(chain)
        spec, stack = parsed.stack.spec, parsed.stack
        adopted = adopt(parsed, files, recorded.baseline)
        reconciled = reconcile(parsed, recorded.baseline, today, adopted.addresses)
        written = (*adopted.files, *reconciled.files)
        if len(written) > len(files):
            # Blocks of history, such as `removed`, may ask for a later Terraform.
            written = require(written)
        everything = tuple(sorted((*written, readme(parsed)), key=lambda file: file.path))
        return Generated(
            parsed,
            everything,
            EnvironmentOutput.of(where.address, everything, reconciled.history, recorded.previous, recorded.accepted),
            (*found, *adopted.warnings, *reconciled.warnings),
            inputs=(
                *(file.path for file in chain),
                *files_elsewhere(spec),
                *plain_files(spec, where.root),
                *sources(stack, where.root, packer),
            ),
            # Warnings on the way are reported once, or until the change is applied.
            is_settled=reconciled.is_settled,
            changes=reconciled.changes,
        )


def foresee(
    where: EnvironmentFile,
    catalog: Catalog,
    checks: Iterable[Check],
    today: date,
    *,
    out: Path,
    packer: Packer,
    committed: CommittedOutput,
    producers: Producers,
) -> tuple[Foreseen, tuple[str, ...]]:
    """Foresee an apply of one environment as its spec is now, whether a render would refuse the change or not.

    The arguments are those of `generate`.

    Returns:
        What is foreseen, and the addresses of the resources that the spec adopts.

    Raises:
        Diagnosed: as `generate` does, but not for what a change would do.
    """
    with _faults_placed(where, catalog):
        recorded = read_recorded(out, where.address, committed)
        checking = _Checking(where, catalog, tuple(checks), today, out, packer, producers)
        parsed, files, _ = checking.of_chain(load(where.path, where.extends))
        adopted = adopt(parsed, files, recorded.baseline).addresses
        return Foreseen.of(parsed, recorded.baseline or NOTHING_APPLIED, today, adopted), tuple(adopted)


Checked: TypeAlias = tuple[ParsedStack, tuple[GeneratedFile, ...], tuple[Diagnostic, ...]]
"""The files of a spec, parsed and as they are, and the warnings."""


class _Checking(Struct, frozen=True):
    """The stages from `fill` to `check`, for a whole spec and for the parts of one that has problems."""

    where: EnvironmentFile
    catalog: Catalog
    checks: tuple[Check, ...]
    today: date
    out: Path | None
    packer: Packer
    producers: Producers

    def of_chain(self, chain: tuple[SpecFile, ...]) -> Checked:
        """Return the files of a spec and all it extends, parsed and as they are, with the warnings.

        Raises:
            Diagnosed: as `generate` does.
        """
        tree = inherit(chain)
        try:
            return self.of(tree)
        except Diagnosed as first:
            raise Diagnosed((*first.diagnostics, *self.problems_beside(first.diagnostics, tree))) from None

    def of(self, tree: document.Mapping) -> Checked:
        """Return the files of a merged spec, parsed and as they are, with the warnings.

        Raises:
            Diagnosed: with the problems of the first stage that has any. Those of placeholders, and those of code that
                cannot be packed, come with those of other stages.
        """
        filled, unfilled = filled_as_far_as_possible(tree, self.where.label)
        try:
            result = self._of_filled(filled)
        except Diagnosed as found:
            # A placeholder without a value has the wrong form as well, which nobody needs to hear.
            places = {one.span for one in unfilled}
            raise Diagnosed((*unfilled, *(one for one in found.diagnostics if one.span not in places))) from None
        if unfilled:
            raise Diagnosed(unfilled)
        return result

    def _of_filled(self, tree: document.Mapping) -> Checked:
        spec = self.producers.validated_tree(self.where, tree)
        try:
            wired_stack = wire(spec)
        except Diagnosed as found:
            raise Diagnosed((*unpackable(spec, self.where.root, self.packer), *found.diagnostics)) from None
        stack, unpacked = pack(wired_stack, self.where.root, self.packer)
        try:
            files = require(render(stack, self.catalog))
            parsed = parse(stack, files)
        except Diagnosed as found:
            raise Diagnosed((*unpacked, *found.diagnostics)) from None
        taken: tuple[Diagnostic, ...] = ()
        if self.out is not None and _takes_away(self.out / self.where.address, files):
            place = Cursor(spec.document, ("shares",)).key_span
            taken = tuple(taken_from_consumers(self.where, self.catalog, place))
        problems = (
            *spec.warnings,
            *unpacked,
            *taken,
            *conform(parsed),
            *unchecked(stack),
            *check(parsed, self.checks, self.today),
        )
        if errors(problems):
            raise Diagnosed(problems)
        return parsed, files, problems

    def problems_beside(self, first: tuple[Diagnostic, ...], tree: document.Mapping) -> Iterator[Diagnostic]:
        """Yield the errors in the instances that the first problems of a spec leave alone, from any stage."""
        last = errors(first)
        rest = unaffected(tree, last, self._contract_of)
        # A spec with more problems than are told is no specification.
        while rest is not None and len(last) < MAX_PROBLEMS:
            try:
                self.of(rest)
            except Diagnosed as found:
                last = errors(found.diagnostics)
            else:
                return
            yield from in_instances(last, rest)
            rest = unaffected(rest, last, self._contract_of)

    def _contract_of(self, module: str) -> type[Module] | None:
        return self.catalog.module(module).settings if module in self.catalog.folders else None


def _takes_away(folder: Path, files: Iterable[GeneratedFile]) -> bool:
    """Whether other environments could read more in the last render than they can now."""
    try:
        before = (folder / SHARES).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    now = next((file.text for file in files if file.path == SHARES), "")
    return not set(before) <= set(now.splitlines())


@contextmanager
def _faults_placed(where: EnvironmentFile, catalog: Catalog) -> Iterator[None]:
    """Turn an exception that a value of a user's own module causes into a diagnostic; any other is a fault of ours."""
    try:
        yield
    except Diagnosed:
        raise
    except Exception as error:
        found = fault_between(error, f"Generating {where.address}", catalog.own)
        if found is None:
            raise
        raise Diagnosed([found]) from error


def written(generated: Iterable[Generated], out: Path) -> tuple[WriteReport, ...]:
    """Write generated environments below `out`: all of them, or none.

    Raises:
        Diagnosed: with every obstacle in any of the environments.
    """
    return write((one.output for one in generated), out)


def chain_of(where: EnvironmentFile, read: ReadSpec = read_spec) -> frozenset[Path]:
    """Return the specs of an environment: its own and all it extends, and those of the environments that it uses.

    Args:
        where: the environment.
        read: a function that reads a spec.

    Raises:
        Diagnosed: when one of them is missing or not YAML, or cannot be merged.
    """
    found: set[Path] = set()
    pending, known = [where], {where.path}
    while pending:
        one = pending.pop()
        reading = read(one)
        found.update(reading.files)
        for address in reading.uses:
            other = at_address(address, where)
            if other.path not in known and other.path.is_file():
                known.add(other.path)
                pending.append(other)
    return frozenset(found)


def account_and_roles_of(where: EnvironmentFile) -> tuple[str | None, str | None, str | None]:
    """Return what the spec of an environment names: its AWS account, the role that plans, the role that applies.

    Raises:
        Diagnosed: when the spec cannot be merged.
    """
    top = Cursor(merged(where))
    account, plan, apply = (
        value if isinstance(value := top.child(*path).plain, str) else None
        for path in (("account_id",), ("roles", "plan"), ("roles", "apply"))
    )
    return account, plan, apply


def instances_of(where: EnvironmentFile) -> tuple[str, ...]:
    """Return the names of the instances that the spec of an environment declares.

    Raises:
        Diagnosed: when the spec cannot be merged.
    """
    instances = Cursor(merged(where), (MODULES,)).plain
    return tuple(instances) if isinstance(instances, dict) else ()


def read_for(where: EnvironmentFile, catalog: Catalog) -> frozenset[Path]:
    """Return the files that an environment is made of, and the folders that count with all their files.

    Raises:
        Diagnosed: when its spec has a problem.
    """
    chain = load(where.path, where.extends)
    stack = wire(Producers(catalog).validated(where, chain))
    of_modules = (InstanceOrigin.MADE, InstanceOrigin.EXISTING)
    named = {one.module for one in stack.spec.placements.values() if one.origin in of_modules}
    modules = {catalog.module(name).folder.absolute() for name in named}
    specs = (*(file.path for file in chain), *files_elsewhere(stack.spec), *plain_sources(stack.spec, where.root))
    return frozenset((*specs, *modules, *SHARED_BY_ALL, *sources(stack, where.root, Packer())))
