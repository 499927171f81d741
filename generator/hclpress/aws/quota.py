"""Quotas of AWS that an account can have raised, with their defaults."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Quota(Struct, frozen=True):
    """A quota as Service Quotas lists it.

    Attributes:
        service: the service.
        name: the name of the quota.
        most: its default.
    """

    service: str
    name: str
    most: int

    def excess(self, count: int, things: str) -> tuple[str, str] | None:
        """Return the summary and the detail of a warning about `count` of some `things`; None up to the default."""
        if count <= self.most:
            return None
        return (
            f"{count:,} {things} are above AWS's default of {self.most:,}",
            f"The quota is {self.name!r} of {self.service}. An account that has only the default refuses the rest in "
            "the apply: ask for more in Service Quotas before, or use fewer.",
        )


# AWS General Reference, "Service endpoints and quotas" of each service: the default quotas for an account and a region.
_CLOUDFRONT, _IAM, _RDS, _VPC = "Amazon CloudFront", "AWS IAM", "Amazon RDS", "Amazon VPC"
REGIONAL_QUOTAS: Mapping[str, Quota] = {
    "aws_cloudfront_origin_access_control": Quota(_CLOUDFRONT, "Origin access controls per account", 100),
    "aws_cloudfront_origin_access_identity": Quota(_CLOUDFRONT, "Origin access identities per account", 100),
    "aws_cloudfront_response_headers_policy": Quota(_CLOUDFRONT, "Response headers policies per AWS account", 20),
    "aws_cloudwatch_event_rule": Quota("Amazon EventBridge", "Rules", 300),
    "aws_dynamodb_table": Quota("Amazon DynamoDB", "Maximum number of tables", 2500),
    "aws_iam_policy": Quota(_IAM, "Customer managed policies per account", 1500),
    "aws_iam_role": Quota(_IAM, "Roles per account", 1000),
    "aws_lb": Quota("Elastic Load Balancing", "Application Load Balancers per Region", 50),
    "aws_rds_cluster": Quota(_RDS, "DB clusters", 40),
    "aws_rds_cluster_instance": Quota(_RDS, "DB instances", 40),
    "aws_rds_cluster_parameter_group": Quota(_RDS, "DB cluster parameter groups", 50),
    "aws_db_subnet_group": Quota(_RDS, "DB subnet groups", 50),
    "aws_security_group": Quota(_VPC, "VPC security groups per Region", 2500),
    "aws_wafv2_web_acl": Quota("AWS WAF", "Maximum number of web ACLs per account in WAF for regional", 100),
}
"""The quotas for resources of one account and region, by Terraform types whose names stand for one resource each."""
