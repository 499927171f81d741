"""The names by which services of AWS appear in policies."""

from __future__ import annotations

from hclpress.aws.regions import partition_of


def service_principal(service: str, region: str) -> str:
    """Return the principal of a service in a region, such as `lambda.amazonaws.com`.

    It is the same in all regions for nearly all services. CloudWatch Logs has one in each region ("Encrypt log data in
    CloudWatch Logs using AWS KMS"); in China its domain differs, and CodeDeploy has one in each region too ("Amazon Web
    Services in China: Getting Started", "Service principals"; the AWS CDK's `region-info` has the same table).
    """
    is_in_china = partition_of(region) == "aws-cn"
    domain = "amazonaws.com.cn" if is_in_china else "amazonaws.com"
    if service == "logs" or (service == "codedeploy" and is_in_china):
        return f"{service}.{region}.{domain}"
    return f"{service}.amazonaws.com"
