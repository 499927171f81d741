"""Names of the resources of an API."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.module import Name, Site

from .settings import ApiSettings


def names(settings: ApiSettings, site: Site) -> Mapping[str, Name]:
    """The names of the API, of its access log and of the account's role."""
    called = settings.name or site.instance
    api = site.name(settings.product.api, called, ("name",) if settings.name else ())
    found = {"api": api}
    if settings.stage.access_logs is not None:
        found["access_logs"] = Name(f"/aws/apigateway/{api}", "aws_cloudwatch_log_group", api.path)
    if settings.makes_account_role:
        found["account_role"] = site.name("aws_iam_role", f"{called}-logs", api.path)
    return found
