"""Container definitions, as ECS reads them."""

from __future__ import annotations

from hclpress.hcl import Expr, Object, attributes, fragment
from hclpress.module import environment_expression

from .container import Container, SecretFact


def definition_of(container: Container, name: str, log_group: Expr, region: str) -> Object:
    """Write a container definition as ECS spells it.

    Args:
        container: its settings.
        name: its name.
        log_group: the name of its log group, as an expression.
        region: the region of the log group.
    """
    values: dict[str, object] = {
        "name": name,
        "image": environment_expression(container.image),
        "essential": container.essential,
    }
    if container.command:
        values["command"] = container.command
    if container.user:
        values["user"] = container.user
    if container.port:
        # With awsvpc every task has an address of its own, and the host's port is the container's.
        ports = {"containerPort": container.port, "hostPort": container.port, "protocol": "tcp"}
        values["portMappings"] = [attributes(ports)]
    if container.environment:
        values["environment"] = [
            attributes({"name": variable, "value": environment_expression(value)})
            for variable, value in sorted(container.environment.items())
        ]
    if container.secrets:
        values["secrets"] = [
            attributes({"name": variable, "valueFrom": _value_from(secret)})
            for variable, secret in sorted(container.secrets.items())
        ]
    if container.health_check:
        check = container.health_check
        values["healthCheck"] = attributes(
            {
                "command": check.command,
                "interval": check.interval,
                "timeout": check.timeout,
                "retries": check.retries,
                "startPeriod": check.start_period,
            }
        )
    values["readonlyRootFilesystem"] = container.read_only_root
    if container.writable_paths:
        values["mountPoints"] = [
            attributes({"sourceVolume": volume, "containerPath": directory, "readOnly": False})
            for volume, directory in container.volumes(name).items()
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
