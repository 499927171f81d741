"""Settings of the containers of a task."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.hcl import Expr
from hclpress.module import (
    EnvironmentValue,
    FormattedText,
    FromFact,
    Input,
    Item,
    OfKind,
    Port,
    Settings,
    SpecPath,
    VariableName,
    text_or_mapping,
    value_form,
)

Store = Literal["secretsmanager", "ssm"]
_STORES: Mapping[str, Store] = {"secretsmanager": "secretsmanager", "ssm": "ssm"}

_KINDS: Mapping[Store, str] = {"secretsmanager": "secret arn", "ssm": "parameter arn"}

# Secrets Manager API Reference, CreateSecret, and Systems Manager API Reference, PutParameter: the characters of names.
_SECRET = re.compile(
    r"arn:[a-z-]+:(?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+(?::[^:]*){0,3}"
    r"|ssm:[a-z0-9-]+:[0-9]{12}:parameter/[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)"
)
_IMAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#-]{0,254}")
_DIGEST = re.compile(r"sha256:[0-9A-Fa-f]{64}")

# An ARN of a secret has seven parts; ECS takes a JSON key, a version stage and a version id behind it.
_PARTS_OF_ARN = 7


def _secret_arn(text: str) -> str:
    if not _SECRET.fullmatch(text):
        raise ValueError(
            f"{text!r} is no ARN of a secret or parameter; "
            "write one such as arn:aws:secretsmanager:us-east-1:123456789012:secret:key-AbCdEf"
        )
    return text


def _health_command(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[0] not in {"CMD", "CMD-SHELL"}:
        raise ValueError(f"it begins with {words[0]!r}; begin with CMD, or with CMD-SHELL for one line of shell")
    return words


def _image(text: str) -> str:
    """Return an image as ECS takes it (ECS API Reference, ContainerDefinition, image).

    Raises:
        ValueError: for other characters, for more than 255 of them before a digest, and for a digest that is none.
    """
    name, at, digest = text.partition("@")
    if not _IMAGE.fullmatch(name):
        raise ValueError(
            f"{text!r} is no image; write one such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.0, of at most "
            "255 letters, digits and any of . _ : / # -"
        )
    if at and not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest; ECS takes `sha256:` and 64 digits from 0 to f")
    return text


def _formatted_image(text: FormattedText) -> FormattedText:
    """Return an image with facts in it; each stands for some characters of the image."""
    if "{" in text.template:
        _image(re.sub(r"\{[^{}]*\}", "fact", text.template))
    return text


Image = Annotated[
    Annotated[str, AfterValidator(_image), Tag("text")]
    | Annotated[FromFact, OfKind(("image uri",)), Tag("mapping")]
    | Annotated[FormattedText, AfterValidator(_formatted_image), Tag("format")],
    Discriminator(value_form),
]


class SecretFact(FromFact):
    """A secret that another instance gives."""

    key: Annotated[str, Field(pattern=r"^[^:\s]+$")] | None = None
    """Key of a secret that is JSON. Left out: the whole secret."""
    store: Store = "secretsmanager"
    """Store of the secret: the fact is the ARN of a secret of Secrets Manager, or of an SSM parameter."""

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield its input, of the kind that its store has."""
        yield Input(self.input_name, self.source, path=path, kinds=(_KINDS[self.store],))


SecretValue = Annotated[
    Annotated[str, AfterValidator(_secret_arn), Tag("text")] | Annotated[SecretFact, Tag("mapping")],
    Discriminator(text_or_mapping),
]


class HealthCheck(Settings):
    """A command by which ECS checks the health of a container."""

    command: Annotated[tuple[str, ...], Field(min_length=2), AfterValidator(_health_command)]
    """Command inside the container, `[CMD, /healthy]` or `[CMD-SHELL, "curl -f localhost || exit 1"]`."""
    interval: Annotated[int, Field(ge=5, le=300)] = 30
    """Seconds between two checks."""
    timeout: Annotated[int, Field(ge=2, le=60)] = 5
    """Seconds until a check counts as failed."""
    retries: Annotated[int, Field(ge=1, le=10)] = 3
    """Failures in a row that make the container unhealthy."""
    start_period: Annotated[int, Field(ge=0, le=300)] = 0
    """Seconds after the start in which failures do not count."""


class Container(Item):
    """One container of a task."""

    image: Image
    """Image with its tag or digest, such as `public.ecr.aws/nginx/nginx:1.27` or `!format "{images.web_url}:1.4.2"`."""
    port: Port | None = None
    """TCP port that the container listens on."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables: text, or `{from: instance.fact}`."""
    secrets: Mapping[VariableName, SecretValue] = {}
    """Environment variables whose values ECS fetches from Secrets Manager or SSM: an ARN, or `{from: instance.fact}`
    with the `key` of a secret that is JSON."""
    health_check: HealthCheck | None = None
    """Check inside the container; the load balancer's own check is a setting of its target."""
    essential: bool = True
    """Whether the task stops when this container does."""
    read_only_root: bool = True
    """Whether the container may not write to its own file system."""
    writable_paths: tuple[Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)+$", max_length=200)], ...] = ()
    """Directories such as `/tmp` that are writable all the same; their files disappear with the task."""
    command: tuple[str, ...] = ()
    """Command that replaces the image's own."""
    user: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$")] | None = None
    """User that replaces the image's own: `1000`, `app` or `1000:1000`."""

    def volumes(self, name: str) -> dict[str, str]:
        """The writable directories, by the names of their volumes."""
        return {re.sub(r"[^A-Za-z0-9]+", "-", f"{name}{directory}"): directory for directory in self.writable_paths}

    def secret_arns(self) -> Iterator[tuple[Store, Expr | str]]:
        """The store and the ARN of each secret, without JSON key or version, as policy statements need them."""
        for secret in self.secrets.values():
            if isinstance(secret, SecretFact):
                yield secret.store, Expr(f"var.{secret.input_name}")
            else:
                service = _STORES[secret.split(":")[2]]
                parts = secret.split(":")
                yield service, ":".join(parts[:_PARTS_OF_ARN]) if service == "secretsmanager" else secret
