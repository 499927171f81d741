"""Statements of the two roles of a service: ECS starts tasks with one, and the containers run as the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode
from hclpress.module import (
    Site,
    Statement,
    Use,
    environment_expression,
    merged_statements,
    own_statements,
    registry_of_image,
    use_statements,
)

from .container import Store
from .service import Service

EVERYTHING = Expr('"*"')

# `<account>.dkr.ecr.<region>.amazonaws.com/<repository>`, then a tag, a digest or both.
_PRIVATE_IMAGE = re.compile(r"([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/([a-z0-9._/-]+)(?:[:@].*)?")

_READS: dict[Store, tuple[str, str]] = {
    "secretsmanager": ("ReadSecrets", "secretsmanager:GetSecretValue"),
    "ssm": ("ReadParameters", "ssm:GetParameters"),
}


def repositories(service: Service) -> tuple[str, ...]:
    """The ARNs of the ECR repositories of the images; images of other registries are left out."""
    images = (one.image for one in service.containers.values() if isinstance(one.image, str))
    found = [_PRIVATE_IMAGE.fullmatch(image) for image in images]
    return tuple(
        sorted(
            {
                f"arn:{partition_of(one[2])}:ecr:{one[2]}:{one[1]}:repository/{one[3]}"
                for one in found
                if one is not None
            }
        )
    )


def pulled_repositories(service: Service, site: Site) -> tuple[Use, ...]:
    """The repositories of other instances from which the images are pulled, as uses."""
    found = (registry_of_image(one.image, site) for one in service.containers.values())
    return tuple(Use(resource=used, access="read") for used in dict.fromkeys(one.used for one in found if one))


def execution_statements(service: Service, label: str, site: Site) -> Iterator[Statement]:
    """Permissions to start a task: to pull the images, to write the logs, to fetch the secrets.

    Args:
        service: the service.
        label: of its resources.
        site: the site of the instance.
    """
    told = _pulls_by_name(service)
    yield from merged_statements((*told, *use_statements(pulled_repositories(service, site), site)))
    yield Statement(
        "WriteLogs",
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        (Expr(f'"${{aws_cloudwatch_log_group.{label}_tasks.arn}}:*"'),),
    )
    secrets = [one for container in service.containers.values() for one in container.secret_arns()]
    for store, (sid, action) in _READS.items():
        arns = tuple(sorted({encode(arn) for kind, arn in secrets if kind == store}))
        if arns:
            yield Statement(sid, (action,), arns)
    if service.secret_keys:
        keys = tuple(encode(environment_expression(key)) for key in service.secret_keys)
        yield Statement("DecryptSecrets", ("kms:Decrypt",), keys)
    yield from own_statements(service.execution_role.statements)


def _pulls_by_name(service: Service) -> Iterator[Statement]:
    images = repositories(service)
    if images:
        # The token is for the registry as a whole; IAM knows no resource for it.
        yield Statement("LogInToRegistry", ("ecr:GetAuthorizationToken",), (EVERYTHING,))
        actions = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
        yield Statement("PullImages", actions, tuple(encode(image) for image in images))


def task_statements(service: Service, site: Site) -> Iterator[Statement]:
    """Permissions of the containers: to use the instances of `uses`, and to carry shell sessions."""
    yield from use_statements(service.uses, site)
    yield from own_statements(service.statements)
    if not service.execute_command:
        return
    # Session Manager's message channels have no ARNs.
    channels = ("CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel")
    yield Statement("CarrySessions", tuple(f"ssmmessages:{one}" for one in channels), (EVERYTHING,))
    yield Statement(
        "LogSessions",
        ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
        (Expr('"${aws_cloudwatch_log_group.sessions.arn}:*"'),),
    )
    account = site.environment.account_id or "*"
    groups = encode(f"arn:{partition_of(site.region)}:logs:{site.region}:{account}:log-group:*")
    yield Statement("FindSessionLogs", ("logs:DescribeLogGroups",), (groups,))
