"""A function: its settings, its code, and what is wrong with them."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import EnvironmentValue, UseEntry, VariableName
from hclpress.source.document import SpecPath
from hclpress.spec.fields import ItemName, LogDays
from hclpress.spec.settings import Settings

from .arns import BucketReference, QueueReference, TopicReference
from .environment import size_problems, variable_problems
from .runtime import ENDED, Runtime, form_of
from .triggers import Trigger, trigger_problems

Handler = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^\S+$")]
Folder = Annotated[str, Field(min_length=1, pattern=r"^[^/\\].*$")]
LayerArn = Annotated[str, Field(pattern=r"^arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$")]
Mebibytes = Annotated[int, Field(ge=128, le=10_240)]
Seconds = Annotated[int, Field(ge=1, le=900)]


class StoredCode(Settings):
    """A package that somebody else puts into a bucket."""

    bucket: BucketReference
    """The bucket: its name, or `{from: instance.fact}`."""
    key: Annotated[str, Field(min_length=1, max_length=1024)]
    """The object."""
    version: Annotated[str, Field(min_length=1, max_length=1024)] | None = None
    """Its version. Left out: whatever lies there when the function is made; a later one goes unnoticed."""


class Code(Settings):
    """Where a function's code comes from: one of the four."""

    source: tuple[Folder, ...] | Folder = ()
    """One folder of the project or several, packed here; files of the later ones lie on top."""
    zip: Annotated[str, Field(pattern=r"^[^/\\].*\.zip$")] | None = None
    """A zip file of the project that is deployed as it is."""
    s3: StoredCode | None = None
    """An object that lies in a bucket already."""
    image: Annotated[str, Field(pattern=r"^[0-9]{12}\.dkr\.ecr\.\S+$")] | None = None
    """An image in ECR with its tag or digest."""

    @property
    def sources(self) -> tuple[str, ...]:
        """What is packed: folders, or the zip file; empty for code that lies elsewhere."""
        if self.zip:
            return (self.zip,)
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of the four are written."""
        return tuple(name for name in ("source", "zip", "s3", "image") if getattr(self, name))


class DeadLetter(Settings):
    """Where events go that could not be handled: one of the two."""

    queue: QueueReference | None = None
    """An SQS queue: an ARN, or `{from: instance.fact}`."""
    topic: TopicReference | None = None
    """An SNS topic: an ARN, or `{from: instance.fact}`."""


class Function(Item):
    """Code that runs when something calls it."""

    runtime: Runtime | None = None
    """What runs the code, such as `python3.13`. Left out: the instance's; an image has its own."""
    handler: Handler | None = None
    """What is called in the code: `module.function` for Python, `file.export` for Node.js."""
    package: Code
    """Where the code comes from: `{source: folder}`, `{zip: file}`, `{s3: …}` or `{image: …}`."""
    description: Annotated[str, Field(max_length=256)] = ""
    """What the function is for, shown in the console."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """The processors it runs on; `arm64` costs a fifth less."""
    memory: Mebibytes = 256
    """MiB of memory; the share of a CPU grows with it."""
    timeout: Seconds = 30
    """Seconds after which a call is given up."""
    ephemeral_storage: Annotated[int, Field(ge=512, le=10_240)] = 512
    """MiB under /tmp."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables beside the instance's: text, or `{from: instance.fact}`."""
    uses: tuple[UseEntry, ...] = ()
    """What this function alone makes use of; its role's statements follow from it."""
    dead_letter: DeadLetter | None = None
    """Where events go that failed for good, when nobody waits for an answer. Left out: they are lost."""
    reserved_concurrency: Annotated[int, Field(ge=0)] | None = None
    """Calls at a time that are kept for it, and at most allowed; 0 stops it. Left out: what the account has left."""
    layers: Annotated[tuple[LayerArn, ...], Field(max_length=5)] = ()
    """ARNs of layer versions, the later ones on top."""
    publish: bool = False
    """Whether each change makes a numbered version that stays."""
    alias: Annotated[str, Field(pattern=r"^[0-9]*[A-Za-z_-][A-Za-z0-9_-]*$", max_length=128)] | None = None
    """A name for the newest version, which callers use; needs `publish`."""
    log_retention_days: LogDays | None = None
    """Days its logs are kept. Left out: the instance's."""
    triggers: Mapping[ItemName, Trigger] = {}
    """What calls it by itself, by name: schedules, queues, streams, topics, buckets. APIs name it themselves."""

    def problems(
        self, runtime: str | None, common: Mapping[str, EnvironmentValue], path: SpecPath
    ) -> Iterator[Problem]:
        """What Lambda would refuse, and what would not work though Lambda takes it.

        Args:
            runtime: what runs it, its own or the instance's.
            common: the instance's environment variables.
            path: where it stands.
        """
        kinds = self.package.kinds
        if len(kinds) != 1:
            found = f"There is {' and '.join(kinds)}" if kinds else "There is none of them"
            yield Problem(
                (*path, "package"),
                "package-which",
                "Where does the code come from?",
                f"{found}; write just one of `source`, `zip`, `s3` and `image`.",
            )
        if self.package.image:
            yield from self._image_problems(path)
        else:
            yield from self._runtime_problems(runtime, path)
        yield from variable_problems(self.environment, (*path, "environment"))
        yield from size_problems({**common, **self.environment}, (*path, "environment"))
        if self.alias and not self.publish:
            yield Problem(
                (*path, "alias"),
                "alias-without-publish",
                f"There is no version the alias `{self.alias}` could name",
                "Add `publish: true`, so that each change makes a version, or take the alias away.",
            )
        if self.dead_letter and (self.dead_letter.queue is None) == (self.dead_letter.topic is None):
            yield Problem(
                (*path, "dead_letter"),
                "dead-letter-which",
                "Where do failed events go?",
                "Lambda sends them to one place. Write either `queue` or `topic`.",
            )
        yield from trigger_problems(self.triggers, self.reserved_concurrency, (*path, "triggers"))

    def _image_problems(self, path: SpecPath) -> Iterator[Problem]:
        for name in ("runtime", "handler", "layers"):
            if getattr(self, name):
                yield Problem(
                    (*path, name),
                    "image-has-its-own",
                    f"An image brings its own {name}",
                    f"Lambda refuses `{name}` beside an image. Take it away, and put it into the image.",
                )

    def _runtime_problems(self, runtime: str | None, path: SpecPath) -> Iterator[Problem]:
        if runtime is None:
            yield Problem(
                path,
                "runtime-missing",
                "What runs the code?",
                "Add `runtime:` here or at the instance, for example python3.13.",
            )
        elif self.runtime is not None and self.runtime in ENDED:
            yield ended_problem(self.runtime, (*path, "runtime"))
        if self.handler is None:
            yield Problem(
                path,
                "handler-missing",
                "What is called in the code?",
                f"Add `handler:`, {form_of(runtime or '').words}.",
            )
        elif runtime is not None and not re.fullmatch(form_of(runtime).pattern, self.handler):
            form = form_of(runtime)
            yield Problem(
                (*path, "handler"),
                "handler-form",
                f"{self.handler!r} is no handler for {runtime}",
                f"It wants {form.words}, such as {form.example}; otherwise every call ends in an import error.",
            )


def ended_problem(runtime: str, path: SpecPath) -> Problem:
    """A runtime that AWS has stopped supporting. `path` is where it stands."""
    ended = ENDED[runtime]
    return Problem(
        path,
        "runtime-ended",
        f"AWS has stopped supporting {runtime}",
        f"It did on {ended.date}: no more security fixes, and soon no new functions. {ended.successor}",
    )
