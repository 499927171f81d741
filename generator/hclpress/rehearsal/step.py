"""What a rehearsal consists of and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from hclpress.diagnostics import Diagnostic
from hclpress.rehearsal.message import Call, Reply
from hclpress.terraform.json_value import JsonValue


class Scene(Struct, frozen=True):
    """One environment to be rehearsed, and how.

    Attributes:
        address: `<system>/<environment>`.
        folder: its rendered output; only read.
        account: the AWS account it is rehearsed in.
        region: its region.
        variables: a value for each variable of the root module that has none.
        update: rendered output to be applied over it, in place; None for none.
        unlocked: the last of them, rendered once more with nothing protected from being destroyed; None where nothing
            is. It is applied before the destroy, as the owner of the environment would have to.
        requests: what is asked of its APIs while it stands, in this order.
        sources: the folder that holds `functions/`, for what the code of functions is run with.
        port: where the emulator listens; 0 for a free port.
        limit: seconds that any step may take.
    """

    address: str
    folder: Path
    account: str
    region: str
    variables: Mapping[str, JsonValue] = field(default_factory=dict)
    update: Path | None = None
    unlocked: Path | None = None
    requests: tuple[Call, ...] = ()
    sources: Path | None = None
    port: int = 0
    limit: float = 900.0


class Step(Struct, frozen=True):
    """Something that was done.

    Attributes:
        name: what was done, in a few words.
        seconds: how long it took.
        result: what came of it, in a few words.
    """

    name: str
    seconds: float
    result: str


class Rehearsed(Struct, frozen=True):
    """How a rehearsal went.

    Attributes:
        address: of the environment.
        steps: what was done, in order; the one that failed is the last.
        replies: what the APIs said, each with what it was asked.
        problems: what is wrong; none when all went well.
    """

    address: str
    steps: tuple[Step, ...]
    replies: tuple[tuple[Call, Reply], ...]
    problems: tuple[Diagnostic, ...]

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return sum(step.seconds for step in self.steps)
