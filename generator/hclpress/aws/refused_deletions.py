"""Resource types that AWS refuses to delete while another resource refers to them.

Terraform deletes before it updates, unless the resource has `create_before_destroy` in its state. So these types have
it from the first apply on: whatever refers to one is changed first.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class RefusedDeletion(Struct, frozen=True):
    """One type of resource.

    Attributes:
        error: the error code of AWS for its deletion.
        source: the page of AWS or the API call that documents it.
        goes_first: types of resources that Terraform destroys before it, because they are replaced or removed with it.
        named_after: arguments that replace it and whose first number its `name` must hold, so that two can exist.
        replaced_by: other arguments that replace it, and that its name does not tell: under a fixed name such a change
            takes another name.
    """

    error: str
    source: str
    goes_first: frozenset[str] = frozenset()
    named_after: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()


_FAMILY = ("family",)
_CLOUDFRONT = "Amazon CloudFront API, "
_REST = "Amazon API Gateway API, Delete"
_RULES = frozenset({"aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"})
_TABLE_PARTS = frozenset({"aws_route"})
_SUBNET_PARTS = frozenset({"aws_nat_gateway", "aws_route_table_association", "aws_network_acl_association"})
_ACL_PARTS = frozenset({"aws_wafv2_web_acl_association", "aws_wafv2_web_acl_logging_configuration"})

REFUSED_DELETIONS: Mapping[str, RefusedDeletion] = {
    "aws_acm_certificate": RefusedDeletion(
        "ResourceInUseException", "AWS Certificate Manager API, DeleteCertificate", frozenset({"aws_route53_record"})
    ),
    "aws_api_gateway_authorizer": RefusedDeletion("ConflictException", f"{_REST}Authorizer"),
    "aws_api_gateway_deployment": RefusedDeletion("BadRequestException", f"{_REST}Deployment"),
    "aws_api_gateway_model": RefusedDeletion("ConflictException", f"{_REST}Model"),
    "aws_api_gateway_request_validator": RefusedDeletion("ConflictException", f"{_REST}RequestValidator"),
    "aws_api_gateway_vpc_link": RefusedDeletion("BadRequestException", f"{_REST}VpcLink"),
    "aws_apigatewayv2_authorizer": RefusedDeletion("ConflictException", "Amazon API Gateway V2 API, DeleteAuthorizer"),
    "aws_apigatewayv2_vpc_link": RefusedDeletion("ConflictException", "Amazon API Gateway V2 API, DeleteVpcLink"),
    "aws_cloudfront_cache_policy": RefusedDeletion("CachePolicyInUse", f"{_CLOUDFRONT}DeleteCachePolicy"),
    "aws_cloudfront_function": RefusedDeletion("FunctionInUse", f"{_CLOUDFRONT}DeleteFunction"),
    "aws_cloudfront_key_group": RefusedDeletion("ResourceInUse", f"{_CLOUDFRONT}DeleteKeyGroup"),
    "aws_cloudfront_origin_access_control": RefusedDeletion(
        "OriginAccessControlInUse", f"{_CLOUDFRONT}DeleteOriginAccessControl"
    ),
    "aws_cloudfront_origin_access_identity": RefusedDeletion(
        "CloudFrontOriginAccessIdentityInUse", f"{_CLOUDFRONT}DeleteCloudFrontOriginAccessIdentity"
    ),
    "aws_cloudfront_origin_request_policy": RefusedDeletion(
        "OriginRequestPolicyInUse", f"{_CLOUDFRONT}DeleteOriginRequestPolicy"
    ),
    "aws_cloudfront_public_key": RefusedDeletion("PublicKeyInUse", f"{_CLOUDFRONT}DeletePublicKey"),
    "aws_cloudfront_realtime_log_config": RefusedDeletion(
        "RealtimeLogConfigInUse", f"{_CLOUDFRONT}DeleteRealtimeLogConfig"
    ),
    "aws_cloudfront_response_headers_policy": RefusedDeletion(
        "ResponseHeadersPolicyInUse", f"{_CLOUDFRONT}DeleteResponseHeadersPolicy"
    ),
    "aws_db_option_group": RefusedDeletion(
        "InvalidOptionGroupStateFault", "Amazon RDS API, DeleteOptionGroup", named_after=("major_engine_version",)
    ),
    "aws_db_parameter_group": RefusedDeletion(
        "InvalidDBParameterGroupState", "Amazon RDS API, DeleteDBParameterGroup", named_after=_FAMILY
    ),
    "aws_docdb_cluster_parameter_group": RefusedDeletion(
        "InvalidDBParameterGroupState", "Amazon DocumentDB API, DeleteDBClusterParameterGroup", named_after=_FAMILY
    ),
    "aws_ec2_managed_prefix_list": RefusedDeletion("DependencyViolation", "Amazon EC2 API, DeleteManagedPrefixList"),
    "aws_elasticache_parameter_group": RefusedDeletion(
        "InvalidCacheParameterGroupState", "Amazon ElastiCache API, DeleteCacheParameterGroup", named_after=_FAMILY
    ),
    "aws_iam_server_certificate": RefusedDeletion("DeleteConflict", "AWS IAM API, DeleteServerCertificate"),
    "aws_kms_key": RefusedDeletion(
        "KMSInvalidStateException",
        "AWS KMS Developer Guide, Key states: a key that waits for its deletion decrypts nothing",
        frozenset({"aws_kms_alias", "aws_kms_key_policy", "aws_kms_grant"}),
    ),
    "aws_launch_configuration": RefusedDeletion(
        "ResourceInUse", "Amazon EC2 Auto Scaling API, DeleteLaunchConfiguration"
    ),
    "aws_lb_target_group": RefusedDeletion(
        "ResourceInUse",
        "Elastic Load Balancing API, DeleteTargetGroup",
        frozenset({"aws_lb_target_group_attachment"}),
        replaced_by=("port", "protocol", "protocol_version", "target_type", "ip_address_type"),
    ),
    "aws_neptune_cluster_parameter_group": RefusedDeletion(
        "InvalidDBParameterGroupState", "Amazon Neptune API, DeleteDBClusterParameterGroup", named_after=_FAMILY
    ),
    "aws_rds_cluster_parameter_group": RefusedDeletion(
        "InvalidDBParameterGroupState", "Amazon RDS API, DeleteDBClusterParameterGroup", named_after=_FAMILY
    ),
    "aws_redshift_parameter_group": RefusedDeletion(
        "InvalidClusterParameterGroupState", "Amazon Redshift API, DeleteClusterParameterGroup", named_after=_FAMILY
    ),
    "aws_route_table": RefusedDeletion("DependencyViolation", "Amazon EC2 API, DeleteRouteTable", _TABLE_PARTS),
    "aws_security_group": RefusedDeletion(
        "DependencyViolation", "Amazon EC2 API, DeleteSecurityGroup", _RULES, replaced_by=("description",)
    ),
    "aws_subnet": RefusedDeletion("DependencyViolation", "Amazon EC2 API, DeleteSubnet", _SUBNET_PARTS),
    "aws_wafv2_ip_set": RefusedDeletion(
        "WAFAssociatedItemException", "AWS WAF V2 API, DeleteIPSet", replaced_by=("ip_address_version",)
    ),
    "aws_wafv2_regex_pattern_set": RefusedDeletion(
        "WAFAssociatedItemException", "AWS WAF V2 API, DeleteRegexPatternSet"
    ),
    "aws_wafv2_rule_group": RefusedDeletion(
        "WAFAssociatedItemException", "AWS WAF V2 API, DeleteRuleGroup", replaced_by=("capacity",)
    ),
    "aws_wafv2_web_acl": RefusedDeletion("WAFAssociatedItemException", "AWS WAF V2 API, DeleteWebACL", _ACL_PARTS),
}
"""The types that AWS refuses to delete while they are in use, by Terraform type."""
