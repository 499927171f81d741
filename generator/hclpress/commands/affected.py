"""hclpress affected: list the environments that a change affects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, structs

import hclpress
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.pipeline import account_and_roles_of, chain_of, read_for
from hclpress.producers import ReadSpec, read_spec
from hclpress.project.project import Project
from hclpress.spec.environment_file import BASES, ENDING, EnvironmentFile
from hclpress.system.git import changed_since
from hclpress.ui.console import Console
from hclpress.waves import waves
from hclpress.workflows import github, gitlab
from hclpress.workflows.ci_systems import AffectedForm
from hclpress.workflows.jobs import Job, Roles, jobs_for
from hclpress.workflows.project_settings import Setup

_SHOWN = 3
"""The number of relevant changed files named in a line."""


class AffectedOptions(Struct, frozen=True):
    """The options of the command.

    Attributes:
        since: the revision to compare with.
        common: files that affect every environment, such as the one that pins hclpress itself.
        form: the output format.
        wave: the only wave to list; None for all.
    """

    since: str
    common: tuple[Path, ...]
    form: AffectedForm
    wave: int | None = None


def affected(console: Console, project: Project, wanted: Iterable[str], out: Path, options: AffectedOptions) -> int:
    """List the environments that a change affects through their specs, functions, modules or committed output.

    Returns:
        0, whether there are any or not.

    Raises:
        Diagnosed: when git cannot list the changes, or a spec is wrong, since its sources are unknown then.
    """
    environments = project.environments(wanted)
    changed = changed_since(options.since, project.specs.absolute().parent)
    # One spec is asked several times: for its own files, for those of its users, and for its wave.
    read = lru_cache(maxsize=None)(read_spec)
    concerns = _concerns(project, environments, out, options.common, changed, read)
    concerned = [where for where in environments if concerns[where]]
    order = waves(concerned, read)
    if options.wave is not None:
        concerned = [where for where in concerned if order[where.address] == options.wave]
        concerns = {where: concerns[where] for where in concerned}
    addresses = [where.address for where in concerned]
    setup = Setup(out, project.specs, project.own_modules, project.file.deploy_branch, bool(project.file.accounts))
    match options.form:
        case AffectedForm.MATRIX:
            console.say(github.matrix(jobs_for(addresses, _roles(project, concerned))))
        case AffectedForm.GITLAB:
            roles = _roles(project, concerned)
            console.say(gitlab.child_pipeline(_in_waves(addresses, order, roles), setup))
        case _:
            _say(console, concerns)
    console.report(
        _removed(project.specs.absolute(), changed),
        {
            "environments": [
                {"environment": where.address, "changed": concerns[where], "wave": order.get(where.address)}
                for where in concerns
            ]
        },
    )
    return 0


def _in_waves(addresses: Sequence[str], order: Mapping[str, int], roles: Mapping[str, Roles]) -> Iterator[Job]:
    """Yield the jobs of each wave, the first wave first."""
    for wave in sorted({order[address] for address in addresses}):
        of_wave = [address for address in addresses if order[address] == wave]
        yield from (structs.replace(job, wave=wave) for job in jobs_for(of_wave, roles))


def _concerns(
    project: Project,
    environments: Sequence[EnvironmentFile],
    out: Path,
    common: Iterable[Path],
    changed: frozenset[Path],
    read: ReadSpec,
) -> dict[EnvironmentFile, list[str]]:
    """Return the changed files of each affected environment, as paths for people."""
    if not changed:
        return {where: [] for where in environments}
    above: dict[Path, set[Path]] = {}
    for path in changed:
        for place in (path, *path.parents):
            above.setdefault(place, set()).add(path)
    # If only specs and output have changed, the used functions and modules need not be found.
    folders = (project.specs.absolute(), out.absolute())
    only_specs = all(any(path.is_relative_to(one) for one in folders) for path in changed)
    settings = () if project.file.path is None else (project.file.path,)
    everywhere = (Path(hclpress.__file__).parent, *settings, *(path.absolute() for path in common))
    concerns = {}
    problems: list[Diagnostic] = []
    for where in environments:
        try:
            made_of = chain_of(where, read) if only_specs else read_for(where, project.catalog)
        except Diagnosed as found:
            problems.extend(found.diagnostics)
            continue
        places = {*made_of, *everywhere, (out / where.address).absolute()}
        # A file may lie below several of them.
        concerns[where] = sorted({_shown(path) for place in places for path in above.get(place, ())})
    if problems:
        raise Diagnosed(problems)
    return concerns


def _roles(project: Project, environments: Iterable[EnvironmentFile]) -> dict[str, Roles]:
    """The roles of each environment: those of its spec, or of its account in the project file."""
    roles = {}
    for where in environments:
        number, plan, apply = account_and_roles_of(where)
        account = project.file.account(number)
        if account is not None:
            plan, apply = plan or account.plan_role, apply or account.apply_role
        if account is not None or plan or apply:
            roles[where.address] = (plan, apply)
    return roles


def _removed(specs: Path, changed: frozenset[Path]) -> list[Diagnostic]:
    """Return the warnings about removed environments: nobody plans them any more, and their resources still exist."""
    gone = sorted(
        path.with_suffix("").relative_to(specs).as_posix()
        for path in changed
        if path.suffix == ENDING
        and path.parent.parent == specs
        and not BASES.fullmatch(path.stem)
        and not path.exists()
    )
    return [
        Diagnostic(
            "affected/environment-gone",
            f"The spec of {address} was removed",
            "Its resources still exist, and no plan shows them any more. Destroy them from an older commit.",
            severity=Severity.WARNING,
        )
        for address in gone
    ]


def _say(console: Console, concerns: dict[EnvironmentFile, list[str]]) -> None:
    for where, paths in concerns.items():
        if paths:
            more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
            console.say(f"{where.address}: {', '.join(paths[:_SHOWN])}{more}")
    if not any(concerns.values()):
        console.say("No environment is affected.")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
