"""REST APIs in the words of Terraform, CloudWatch and scanners."""

from __future__ import annotations

from ..product import Product

REST = Product(
    api="aws_api_gateway_rest_api",
    stage="aws_api_gateway_stage",
    stage_name="stage_name",
    stage_key="stage_name",
    address="aws_api_gateway_stage.this.invoke_url",
    route="aws_api_gateway_method",
    authorizer="aws_api_gateway_authorizer",
    header="method.request.header.",
    open_checks=("CKV_AWS_59", "AVD-AWS-0004"),
    errors="5XXError",
)
