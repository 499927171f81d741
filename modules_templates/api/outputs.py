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
    yield Output("api_id", "string", product.api_id, "Id of the API.", exported=True)
    yield Output("url", "string", Expr(url), "Where the API answers.", exported=True)
    yield Output.of(product.api, "this", "execution_arn", "What ARNs of calls begin with.")
    yield Output.of(product.stage, "this", product.stage_name, "The stage.", name="stage_name")
    host = Expr(f'split("/", {product.address})[2]')
    yield Output("host", "string", host, "Host name the API answers under, for a distribution before it.")
    if settings.kind == "rest":
        yield Output("waf_target_arn", "string", Expr(f"{stage}.arn"), "What a regional web ACL is put before.")
    if settings.stage.access_logs is not None:
        group = Expr("aws_cloudwatch_log_group.access.name")
        yield Output("access_log_group", "string", group, "The log group with a line for every call.")
    for key in dict.fromkeys(RouteKey("ANY", key.segments) for key in settings.route_keys.values() if key.method):
        if key.segments and not key.has_parameters:
            label = settings.labels[key.segments]
            yield Output(f"{label}_url", "string", Expr(f'"${{{url}}}{key.path}"'), f"Where {key.path} answers.")
    if settings.domain is not None:
        yield _domain_output(settings.domain)


def _domain_output(domain: Domain) -> Output:
    base = f"/{domain.base_path}" if domain.base_path else ""
    return Output(
        "domain_url",
        "string",
        Expr(f'"https://${{aws_apigatewayv2_domain_name.this.domain_name}}{base}"'),
        "Where the API answers under a name of its own.",
        exported=True,
        after=(Expr("aws_apigatewayv2_api_mapping.this"),),
    )
