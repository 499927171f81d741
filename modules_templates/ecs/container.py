"""Containers of a task: their settings, what is wrong with them, and the definition ECS reads."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.aws.secret_names import holds_secret
from hclpress.hcl.values import Expr, Object, attributes, fragment
from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import EnvironmentValue, FromFact, VariableName, environment_expression, text_or_mapping
from hclpress.source.document import SpecPath
from hclpress.spec.fields import Port, arn_service
from hclpress.spec.settings import Settings

Store = Literal["secretsmanager", "ssm"]
_STORES: Mapping[str, Store] = {"secretsmanager": "secretsmanager", "ssm": "ssm"}

# An ARN of a secret has seven parts; ECS takes a JSON key, a version stage and a version id behind it.
_PARTS_OF_ARN = 7


def _secret_arn(text: str) -> str:
    if arn_service(text) not in _STORES:
        raise ValueError(
            f"{text!r} is no ARN of a secret or parameter; "
            "write one such as arn:aws:secretsmanager:us-east-1:123456789012:secret:key-AbCdEf"
        )
    return text


def _health_command(words: tuple[str, ...]) -> tuple[str, ...]:
    if words[0] not in {"CMD", "CMD-SHELL"}:
        raise ValueError(f"it begins with {words[0]!r}; begin with CMD, or with CMD-SHELL for one line of shell")
    return words


class SecretFact(FromFact):
    """A secret another instance gives."""

    key: Annotated[str, Field(pattern=r"^[^:\s]+$")] | None = None
    """The key of a secret that is JSON. Left out: the whole secret."""
    store: Store = "secretsmanager"
    """Whether the fact is the ARN of a secret or of an SSM parameter."""


SecretValue = Annotated[
    Annotated[str, AfterValidator(_secret_arn), Tag("text")] | Annotated[SecretFact, Tag("mapping")],
    Discriminator(text_or_mapping),
]


class HealthCheck(Settings):
    """How ECS asks a container whether it is well."""

    command: Annotated[tuple[str, ...], Field(min_length=2), AfterValidator(_health_command)]
    """What is run inside the container, `[CMD, /healthy]` or `[CMD-SHELL, "curl -f localhost || exit 1"]`."""
    interval: Annotated[int, Field(ge=5, le=300)] = 30
    """Seconds between two checks."""
    timeout: Annotated[int, Field(ge=2, le=120)] = 5
    """Seconds until a check counts as failed."""
    retries: Annotated[int, Field(ge=1, le=10)] = 3
    """Failures in a row that make the container unhealthy."""
    start_period: Annotated[int, Field(ge=0, le=300)] = 0
    """Seconds after the start in which failures do not count."""


class Container(Item):
    """One container of a task."""

    # The characters that ECS takes (RegisterTaskDefinition, ContainerDefinition.image), and `@` before a digest.
    image: Annotated[str, Field(max_length=255, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@#-]*$")]
    """The image with its tag or digest."""
    port: Port | None = None
    """TCP port it listens on."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables: text, or `{from: instance.fact}`."""
    secrets: Mapping[VariableName, SecretValue] = {}
    """Environment variables whose values ECS fetches from Secrets Manager or SSM: an ARN, or `{from: instance.fact}`
    with the `key` of a secret that is JSON."""
    health_check: HealthCheck | None = None
    """A check inside the container; the load balancer's own is a setting of its target."""
    essential: bool = True
    """Whether the task stops when this container does."""
    read_only_root: bool = True
    """Whether the container may not write to its own file system."""
    writable_paths: tuple[Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._-]+)+$", max_length=200)], ...] = ()
    """Directories such as `/tmp` that are writable all the same; what is written there goes with the task."""
    command: tuple[str, ...] = ()
    """Replaces the image's own command."""
    user: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$")] | None = None
    """Replaces the image's own user: `1000`, `app` or `1000:1000`."""

    def volumes(self, name: str) -> dict[str, str]:
        """The directories that are writable, by the name of the volume each lies on."""
        return {re.sub(r"[^A-Za-z0-9]+", "-", f"{name}{directory}"): directory for directory in self.writable_paths}

    def problems(self, name: str, path: SpecPath) -> Iterator[Problem]:
        """What ECS would refuse, and secrets that everybody could read. `path` is where the container stands."""
        for variable, value in self.environment.items():
            if isinstance(value, str) and value and holds_secret(variable, value):
                yield Problem(
                    (*path, "environment", variable),
                    "secret-in-plain-text",
                    f"`{variable}` looks like a secret in plain text",
                    "It would stand in version control, in the state and in the console. Keep it in Secrets Manager "
                    "or SSM and name it under `secrets`.",
                )
            if variable in self.secrets:
                yield Problem(
                    (*path, "secrets", variable),
                    "variable-twice",
                    f"`{variable}` is both a secret and an environment variable",
                    "ECS refuses a task definition with the same name in both. Take one of them away.",
                )
        for variable, secret in self.secrets.items():
            if isinstance(secret, SecretFact) and secret.store == "ssm" and secret.key is not None:
                yield Problem(
                    (*path, "secrets", variable, "key"),
                    "key-of-a-parameter",
                    "An SSM parameter has no keys",
                    "ECS takes a JSON key from secrets of Secrets Manager only. Give the value a parameter of its own.",
                )
        if len(self.volumes(name)) < len(self.writable_paths):
            yield Problem(
                (*path, "writable_paths"),
                "writable-paths-alike",
                "Two writable paths would lie on one volume",
                "Volumes are named after letters and digits of their path. Let the paths differ in those.",
            )

    def secret_arns(self) -> Iterator[tuple[Store, Expr | str]]:
        """The store and the ARN of each secret, as its policy statement needs them: without JSON key or version."""
        for secret in self.secrets.values():
            if isinstance(secret, SecretFact):
                yield secret.store, Expr(f"var.{secret.input_name}")
            else:
                service = _STORES[secret.split(":")[2]]
                parts = secret.split(":")
                yield service, ":".join(parts[:_PARTS_OF_ARN]) if service == "secretsmanager" else secret

    def definition(self, name: str, log_group: Expr, region: str) -> Object:
        """The container definition as ECS spells it.

        Args:
            name: the container's.
            log_group: the name of its log group, as an expression.
            region: where that lies.
        """
        values: dict[str, object] = {"name": name, "image": self.image, "essential": self.essential}
        if self.command:
            values["command"] = self.command
        if self.user:
            values["user"] = self.user
        if self.port:
            # With awsvpc every task has an address of its own, and the host's port is the container's.
            ports = {"containerPort": self.port, "hostPort": self.port, "protocol": "tcp"}
            values["portMappings"] = [attributes(ports)]
        if self.environment:
            values["environment"] = [
                attributes({"name": variable, "value": environment_expression(value)})
                for variable, value in sorted(self.environment.items())
            ]
        if self.secrets:
            values["secrets"] = [
                attributes({"name": variable, "valueFrom": _value_from(secret)})
                for variable, secret in sorted(self.secrets.items())
            ]
        if self.health_check:
            check = self.health_check
            values["healthCheck"] = attributes(
                {
                    "command": check.command,
                    "interval": check.interval,
                    "timeout": check.timeout,
                    "retries": check.retries,
                    "startPeriod": check.start_period,
                }
            )
        values["readonlyRootFilesystem"] = self.read_only_root
        if self.writable_paths:
            values["mountPoints"] = [
                attributes({"sourceVolume": volume, "containerPath": directory, "readOnly": False})
                for volume, directory in self.volumes(name).items()
            ]
        values["linuxParameters"] = attributes({"initProcessEnabled": True})
        options = {"awslogs-group": log_group, "awslogs-region": region, "awslogs-stream-prefix": name}
        values["logConfiguration"] = attributes({"logDriver": "awslogs", "options": attributes(options)})
        return attributes(values)


def _value_from(secret: str | SecretFact) -> str | Expr:
    if not isinstance(secret, SecretFact):
        return secret
    if secret.key is None:
        return Expr(f"var.{secret.input_name}")
    return Expr(f'"${{var.{secret.input_name}}}:{fragment(secret.key)}::"')
