"""Outputs of ecr."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr
from hclpress.module import Output, Site, identifier

from .settings import EcrSettings

_URL = "image repository url"


def outputs(settings: EcrSettings, site: Site) -> Iterator[Output]:
    """The address, the ARN and the name of each repository, and the address and the ARN of each mirror."""
    for name in settings.repositories:
        made = f"aws_ecr_repository.{identifier(name)}"
        yield from facts_of(name, Expr(f"{made}.repository_url"), Expr(f"{made}.arn"), Expr(f"{made}.name"))
    for name in settings.mirrors:
        label = identifier(name)
        rule = f"aws_ecr_pull_through_cache_rule.{label}"
        account, prefix = f"${{{rule}.registry_id}}", f"${{{rule}.ecr_repository_prefix}}"
        url = Expr(f'"{account}.dkr.ecr.{site.region}.{dns_suffix_of(site.region)}/{prefix}"')
        arn = Expr(f'"arn:{partition_of(site.region)}:ecr:{site.region}:{account}:repository/{prefix}"')
        described = f"Address of the mirror {name}, in front of the name of an image upstream."
        yield Output(f"{label}_url", "string", url, described, exported=True, kind=_URL)
        yield Output(f"{label}_arn", "string", arn, f"ARN in front of the images of {name}.", kind="repositories arn")


def facts_of(name: str, url: Expr, arn: Expr, text: Expr) -> Iterator[Output]:
    """The facts of a repository, by its name in the spec.

    Args:
        name: its name in the spec.
        url: the expression of its address.
        arn: the expression of its ARN.
        text: the expression of its name in ECR.
    """
    label = identifier(name)
    described = f"Address of the repository {name}, in front of the tag of an image."
    yield Output(f"{label}_url", "string", url, described, exported=True, kind=_URL)
    yield Output(f"{label}_arn", "string", arn, f"ARN of the repository {name}.", kind="repository arn")
    yield Output(f"{label}_name", "string", text, f"Name of the repository {name}.", kind="repository name")
