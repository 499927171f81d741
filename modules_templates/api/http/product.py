"""HTTP APIs in the words of Terraform, CloudWatch and scanners."""

from __future__ import annotations

from ..product import Product

HTTP = Product(
    api="aws_apigatewayv2_api",
    stage="aws_apigatewayv2_stage",
    stage_name="name",
    stage_key="id",
    address="aws_apigatewayv2_api.this.api_endpoint",
    route="aws_apigatewayv2_route",
    authorizer="aws_apigatewayv2_authorizer",
    header="$request.header.",
    open_checks=("CKV_AWS_309",),
    errors="5xx",
)
