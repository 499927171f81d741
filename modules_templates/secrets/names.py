"""Names of secrets."""

from __future__ import annotations

from hclpress.module import Name, Site

from .settings import SecretsSettings


def name_of(settings: SecretsSettings, item: str, site: Site) -> Name:
    """The whole name of one secret in AWS."""
    own, path = settings.secrets[item].name, ("secrets", item)
    if own is not None:
        return Name(own, "aws_secretsmanager_secret", (*path, "name"))
    return site.name("aws_secretsmanager_secret", item, path)
