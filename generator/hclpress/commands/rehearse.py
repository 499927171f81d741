"""hclpress rehearse: apply, check and destroy environments on an AWS emulator."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.fleet.generate import generating
from hclpress.fleet.generate_variant import IDENTITY, write_variant
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.stack import Stack
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.pipeline import packed, validated
from hclpress.project.project import Project
from hclpress.rehearsal.call_and_reply import Call
from hclpress.rehearsal.in_parallel import rehearse_side_by_side
from hclpress.rehearsal.scene_and_outcome import Producer, Rehearsed, Scene
from hclpress.spec.environment import MODULES
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.spec.origin import InstanceOrigin
from hclpress.stages.write import write
from hclpress.system.cleanup import scratch_folder
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json

ACCOUNT = "123456789012"
"""The account of an environment whose spec names none: AWS's own example."""

_STEPS = 8
_ANYTHING: Mapping[str, Json] = {"bool": True, "number": 1, "string": "for-the-rehearsal-only"}


class RehearseOptions(Struct, frozen=True):
    """The options of a rehearsal.

    Attributes:
        then: an environment whose settings are applied over it, under its own names and network addresses.
        calls: the calls to its APIs, such as `POST /orders`.
        bodies: the files with the bodies of the calls, in order; the last one is used for all further calls.
        terraform: the Terraform to use; None to search for one.
        jobs: the number of rehearsals at a time; None for two per processor.
        port: the port of the first emulator, followed by those of the others; 0 for free ports.
        limit: the time limit of a step in seconds.
    """

    then: str | None = None
    calls: tuple[str, ...] = ()
    bodies: tuple[Path, ...] = ()
    terraform: str | None = None
    jobs: int | None = None
    port: int = 0
    limit: float = 900.0


def rehearse(console: Console, project: Project, wanted: Iterable[str], out: Path, options: RehearseOptions) -> int:
    """Apply the rendered output to an emulated AWS, check that nothing drifts, and destroy it again.

    Returns:
        0, or 1 if there is a problem in any environment.

    Raises:
        Diagnosed: when nothing can be rehearsed: the output is not current, the environment, Terraform or emulator is
            missing, a call is malformed.
    """
    environments = project.environments(wanted)
    if options.then is not None and len(environments) != 1:
        raise Diagnosed([_one_at_a_time(environments)])
    requests = _requests(options)
    with generating(console, project, environments, date.today(), out) as work:
        generated = tuple(work.generated)
    _refuse_stale((output for _, output in generated), out)
    terraform, mirror = find_terraform(options.terraform, os.environ), find_mirror(os.environ)
    with _tidying_when_terminated(), scratch_folder("hclpress-") as scratch:
        scenes = [
            _scene(project, where, packed(where, project.catalog), out, requests, options, index, scratch / str(index))
            for index, where in enumerate(environments)
        ]
        # Most of the time of each goes to waits of the provider.
        jobs = min(len(scenes), options.jobs or 2 * (os.cpu_count() or 1))
        steps = sum(
            _STEPS
            + len(requests)
            + 5 * (scene.update is not None)
            + 2 * bool(scene.stand_ins)
            + 3 * len(scene.producers)
            for scene in scenes
        )
        with console.progress("Rehearsing", steps) as advance:
            outcomes = rehearse_side_by_side(
                scenes, terraform, mirror, jobs=jobs, watch=lambda _address, _step: advance()
            )
    _say(console, outcomes)
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    warnings = [warning for summary, _ in generated for warning in summary.warnings]
    console.report([*warnings, *problems], {"environments": [_as_json(outcome) for outcome in outcomes]})
    return 1 if problems else 0


