"""hclpress preview: list what an apply would do, without an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs, to_builtins

from hclpress.aws.resource_facts import KNOWN
from hclpress.cache.results import Results
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.fleet.own_names import own_names
from hclpress.fleet.preview_many import preview_many
from hclpress.history.alike_previews import AlikePreviews, alike_previews
from hclpress.model.environment_preview import EnvironmentPreview
from hclpress.output.applied_state import AppliedState
from hclpress.output.committed_output import CommittedOutput
from hclpress.output.committed_preview import preview_between
from hclpress.output.rendered_by import commit_rendered_by
from hclpress.pipeline import merged
from hclpress.project.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.system.git import branched_off, commit_of
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json
from hclpress.ui.preview_form import Gate, PreviewForm
from hclpress.ui.preview_markdown import preview_markdown
from hclpress.ui.preview_text import preview_text

REFUSED_BY_A_GATE = 4
"""The exit code if a change is one that `--fail-on` names."""
_GRAVE = ("replace", "delete")


class PreviewOptions(Struct, frozen=True):
    """The options of the command.

    Attributes:
        since: the revision from which the work branched off; None for the one that is applied.
        until: the revision with the work; None for the working tree.
        against: the version of hclpress that rendered the output to compare with; None for any.
        gates: the kinds of changes for which the exit code is not 0.
        form: the output format.
        cache: whether results of earlier runs are reused for unchanged environments.
    """

    since: str | None
    until: str | None
    against: str | None
    gates: tuple[Gate, ...]
    form: PreviewForm
    cache: bool = True


def preview(console: Console, project: Project, wanted: Iterable[str], options: PreviewOptions) -> int:
    """List what an apply would do to each environment.

    Returns:
        0, 1 if a render would refuse a change, or 4 if a change is one that `options.gates` name.

    Raises:
        Diagnosed: when a revision is not there, or a spec has a problem.
    """
    wanted = tuple(wanted)
    told: list[Diagnostic] = []
    if options.until is not None:
        found = _committed(project, wanted, options)
    else:
        found, told = _of_the_working_tree(console, project, wanted, options)
    groups = _gravest_first(alike_previews(found))
    findings = (*told, *(one for preview in found for one in preview.findings))
    once = (*told, *(one for group in groups for one in group.first.findings))
    if options.form is PreviewForm.MARKDOWN:
        console.say(preview_markdown(groups, len(found), once))
    elif options.form is PreviewForm.TEXT:
        console.say(preview_text(groups, len(found)))
        console.diagnostics(once)
    else:
        console.report(findings, _as_json(found, groups))
    if any(one.severity is Severity.ERROR for one in findings):
        return 1
    return REFUSED_BY_A_GATE if any(_closes(gate, found) for gate in options.gates) else 0


def _of_the_working_tree(
    console: Console, project: Project, wanted: Sequence[str], options: PreviewOptions
) -> tuple[list[EnvironmentPreview], list[Diagnostic]]:
    today, branch = date.today(), project.file.deploy_branch
    since = _base(project, options)
    results = None
    if options.cache:
        applied = AppliedState(project.out, branch)
        results = Results(project.specs, project.own_modules, today, project.file.path, applied)
    environments = project.environments(wanted)
    found = preview_many(console, project, environments, since, today, results)
    gone = [] if wanted else _gone(environments, CommittedOutput(project.out, branch, since), project)
    return found, gone


def _committed(project: Project, wanted: Sequence[str], options: PreviewOptions) -> list[EnvironmentPreview]:
    folder, branch = project.specs.absolute().parent, project.file.deploy_branch
    until = commit_of(str(options.until), folder)
    since = branched_off(options.since or branch, folder, until)
    before = CommittedOutput(project.out, branch, since)
    after = CommittedOutput(project.out, branch, until)
    known = sorted({*before.addresses(), *after.addresses()})
    chosen = [one for one in known if not wanted or one in wanted or one.partition("/")[0] in wanted]
    if missing := [one for one in wanted if not any(one in {each, each.partition("/")[0]} for each in known)]:
        raise Diagnosed([_not_committed(name, known) for name in missing])
    kinds = (project.catalog.module(name).settings for name in project.catalog.names)
    facts = KNOWN.with_those_of(kind.resource_facts for kind in kinds)
    return [_with_names(preview_between(before, after, one, facts), project) for one in chosen]


def _with_names(preview: EnvironmentPreview, project: Project) -> EnvironmentPreview:
    """Return a preview of commits with the names that its spec in the working tree has; without a spec, as it is."""
    if preview.is_empty:
        return preview
    try:
        names = own_names(preview.address, merged(project.environment(preview.address)))
    except Diagnosed:
        return preview
    return structs.replace(preview, names=names)


def _base(project: Project, options: PreviewOptions) -> str | None:
    """Return the commit to compare with; None for the applied one."""
    folder = project.specs.absolute().parent
    if options.since is not None:
        return branched_off(options.since, folder)
    if options.against is not None:
        return commit_rendered_by(options.against, CommittedOutput(project.out, project.file.deploy_branch))
    return None


def _gone(environments: Iterable[EnvironmentFile], committed: CommittedOutput, project: Project) -> list[Diagnostic]:
    """Return the warnings about environments whose output is committed and whose spec is gone."""
    known = {where.address for where in environments}
    return [
        Diagnostic(
            "preview/environment-gone",
            f"The spec of {address} is gone",
            "Its resources still exist, and no apply removes them. Destroy them from a commit that has the spec.",
            severity=Severity.WARNING,
        )
        for address in (() if project.shard else committed.addresses())
        if address not in known
    ]


def _not_committed(name: str, known: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        "preview/not-committed",
        f"Neither revision has output of {name}",
        f"There is: {', '.join(known) or 'none'}. Output is committed as `hclpress render` writes it.",
    )


def _gravest_first(groups: Iterable[AlikePreviews]) -> list[AlikePreviews]:
    return sorted(groups, key=_gravity)


def _gravity(group: AlikePreviews) -> tuple[bool, bool, int]:
    resources = group.first.resources
    loses, grave = any(one.loses for one in resources), any(one.action in _GRAVE for one in resources)
    return not loses, not grave, -len(group.environments)


def _closes(gate: Gate, previews: Iterable[EnvironmentPreview]) -> bool:
    resources = [one for preview in previews for one in preview.resources]
    match gate:
        case Gate.REPLACE:
            return any(one.action == "replace" for one in resources)
        case Gate.DESTROY:
            return any(one.action in _GRAVE for one in resources)
        case Gate.DATA:
            return any(one.loses for one in resources)


def _as_json(found: Sequence[EnvironmentPreview], groups: Sequence[AlikePreviews]) -> Mapping[str, Json]:
    return {
        "environments": [
            {
                "environment": one.address,
                "resources": to_builtins(one.resources),
                "unpredicted": list(one.unpredicted),
                "adopted": list(one.adopted),
            }
            for one in found
        ],
        "alike": [list(group.environments) for group in groups],
    }
