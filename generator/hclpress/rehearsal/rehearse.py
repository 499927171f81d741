"""rehearse: an environment → the outcome of applying, updating, calling and destroying it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct, field

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.emulator.server import HOST
from hclpress.emulator.server_process import Emulator, emulator
from hclpress.rehearsal.api_calls.dsql_databases import Databases
from hclpress.rehearsal.api_calls.make_call import call
from hclpress.rehearsal.apply_and_destroy import (
    STATE,
    addresses_in_state,
    apply,
    destroy,
    hand_over_state,
    instances_in_state,
    plan_and_apply,
)
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.rehearsal.certificates import import_certificates
from hclpress.rehearsal.emulator_gaps import problems_of_the_emulator
from hclpress.rehearsal.leftovers import arns_in, leftovers
from hclpress.rehearsal.overrides import PROVIDER, override
from hclpress.rehearsal.readback.reading import Reading, readers, region_of
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.rehearsal.resource_location import place_of
from hclpress.rehearsal.scene_and_outcome import Producer, Rehearsed, Scene, Step
from hclpress.rehearsal.stand_ins import each_once, make, read_states, refuse_changes, substitute, write_configuration
from hclpress.rehearsal.stand_ins_in_text import stand_ins_in_text
from hclpress.system.cleanup import scratch_folder
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import Mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import WorkingCopy, init, leave_out_imports, make_plan, plan, working_copy

_SCRATCH = "hclpress-rehearsal-"

Watcher = Callable[[str], None]
"""A function that is called with the name of each step as it begins."""


def rehearse(
    scene: Scene, terraform: Terraform, mirror: Mirror | None, watch: Watcher = lambda _name: None
) -> Rehearsed:
    """Apply an environment to an emulated account of its own, check it, and destroy it.

    The steps: start the emulator; make stand-ins for what exists already, and apply the environments that are used;
    init, plan, apply, a second plan that must be empty, reading back; with an update the same again in place, over the
    same state; the calls; if anything is protected, an apply that lifts the protection; destroy, and a search for
    leftovers; a plan of the other environments and of the stand-ins, which must be empty. The first step that finds a
    problem is the last. The emulator and the working copies are removed in any case.

    Args:
        scene: the environment and its options.
        terraform: the Terraform to run.
        mirror: the provider mirror; None for the registry.
        watch: a function called with each step as it begins.
    """
    play = _Play(scene, terraform, mirror, watch)
    try:
        play.perform()
    except Diagnosed as found:
        return Rehearsed(scene.address, tuple(play.steps), tuple(play.replies), found.diagnostics)
    return Rehearsed(scene.address, tuple(play.steps), tuple(play.replies), ())


class _Act(Struct):
    """One running step; its result may be set while it runs."""

    result: str = "done"


class _Play(Struct):
    """A rehearsal under way."""

    scene: Scene
    terraform: Terraform
    mirror: Mirror | None
    watch: Watcher
    steps: list[Step] = field(default_factory=list)
    replies: list[tuple[Call, Reply]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    """Values of stand-ins by those that the spec tells."""
    states: dict[str, Path] = field(default_factory=dict)
    """States of the producers by their addresses."""
    serving: ExitStack = field(default_factory=ExitStack)
    """Ends the provider of the copy in which commands run."""

    def perform(self) -> None:
        """Run every step, in order."""
        scene = self.scene
        with ExitStack() as stack:
            scratch = stack.enter_context(scratch_folder(_SCRATCH))
            stack.enter_context(self.serving)
            with self._step("emulator") as act:
                emulated = stack.enter_context(emulator(scene.account, scratch, port=scene.port, patches=scene.patches))
                act.result = f"{emulated.endpoint}, account {emulated.account}"
            stack.enter_context(_answers_of(emulated))
            aws = Aws(emulated.endpoint, emulated.account)
            existing = self._make_stand_ins(emulated, stack)
            producers = [self._apply_producer(one, emulated, stack, aws) for one in scene.producers]
            import_certificates(scene.folder, aws)
            before = arns_in([scene.region], aws)

            work = stack.enter_context(self._working_copy(scene.folder, emulated))
            work, standing = self._stand(work, aws)
            if scene.update is not None:
                work = self._going_on(work, stack.enter_context(self._working_copy(scene.update, emulated)))
                import_certificates(scene.update, aws)
                work, standing = self._stand(work, aws, "update: ")
            others = [*([existing] if existing else []), *producers]
            databases = stack.enter_context(
                Databases(aws, scratch, lambda: [plan(other, scene.limit) for other in others])
            )
            for request in scene.requests:
                self._call(request, standing, work, aws, databases)
            if scene.unlocked is not None:
                work = self._going_on(work, stack.enter_context(self._working_copy(scene.unlocked, emulated)))
                work = self._unlock(work)
            self._go(work, standing, before, aws)
            for producer, of_producer in reversed([*zip(scene.producers, producers, strict=True)]):
                self._end_producer(producer, of_producer, emulated, stack)
            if existing is not None:
                with self._step("existing resources unchanged"):
                    refuse_changes(existing, scene.limit)

    def _make_stand_ins(self, emulated: Emulator, stack: ExitStack) -> WorkingCopy | None:
        """Make what exists already.

        Returns:
            The working copy with its state; None if nothing exists.
        """
        scene = self.scene
        contracts = each_once((*scene.stand_ins, *(one for each in scene.producers for one in each.stand_ins)))
        rendered = [one for one in (scene.folder, scene.update, *(each.folder for each in scene.producers)) if one]
        stand_ins = (*contracts, *stand_ins_in_text(rendered, contracts, scene.region))
        if not stand_ins:
            return None
        folder = stack.enter_context(scratch_folder(_SCRATCH)) / "existing"
        folder.mkdir()
        write_configuration(folder, stand_ins, scene.region)
        with self._step("existing resources") as act:
            work = stack.enter_context(self._working_copy(folder, emulated, {}))
            self.values.update(make(work, scene.limit))
            act.result = f"{len(stand_ins)} stand-ins"
        return work

    def _apply_producer(self, one: Producer, emulated: Emulator, stack: ExitStack, aws: Aws) -> WorkingCopy:
        """Apply an environment whose instances the rehearsed one uses."""
        import_certificates(one.folder, aws)
        work = stack.enter_context(self._working_copy(one.folder, emulated, one.variables))
        with self._step(f"{one.address}: apply") as act:
            init(work, self.scene.limit)
            with running_provider(work) as served:
                plan_and_apply(served, self.scene.limit)
            act.result = f"{instances_in_state(work)} resources"
        self.states[one.address] = work.folder / STATE
        return work

    def _end_producer(self, one: Producer, work: WorkingCopy, emulated: Emulator, stack: ExitStack) -> None:
        """Hold that the rehearsed environment has left another one as it was, and destroy that."""
        work = self._served(work)
        with self._step(f"{one.address}: unchanged"):
            if drifted := remaining_changes(plan(work, self.scene.limit), work):
                raise Diagnosed(drifted)
        with self._step(f"{one.address}: destroy"):
            if one.unlocked is not None:
                copy = stack.enter_context(self._working_copy(one.unlocked, emulated, one.variables))
                work = self._going_on(work, copy)
                init(work, self.scene.limit)
                work = self._served(work)
                plan_and_apply(work, self.scene.limit, "-refresh=false")
            destroy(work, self.scene.limit)

    @contextmanager
    def _working_copy(
        self, folder: Path, emulated: Emulator, variables: Mapping[str, JsonValue] | None = None
    ) -> Iterator[WorkingCopy]:
        with working_copy(
            folder,
            self.terraform,
            self.mirror,
            provider=PROVIDER,
            variables=self.scene.variables if variables is None else variables,
            settings={"AWS_ENDPOINT_URL": emulated.endpoint, "NO_PROXY": HOST, "no_proxy": HOST},
            environ=os.environ,
        ) as work:
            override(work.folder, self.scene.arguments)
            leave_out_imports(work.folder)
            substitute(work.folder, self.values)
            read_states(work.folder, self.states)
            yield work

    def _going_on(self, before: WorkingCopy, after: WorkingCopy) -> WorkingCopy:
        hand_over_state(before, after)
        return after

    def _served(self, work: WorkingCopy) -> WorkingCopy:
        """Run one provider for all further commands in a copy, in place of that of the copy before."""
        self.serving.close()
        return self.serving.enter_context(running_provider(work))

    def _stand(self, work: WorkingCopy, aws: Aws, prefix: str = "") -> tuple[WorkingCopy, Plan]:
        """Apply, and check the result.

        Returns:
            The working copy for further commands, and the empty plan of the deployed environment.
        """
        limit = self.scene.limit
        with self._step(f"{prefix}init"):
            init(work, limit)
            work = self._served(work)
        with self._step(f"{prefix}plan") as act:
            act.result = _changes(make_plan(work, limit))
        with self._step(f"{prefix}apply") as act:
            apply(work, limit)
            act.result = f"{instances_in_state(work)} resources"
        with self._step(f"{prefix}second plan") as act:
            standing = plan(work, limit)
            if drifted := remaining_changes(standing, work):
                raise Diagnosed(drifted)
            act.result = "empty"
        with self._step(f"{prefix}read back") as act:
            readings = [reading for reader in readers() for reading in reader(standing, aws)]
            if wrong := [_differs(reading, work) for reading in readings if not reading.holds]:
                raise Diagnosed(wrong)
            act.result = f"{len(readings)} facts"
        return work, standing

    def _call(self, request: Call, standing: Plan, work: WorkingCopy, aws: Aws, databases: Databases) -> None:
        with self._step(f"call {request}") as act:
            request = request.filled([reply for _, reply in self.replies])
            reply = call(request, standing, work.folder, aws, databases, self.scene.sources)
            self.replies.append((request, reply))
            act.result = str(reply.status)

    def _unlock(self, work: WorkingCopy) -> WorkingCopy:
        with self._step("unlock"):
            init(work, self.scene.limit)
            work = self._served(work)
            # Since the second plan nothing but calls to the APIs has happened.
            plan_and_apply(work, self.scene.limit, "-refresh=false")
        return work

    def _go(self, work: WorkingCopy, standing: Plan, before: frozenset[str], aws: Aws) -> None:
        """Destroy, and search for leftovers."""
        with self._step("destroy") as act:
            destroy(work, self.scene.limit)
            act.result = f"{len(standing.resources())} resources"
        with self._step("nothing left"):
            left = [
                *_still_in_state(addresses_in_state(work), work),
                *leftovers(_regions(standing, self.scene.region), before, aws),
            ]
            if left:
                raise Diagnosed(left)

    @contextmanager
    def _step(self, name: str) -> Iterator[_Act]:
        self.watch(name)
        act, begun = _Act(), time.monotonic()
        try:
            yield act
        except BaseException:
            act.result = "failed"
            raise
        finally:
            self.steps.append(Step(name, time.monotonic() - begun, act.result))


@contextmanager
def _answers_of(emulated: Emulator) -> Iterator[None]:
    """Turn AWS errors into problems, and name those that are gaps of the emulator as such."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        detail = f"{error}. The resource does not exist, or the emulator does not support the call."
        refusal = Diagnostic("rehearse/no-answer", "An AWS call failed", detail)
        raise Diagnosed(problems_of_the_emulator([refusal], emulated.stumbles())) from error
    except Diagnosed as found:
        raise Diagnosed(problems_of_the_emulator(found.diagnostics, emulated.stumbles())) from found


def _regions(standing: Plan, home: str) -> tuple[str, ...]:
    return tuple(sorted({home, *(region_of(one) for one in standing.resources() if one.values.get("arn"))}))


def _changes(planned: Mapping[str, int]) -> str:
    verbs = {"create": planned["add"], "update": planned["change"], "delete": planned["remove"]}
    return ", ".join(f"{count} to {verb}" for verb, count in verbs.items() if count) or "nothing to do"


def _differs(reading: Reading, work: WorkingCopy) -> Diagnostic:
    return Diagnostic(
        "rehearse/read-back",
        f"{reading.address}: AWS has another value for {reading.what}",
        f"Wanted: {reading.wanted!r}. Found: {reading.found!r}.",
        place_of(reading.address, work.source),
    )


def _still_in_state(addresses: tuple[str, ...], work: WorkingCopy) -> Iterator[Diagnostic]:
    for address in addresses:
        yield Diagnostic(
            "rehearse/not-destroyed",
            f"{address} was not destroyed",
            "Terraform ended without an error and still has it in its state.",
            place_of(address, work.source),
        )
