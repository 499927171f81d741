"""Problems of the containers of a service."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.secret_names import holds_secret
from hclpress.module import Problem, SpecPath, known_text

from .container import Container, SecretFact
from .service import Service

# Amazon ECS Developer Guide, "Amazon ECS service quotas": the size of a task definition, 64 KiB; it cannot be raised.
LARGEST_DEFINITION = 65_536


def containers_problems(service: Service, path: SpecPath) -> Iterator[Problem]:
    """Report settings of the containers that ECS refuses, and secrets in plain text.

    Args:
        service: the service.
        path: its place in the spec.
    """
    ports: dict[int, str] = {}
    for name, container in service.containers.items():
        place = (*path, "containers", name)
        yield from _container_problems(container, name, place)
        if container.port is None:
            continue
        if container.port in ports:
            yield Problem(
                (*place, "port"),
                "port-twice",
                f"Port {container.port} belongs to {ports[container.port]} already",
                "The containers of a task share one network address. Let one of them listen on another port.",
            )
        ports.setdefault(container.port, name)
    size = sum(_least_size(container) for container in service.containers.values())
    if size > LARGEST_DEFINITION:
        yield Problem(
            (*path, "containers"),
            "definition-too-large",
            f"The task definition has at least {size} bytes",
            f"ECS accepts {LARGEST_DEFINITION}. Keep long values in SSM or S3, and let the containers read them.",
        )
    if not any(container.essential for container in service.containers.values()):
        yield Problem(
            (*path, "containers"),
            "no-essential-container",
            "No container is essential",
            "ECS requires at least one. Remove `essential: false` from it.",
        )
    unwritable = [name for name, container in service.containers.items() if container.read_only_root]
    if service.execute_command and unwritable:
        yield Problem(
            (*path, "execute_command"),
            "shell-needs-writable-root",
            f"No shell can be opened in {', '.join(unwritable)}",
            "ECS Exec puts its agent into the container's own file system, which is read-only by default. Set "
            "`read_only_root: false` there, or leave `execute_command` out.",
        )


def _least_size(container: Container) -> int:
    """The bytes that a container takes of its task definition at least: those that the spec itself decides."""
    told = [(name, known_text(value)) for name, value in container.environment.items()]
    texts = [
        known_text(container.image),
        *container.command,
        *(text for pair in told for text in pair),
        *container.secrets,
    ]
    return sum(len(text.encode()) for text in texts)


def _container_problems(container: Container, name: str, path: SpecPath) -> Iterator[Problem]:
    for variable, value in container.environment.items():
        if (text := known_text(value)) and holds_secret(variable, text):
            yield Problem(
                (*path, "environment", variable),
                "secret-in-plain-text",
                f"`{variable}` looks like a secret in plain text",
                "It would appear in version control, state and console. Store it in Secrets Manager "
                "or SSM and name it under `secrets`.",
            )
        if variable in container.secrets:
            yield Problem(
                (*path, "secrets", variable),
                "variable-twice",
                f"`{variable}` is both a secret and an environment variable",
                "ECS refuses a task definition with the same name in both. Remove one of them.",
            )
    check = container.health_check
    if check is not None and check.timeout > check.interval:
        blamed = "timeout" if "timeout" in check.model_fields_set else "interval"
        yield Problem.warning(
            (*path, "health_check", blamed),
            "health-check-timeout",
            "A health check begins while the one before still runs",
            f"The timeout is {check.timeout} seconds and the interval {check.interval}. Make the timeout smaller.",
        )
    for variable, secret in container.secrets.items():
        if isinstance(secret, SecretFact) and secret.store == "ssm" and secret.key is not None:
            yield Problem(
                (*path, "secrets", variable, "key"),
                "key-of-a-parameter",
                "An SSM parameter has no keys",
                "ECS accepts a JSON key from secrets of Secrets Manager only. Give the value a parameter of its own.",
            )
    if len(container.volumes(name)) < len(container.writable_paths):
        yield Problem(
            (*path, "writable_paths"),
            "writable-paths-alike",
            "Two writable paths would lie on one volume",
            "Volumes are named after letters and digits of their path. Let the paths differ in those.",
        )
