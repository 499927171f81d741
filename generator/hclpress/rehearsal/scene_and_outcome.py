"""The data of a rehearsal: the scene, its steps and its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from hclpress.diagnostics import Diagnostic
from hclpress.module.stand_in_resource import StandInResource
from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.terraform.json_value import JsonValue


class Producer(Struct, frozen=True):
    """An environment whose instances the rehearsed one uses; it is applied first and destroyed last.

    Attributes:
        address: `<system>/<environment>`.
        folder: its rendered output; only read.
        variables: a value for each variable of its root module without a default.
        stand_ins: the resources that are made in place of what exists already.
        unlocked: its output without any protection from destruction; None if nothing is protected.
    """

    address: str
    folder: Path
    variables: Mapping[str, JsonValue] = field(default_factory=dict)
    stand_ins: tuple[StandInResource, ...] = ()
    unlocked: Path | None = None


class Scene(Struct, frozen=True):
    """One environment to rehearse, with its options.

    Attributes:
        address: `<system>/<environment>`.
        folder: its rendered output; only read.
        account: the id of the emulated account.
        region: its region.
        variables: a value for each variable of the root module without a default.
        arguments: the arguments to set in the working copy, by type of resource, such as those that end a wait.
        stand_ins: the resources that are made first, in place of what exists already.
        producers: the environments whose instances it uses, each after those that it uses itself.
        patches: the files with patches of moto that the modules bring.
        update: the rendered output to apply over it, in place; None for none.
        unlocked: the last of them, rendered again without any protection from destruction; None if nothing is
            protected. It is applied before the destroy, as the owner of the environment would have to.
        requests: the calls to its APIs, in this order.
        sources: the folder that holds `functions/`, with libraries for functions.
        port: the port of the emulator; 0 for a free port.
        limit: the time limit of a step in seconds.
    """

    address: str
    folder: Path
    account: str
    region: str
    variables: Mapping[str, JsonValue] = field(default_factory=dict)
    arguments: Mapping[str, Mapping[str, str | bool | int]] = field(default_factory=dict)
    stand_ins: tuple[StandInResource, ...] = ()
    producers: tuple[Producer, ...] = ()
    patches: tuple[Path, ...] = ()
    update: Path | None = None
    unlocked: Path | None = None
    requests: tuple[Call, ...] = ()
    sources: Path | None = None
    port: int = 0
    limit: float = 900.0


class Step(Struct, frozen=True):
    """One finished step.

    Attributes:
        name: its name, in a few words.
        seconds: its duration.
        result: its result, in a few words.
    """

    name: str
    seconds: float
    result: str


class Rehearsed(Struct, frozen=True):
    """The outcome of a rehearsal.

    Attributes:
        address: the environment's address.
        steps: the steps in order; if one failed, it is the last.
        replies: the replies of the APIs, each with its call.
        problems: all problems; empty if the rehearsal succeeded.
    """

    address: str
    steps: tuple[Step, ...]
    replies: tuple[tuple[Call, Reply], ...]
    problems: tuple[Diagnostic, ...]

    @property
    def seconds(self) -> float:
        """The total duration in seconds."""
        return sum(step.seconds for step in self.steps)
