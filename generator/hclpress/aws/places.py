"""Places that only one resource may hold: the arguments that say which place a resource takes.

Terraform does not order a change that frees a place before another that takes it, because neither refers to the other.
If the place is taken too early, AWS answers with the error given here; without an error, the later deletion of the
former holder deletes what the new one has just set.

Source: the errors of the Create call of each resource in the service's API reference.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Place(Struct, frozen=True):
    """A place within a parent, or in the account.

    Attributes:
        arguments: the arguments that name it, the parent among them. One that is not set counts as empty.
        answer: the error of AWS if it is taken; empty if AWS overwrites without one.
        variable: the argument in which a path variable such as `{id}` takes the place of every other variable.
        made_up: the argument for which the provider or AWS makes up a free value if it is not set.
        each: whether the last argument is a list, each item of which is a place.
    """

    arguments: tuple[str, ...]
    answer: str = ""
    variable: str = ""
    made_up: str = ""
    each: bool = False


def _settings_of(*arguments: str, made_up: str = "") -> Place:
    return Place(arguments, made_up=made_up)


PLACES: Mapping[str, Place] = {
    "aws_api_gateway_account": _settings_of(),
    "aws_api_gateway_base_path_mapping": Place(("domain_name", "base_path"), "ConflictException"),
    "aws_api_gateway_domain_name": Place(("domain_name",), "ConflictException"),
    "aws_api_gateway_integration": _settings_of("rest_api_id", "resource_id", "http_method"),
    "aws_api_gateway_method": Place(("rest_api_id", "resource_id", "http_method"), "ConflictException"),
    "aws_api_gateway_method_settings": _settings_of("rest_api_id", "stage_name", "method_path"),
    "aws_api_gateway_model": Place(("rest_api_id", "name"), "ConflictException"),
    "aws_api_gateway_resource": Place(("rest_api_id", "parent_id", "path_part"), "ConflictException", "path_part"),
    "aws_api_gateway_rest_api_policy": _settings_of("rest_api_id"),
    "aws_api_gateway_stage": Place(("rest_api_id", "stage_name"), "ConflictException"),
    "aws_apigatewayv2_api_mapping": Place(("domain_name", "api_mapping_key"), "ConflictException"),
    "aws_apigatewayv2_domain_name": Place(("domain_name",), "ConflictException"),
    "aws_apigatewayv2_route": Place(("api_id", "route_key"), "ConflictException", "route_key"),
    "aws_apigatewayv2_stage": Place(("api_id", "name"), "ConflictException"),
    "aws_appautoscaling_policy": _settings_of("name", "service_namespace", "resource_id", "scalable_dimension"),
    "aws_appautoscaling_target": _settings_of("service_namespace", "resource_id", "scalable_dimension"),
    "aws_cloudfront_distribution": Place(("aliases",), "CNAMEAlreadyExists", each=True),
    "aws_cloudwatch_event_target": _settings_of("rule", "event_bus_name", "target_id", made_up="target_id"),
    "aws_iam_role_policy": _settings_of("role", "name", made_up="name"),
    "aws_iam_role_policy_attachment": _settings_of("role", "policy_arn"),
    "aws_lambda_alias": Place(("function_name", "name"), "ResourceConflictException"),
    "aws_lambda_event_source_mapping": Place(("event_source_arn", "function_name"), "ResourceConflictException"),
    "aws_lambda_function_event_invoke_config": _settings_of("function_name", "qualifier"),
    "aws_lambda_function_url": Place(("function_name", "qualifier"), "ResourceConflictException"),
    "aws_lambda_permission": Place(
        ("function_name", "statement_id", "qualifier"), "ResourceConflictException", made_up="statement_id"
    ),
    "aws_lb_listener": Place(("load_balancer_arn", "port"), "DuplicateListener"),
    "aws_lb_listener_rule": Place(("listener_arn", "priority"), "PriorityInUse", made_up="priority"),
    "aws_network_acl_rule": Place(("network_acl_id", "rule_number", "egress"), "NetworkAclEntryAlreadyExists"),
    "aws_route": Place(
        ("route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"),
        "RouteAlreadyExists",
    ),
    "aws_route53_record": Place(("zone_id", "name", "type", "set_identifier"), "InvalidChangeBatch"),
    "aws_route_table_association": Place(("subnet_id", "gateway_id"), "Resource.AlreadyAssociated"),
    "aws_s3_bucket_accelerate_configuration": _settings_of("bucket"),
    "aws_s3_bucket_cors_configuration": _settings_of("bucket"),
    "aws_s3_bucket_lifecycle_configuration": _settings_of("bucket"),
    "aws_s3_bucket_logging": _settings_of("bucket"),
    "aws_s3_bucket_notification": _settings_of("bucket"),
    "aws_s3_bucket_object_lock_configuration": _settings_of("bucket"),
    "aws_s3_bucket_ownership_controls": _settings_of("bucket"),
    "aws_s3_bucket_policy": _settings_of("bucket"),
    "aws_s3_bucket_public_access_block": _settings_of("bucket"),
    "aws_s3_bucket_replication_configuration": _settings_of("bucket"),
    "aws_s3_bucket_server_side_encryption_configuration": _settings_of("bucket"),
    "aws_s3_bucket_versioning": _settings_of("bucket"),
    "aws_s3_bucket_website_configuration": _settings_of("bucket"),
    "aws_secretsmanager_secret_policy": _settings_of("secret_arn"),
    "aws_secretsmanager_secret_rotation": _settings_of("secret_id"),
    "aws_sns_topic_policy": _settings_of("arn"),
    "aws_sns_topic_subscription": _settings_of("topic_arn", "protocol", "endpoint"),
    "aws_sqs_queue_policy": _settings_of("queue_url"),
    "aws_sqs_queue_redrive_allow_policy": _settings_of("queue_url"),
    "aws_sqs_queue_redrive_policy": _settings_of("queue_url"),
    "aws_subnet": Place(("vpc_id", "cidr_block"), "InvalidSubnet.Conflict", made_up="cidr_block"),
    "aws_vpc_endpoint": Place(("vpc_id", "service_name", "vpc_endpoint_type"), "RouteAlreadyExists"),
    "aws_wafv2_web_acl_association": _settings_of("resource_arn"),
    "aws_wafv2_web_acl_logging_configuration": _settings_of("resource_arn"),
}
"""The places by Terraform type."""
