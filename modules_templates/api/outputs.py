"""Outputs of api."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Output, Site

from .domain import Domain
from .route import DEFAULT, RouteKey
from .settings import ApiSettings


def outputs(settings: ApiSettings, site: Site) -> Iterator[Output]:
    """The addresses of the API and of its paths, and the facts that distributions and firewalls need."""
    product = settings.product
    api, stage = f"{product.api}.this", f"{product.stage}.this"
    url = f"{api}.api_endpoint" if settings.stage_name(site) == DEFAULT else f"{stage}.invoke_url"
    yield Output("api_id", "string", product.api_id, "Id of the API.", exported=True, kind="api id")
    yield Output("url", "string", Expr(url), "URL of the API.", exported=True, kind="url")
    yield Output.of(product.api, "this", "execution_arn", "Beginning of the ARNs of calls.", kind="arn prefix")
    yield Output.of(
        product.stage, "this", product.stage_name, "Name of the stage.", name="stage_name", kind="stage name"
    )
    host = Expr(f'split("/", {product.address})[2]')
    yield Output("host", "string", host, "Host name of the API, for the origin of a distribution.", kind="host")
    if settings.kind == "rest":
        yield Output(
            "waf_target_arn",
            "string",
            Expr(f"{stage}.arn"),
            "ARN of the stage, for a regional web ACL.",
            kind="stage arn",
        )
    if settings.stage.access_logs is not None:
        group = Expr("aws_cloudwatch_log_group.access.name")
        yield Output(
            "access_log_group", "string", group, "Name of the log group for access logs.", kind="log group name"
        )
    for key in dict.fromkeys(RouteKey("ANY", key.segments) for key in settings.route_keys.values() if key.method):
        if key.segments and not key.has_parameters:
            label = settings.labels[key.segments]
            yield Output(f"{label}_url", "string", Expr(f'"${{{url}}}{key.path}"'), f"URL of {key.path}.", kind="url")
    if settings.domain is not None:
        yield from _domain_outputs(settings.domain)


def _domain_outputs(domain: Domain) -> Iterator[Output]:
    served = "aws_apigatewayv2_domain_name.this.domain_name_configuration[0]"
    about = "the custom domain, for alias records."
    yield Output("domain_host", "string", Expr(f"{served}.target_domain_name"), f"DNS name of {about}", kind="host")
    yield Output(
        "domain_zone_id", "string", Expr(f"{served}.hosted_zone_id"), f"Hosted zone of {about}", kind="hosted zone id"
    )
    base = f"/{domain.base_path}" if domain.base_path else ""
    yield Output(
        "domain_url",
        "string",
        Expr(f'"https://${{aws_apigatewayv2_domain_name.this.domain_name}}{base}"'),
        "URL of the API under its custom domain.",
        exported=True,
        after=(Expr("aws_apigatewayv2_api_mapping.this"),),
        kind="url",
    )
