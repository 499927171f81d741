"""Settings of a function and of its code."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    EnvironmentValue,
    FormattedText,
    FromFact,
    Item,
    ItemName,
    LogDays,
    ManagedPolicy,
    OfKind,
    OwnStatement,
    QueueReference,
    Settings,
    TopicReference,
    UseEntry,
    VariableName,
    value_form,
)

from .arns import BucketReference
from .runtime import Runtime
from .triggers import Trigger

Handler = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^\S+$")]
Folder = Annotated[str, Field(min_length=1, pattern=r"^[^/\\].*$")]
LayerArn = Annotated[
    str, Field(pattern=r"^arn:aws(-cn|-us-gov)?:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$")
]
Image = Annotated[
    Annotated[str, Field(pattern=r"^[0-9]{12}\.dkr\.ecr\.\S+$"), Tag("text")]
    | Annotated[FromFact, OfKind(("image uri",)), Tag("mapping")]
    | Annotated[FormattedText, Tag("format")],
    Discriminator(value_form),
]
Mebibytes = Annotated[int, Field(ge=128, le=10_240)]
Seconds = Annotated[int, Field(ge=1, le=900)]


class StoredCode(Settings):
    """A package in a bucket that somebody else puts there."""

    bucket: BucketReference
    """The bucket: its name, or `{from: instance.fact}`."""
    key: Annotated[str, Field(min_length=1, max_length=1024)]
    """The object."""
    version: Annotated[str, Field(min_length=1, max_length=1024)] | None = None
    """Version of the object. Left out: the one that exists when Terraform makes the function; it ignores later ones."""


class Code(Settings):
    """Origin of a function's code: one of the four."""

    source: tuple[Folder, ...] | Folder = ()
    """One folder of the project or several, packed here; files of later folders replace those of earlier ones."""
    zip: Annotated[str, Field(pattern=r"^[^/\\].*\.zip$")] | None = None
    """A zip file of the project that is deployed as it is."""
    s3: StoredCode | None = None
    """An object that lies in a bucket already."""
    image: Image | None = None
    """An image in ECR with its tag or digest, such as `!format "{images.report_url}:1.4.2"`."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The folders or the zip file to pack; empty for code that lies elsewhere."""
        if self.zip:
            return (self.zip,)
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def kinds(self) -> tuple[str, ...]:
        """The fields of the four that are set."""
        return tuple(name for name in ("source", "zip", "s3", "image") if getattr(self, name))


class DeadLetter(Settings):
    """Target of events that the function failed to handle: one of the two."""

    queue: QueueReference | None = None
    """An SQS queue: an ARN, or `{from: instance.fact}`."""
    topic: TopicReference | None = None
    """An SNS topic: an ARN, or `{from: instance.fact}`."""


class Function(Item):
    """Code that runs when something calls it."""

    runtime: Runtime | None = None
    """Runtime of the code, such as `python3.13`. Left out: the instance's; an image has its own."""
    handler: Handler | None = None
    """Entry point of the code: `module.function` for Python, `file.export` for Node.js."""
    package: Code
    """Origin of the code: `{source: folder}`, `{zip: file}`, `{s3: …}` or `{image: …}`."""
    description: Annotated[str, Field(max_length=256)] = ""
    """Description of the function, shown in the console."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """Type of its processors; `arm64` costs a fifth less."""
    memory: Mebibytes = 256
    """MiB of memory; the share of a CPU grows with it."""
    timeout: Seconds = 30
    """Seconds after which Lambda ends a call."""
    ephemeral_storage: Annotated[int, Field(ge=512, le=10_240)] = 512
    """MiB under /tmp."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables beside the instance's: text, or `{from: instance.fact}`."""
    uses: tuple[UseEntry, ...] = ()
    """Resources that this function alone uses; the statements of its role follow from them."""
    statements: tuple[OwnStatement, ...] = ()
    """Permissions of this function alone that `uses` cannot state, as IAM has them."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """Managed policies to attach to its role beside the instance's: names of AWS's, or ARNs."""
    dead_letter: DeadLetter | None = None
    """Target of events that failed for good, when nobody waits for an answer. Left out: they are lost."""
    reserved_concurrency: Annotated[int, Field(ge=0)] | None = None
    """Calls at a time that are reserved for it, which is also its limit; 0 stops it. Left out: no reservation."""
    layers: Annotated[tuple[LayerArn, ...], Field(max_length=5)] = ()
    """ARNs of layer versions, the later ones on top."""
    publish: bool = False
    """Whether each change makes a numbered version."""
    alias: Annotated[str, Field(pattern=r"^[0-9]*[A-Za-z_-][A-Za-z0-9_-]*$", max_length=128)] | None = None
    """A name for the newest version, which callers use; needs `publish`."""
    log_retention_days: LogDays | None = None
    """Days its logs are kept. Left out: the instance's."""
    triggers: Mapping[ItemName, Trigger] = {}
    """Triggers by name: schedules, queues, streams, topics, buckets. An API names its functions itself."""