@contextmanager
def _tidying_when_terminated() -> Iterator[None]:
    """Handle SIGTERM like a Ctrl-C: both leave nothing behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _requests(options: RehearseOptions) -> tuple[Call, ...]:
    bodies: list[str | None] = [_text(file) for file in options.bodies] or [None]
    requests = []
    for line in options.calls:
        request = Call.read(line, bodies[0])
        requests.append(request)
        if request.body is not None and len(bodies) > 1:
            del bodies[0]
    return tuple(requests)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = f"{error}. --body names a text file with the body of the call."
        raise Diagnosed([Diagnostic("rehearse/bad-body", f"{file} cannot be read", detail)]) from error


def _refuse_stale(outputs: Iterable[EnvironmentOutput], out: Path) -> None:
    stale = [report for report in write(outputs, out, pretend=True) if not report.is_current]
    if stale:
        raise Diagnosed(
            Diagnostic(
                "rehearse/stale-output",
                f"{report.folder} is out of date",
                f"Files missing: {len(report.created)}, changed: {len(report.changed)}, no longer rendered: "
                f"{len(report.removed)}. A rehearsal needs current output: run `hclpress render` first.",
            )
            for report in stale
        )


def _scene(
    project: Project,
    where: EnvironmentFile,
    stack: Stack,
    out: Path,
    requests: tuple[Call, ...],
    options: RehearseOptions,
    index: int,
    scratch: Path,
) -> Scene:
    environment, last, settings = stack.environment, where, dict[str, Json]()
    update = None
    if options.then is not None:
        last = project.environment(options.then)
        other = validated(last, project.catalog)
        settings = _kept(stack.spec, other)
        update = write_variant(project, last, settings, scratch / "update")
        environment = other.environment
    unlocked = None
    if not environment.may_be_destroyed:
        unlocked = write_variant(project, last, {**settings, "destroyable": True}, scratch / "unlocked")
    return Scene(
        address=where.address,
        folder=out / where.address,
        account=stack.environment.account_id or ACCOUNT,
        region=stack.environment.region,
        variables=_variables(stack),
        stand_ins=stack.stand_ins,
        producers=tuple(_producers(project, stack, out, scratch)),
        arguments=stack.resource_facts.rehearsal_arguments,
        patches=tuple(
            patches
            for name in sorted({instance.module for instance in stack.instances if instance.name not in stack.plain})
            if (patches := project.catalog.module(name).moto_patches) is not None
        ),
        update=update,
        unlocked=unlocked,
        requests=requests,
        sources=where.root,
        port=options.port + index if options.port else 0,
        limit=options.limit,
    )


def _variables(stack: Stack) -> dict[str, Json]:
    """A value of the right type for each variable of a root module."""
    return {
        variable.name: _ANYTHING.get(str(variable.type), [] if str(variable.type).startswith(("list", "set")) else {})
        for instance in stack.instances
        for variable in instance.variables
    }


def _producers(project: Project, stack: Stack, out: Path, scratch: Path) -> Iterator[Producer]:
    """The environments whose instances a stack uses, each after those that it uses itself."""
    for where in _used_by(stack.spec, project):
        of_producer = packed(where, project.catalog)
        unlocked = None
        if not of_producer.environment.may_be_destroyed:
            unlocked = write_variant(project, where, {"destroyable": True}, scratch / where.address)
        yield Producer(where.address, out / where.address, _variables(of_producer), of_producer.stand_ins, unlocked)


def _used_by(spec: EnvironmentSpec, project: Project) -> tuple[EnvironmentFile, ...]:
    found: dict[str, EnvironmentFile] = {}
    for shared in spec.shared.values():
        for where in (*_used_by(shared.producer, project), project.environment(shared.producer.address)):
            found.setdefault(where.address, where)
    return tuple(found.values())


def _kept(mine: EnvironmentSpec, other: EnvironmentSpec) -> dict[str, Json]:
    """Return the settings that stay when an environment takes those of another: its names and network addresses.

    The addresses of a network that is made here cannot be changed in place; everything in it would be replaced.
    """
    kept: dict[str, Json] = {
        key: value
        for key in IDENTITY
        if (value := getattr(mine.environment, key)) is not None or getattr(other.environment, key) is not None
    }
    networks: dict[str, Json] = {
        name: {"cidr": str(cidr)}
        for name in mine.placements.keys() & other.placements.keys()
        if mine.placements[name].origin is other.placements[name].origin is InstanceOrigin.MADE
        and (cidr := getattr(mine.settings(name), "cidr", None)) is not None
    }
    return kept | ({MODULES: networks} if networks else {})


def _one_at_a_time(environments: tuple[EnvironmentFile, ...]) -> Diagnostic:
    return Diagnostic(
        "rehearse/then-of-several",
        "--then goes with one environment",
        f"There are {len(environments)}: {', '.join(one.address for one in environments)}. Name one of them.",
    )


def _say(console: Console, outcomes: Iterable[Rehearsed]) -> None:
    outcomes = tuple(outcomes)
    console.table(
        ("Environment", "Step", "Seconds", "Result"),
        (
            (outcome.address, step.name, f"{step.seconds:.1f}", step.result)
            for outcome in outcomes
            for step in outcome.steps
        ),
    )
    for outcome in outcomes:
        for request, reply in outcome.replies:
            console.say(f"{outcome.address}: {request}\n{reply.status} {reply.body}")
        how = "failed" if outcome.problems else "succeeded"
        console.say(f"{outcome.address}: {how} in {outcome.seconds:.0f} seconds")


def _as_json(outcome: Rehearsed) -> dict[str, Json]:
    return {
        "environment": outcome.address,
        "succeeded": not outcome.problems,
        "seconds": round(outcome.seconds, 1),
        "steps": [
            {"name": step.name, "seconds": round(step.seconds, 1), "result": step.result} for step in outcome.steps
        ],
        "calls": [
            {
                "method": request.method,
                "path": request.path,
                "status": reply.status,
                "headers": dict(reply.headers),
                "body": reply.body,
            }
            for request, reply in outcome.replies
        ],
    }
