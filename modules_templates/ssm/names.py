"""Names of parameters."""

from __future__ import annotations

from hclpress.module import Name, Site

from .settings import SsmSettings


def name_of(settings: SsmSettings, name: str, site: Site) -> Name:
    """The whole name of one parameter in AWS."""
    parameter = settings.parameters[name]
    path = ("parameters", name)
    if parameter.name is not None:
        return Name(parameter.name, "aws_ssm_parameter", (*path, "name"))
    return site.name("aws_ssm_parameter", name, path, prefix=f"{parameter.under}/" if parameter.under else "")
