"""The ids by which Terraform imports a resource, by type.

Source: the section "Import" of each resource in the documentation of hashicorp/aws 5.100. A group of a pattern has the
name of the argument that this part of the id is; where the configuration says another value, it is another resource.
"""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.aws.import_id import ImportId

_ARN = "arn:aws(?:-us-gov|-cn)?"
_ACCOUNT = "123456789012"
_API = r"[a-z0-9]{6,}"
_WORD = r"[^/:,\s]+"


def _by(argument: str, words: str, example: str, form: str = r"\S+", made_of: str = "{id}") -> ImportId:
    return ImportId(words, example, rf"(?P<{argument}>{form})", made_of)


def _with_prefix(prefix: str, thing: str, made_of: str = "{id}") -> ImportId:
    example = f"{prefix}-0a1b2c3d4e5f67890"
    return ImportId(f"the id of {thing}", example, rf"{prefix}-(?:[0-9a-f]{{8}}|[0-9a-f]{{17}})", made_of)


def _arn(service: str, rest: str, thing: str, example: str, made_of: str = "{arn}") -> ImportId:
    return ImportId(
        f"the ARN of {thing}",
        f"arn:aws:{service}:us-east-1:{_ACCOUNT}:{example}",
        rf"{_ARN}:{service}:[a-z0-9-]*:[0-9]{{12}}:{rest}",
        made_of,
    )


def _of_queue(name: str, made_of: str) -> ImportId:
    return ImportId(
        "the URL of the queue",
        f"https://sqs.us-east-1.amazonaws.com/{_ACCOUNT}/orders",
        rf"https?://\S+/[0-9]{{12}}/{name}",
        made_of,
    )


def _of_api(words: str, example: str, *parts: str, made_of: str) -> ImportId:
    """The id of a part of an API: the id of the API, and what comes after it."""
    return ImportId(
        f"the id of the API, {words}, with `/` between", f"12345abcde/{example}", "/".join((_API, *parts)), made_of
    )


_QUEUE = r"[\w-]+(?:\.fifo)?"
_RULE = _with_prefix("sgr", "a rule of a security group")
_OWNED = r"(?P<bucket>[a-z0-9.-]{3,63})(?:,[0-9]{12})?"
_OF_BUCKET = ImportId("the name of the bucket", "acme-assets", _OWNED, "{bucket}")
_OF_BUCKET_ALONE = _by("bucket", "the name of the bucket", "acme-assets", r"[a-z0-9.-]{3,63}", "{bucket}")
_OF_CLUSTER = ImportId("the identifier of the cluster", "abcde1f234ghijklmnop5qr6st", r"[a-z0-9]{26}", "{identifier}")
_METHOD = r"(?P<http_method>GET|PUT|POST|DELETE|HEAD|OPTIONS|PATCH|ANY)"
_OF_METHOD = "{rest_api_id}/{resource_id}/{http_method}"
_STATUS = r"(?P<status_code>[0-9]{3})"
_SCOPED = r"[0-9a-f-]{36}/(?P<name>[\w-]+)/(?P<scope>REGIONAL|CLOUDFRONT)"
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_SOME_UUID = "1234abcd-12ab-34cd-56ef-1234567890ab"

IMPORT_IDS: Mapping[str, ImportId] = {
    "aws_acm_certificate": _arn("acm", rf"certificate/{_UUID}", "the certificate", f"certificate/{_SOME_UUID}"),
    "aws_api_gateway_account": ImportId(
        "the words `api-gateway-account`",
        "api-gateway-account",
        r"api-gateway-account|[0-9]{12}",
        "api-gateway-account",
    ),
    "aws_api_gateway_authorizer": _of_api("that of the authorizer", "7qzv7k", _API, made_of="{rest_api_id}/{id}"),
    "aws_api_gateway_deployment": _of_api("that of the deployment", "1122334", _API, made_of="{rest_api_id}/{id}"),
    "aws_api_gateway_gateway_response": _of_api(
        "the type of the response",
        "UNAUTHORIZED",
        r"(?P<response_type>[A-Z0-9_]+)",
        made_of="{rest_api_id}/{response_type}",
    ),
    "aws_api_gateway_integration": _of_api(
        "that of the path, the method",
        "67890fghij/GET",
        _API,
        _METHOD,
        made_of=_OF_METHOD,
    ),
    "aws_api_gateway_integration_response": _of_api(
        "that of the path, the method, the status",
        "67890fghij/GET/200",
        _API,
        _METHOD,
        _STATUS,
        made_of=f"{_OF_METHOD}/{{status_code}}",
    ),
    "aws_api_gateway_method": _of_api(
        "that of the path, the method",
        "67890fghij/GET",
        _API,
        _METHOD,
        made_of=_OF_METHOD,
    ),
    "aws_api_gateway_method_response": _of_api(
        "that of the path, the method, the status",
        "67890fghij/GET/200",
        _API,
        _METHOD,
        _STATUS,
        made_of=f"{_OF_METHOD}/{{status_code}}",
    ),
    "aws_api_gateway_method_settings": _of_api(
        "the stage, the path of the method",
        "prod/*/*",
        r"(?P<stage_name>\w+)",
        r"(?P<method_path>\S+)",
        made_of="{rest_api_id}/{stage_name}/{method_path}",
    ),
    "aws_api_gateway_model": _of_api("the name", "Order", r"(?P<name>[A-Za-z0-9]+)", made_of="{rest_api_id}/{name}"),
    "aws_api_gateway_request_validator": _of_api(
        "that of the validator", "67890fghij", _API, made_of="{rest_api_id}/{id}"
    ),
    "aws_api_gateway_resource": _of_api("that of the path", "67890fghij", _API, made_of="{rest_api_id}/{id}"),
    "aws_api_gateway_rest_api": ImportId("the id of the API", "12345abcde", _API),
    "aws_api_gateway_stage": _of_api("the stage", "prod", r"(?P<stage_name>\w+)", made_of="{rest_api_id}/{stage_name}"),
    "aws_apigatewayv2_api": ImportId("the id of the API", "aabbccddee", _API),
    "aws_apigatewayv2_api_mapping": ImportId(
        "the id of the mapping and the domain, with `/` between",
        "1122334/api.example.com",
        rf"{_API}/(?P<domain_name>\S+)",
        "{id}/{domain_name}",
    ),
    "aws_apigatewayv2_authorizer": _of_api("that of the authorizer", "1122334", _API, made_of="{api_id}/{id}"),
    "aws_apigatewayv2_domain_name": _by("domain_name", "the domain", "api.example.com"),
    "aws_apigatewayv2_integration": _of_api("that of the integration", "1122334", _API, made_of="{api_id}/{id}"),
    "aws_apigatewayv2_route": _of_api("that of the route", "1122334", _API, made_of="{api_id}/{id}"),
    "aws_apigatewayv2_stage": _of_api("the stage", "prod", r"(?P<name>\$default|[\w-]+)", made_of="{api_id}/{name}"),
    "aws_appautoscaling_policy": ImportId(
        "namespace, resource, dimension and name, with `/` between",
        "dynamodb/table/orders/dynamodb:table:ReadCapacityUnits/orders-read",
        r"(?P<service_namespace>[a-z-]+)/(?P<resource_id>\S+?)/(?P<scalable_dimension>[a-z-]+:[\w-]+:\w+)/(?P<name>.+)",
        "{service_namespace}/{resource_id}/{scalable_dimension}/{name}",
    ),
    "aws_appautoscaling_target": ImportId(
        "namespace, resource and dimension, with `/` between",
        "dynamodb/table/orders/dynamodb:table:ReadCapacityUnits",
        r"(?P<service_namespace>[a-z-]+)/(?P<resource_id>\S+)/(?P<scalable_dimension>[a-z-]+:[\w-]+:\w+)",
        "{service_namespace}/{resource_id}/{scalable_dimension}",
    ),
    "aws_cloudfront_distribution": ImportId("the id of the distribution", "E74FTE3EXAMPLE", r"E[A-Z0-9]{8,}"),
    "aws_cloudfront_origin_access_control": ImportId(
        "the id of the access control", "E327GJI25M56DG", r"E[A-Z0-9]{8,}"
    ),
    "aws_cloudfront_origin_access_identity": ImportId("the id of the identity", "E74FTE3AEXAMPLE", r"E[A-Z0-9]{8,}"),
    "aws_cloudfront_response_headers_policy": ImportId("the id of the policy", _SOME_UUID, _UUID),
    "aws_cloudwatch_dashboard": _by("dashboard_name", "the name of the dashboard", "shop-prod", r"[\w-]+"),
    "aws_cloudwatch_event_rule": ImportId(
        "the name of the rule, with that of its bus and `/` in front if it is not `default`",
        "nightly",
        r"(?:(?P<event_bus_name>[\w./-]+)/)?(?P<name>[\w.-]+)",
        "{name}",
    ),
    "aws_cloudwatch_event_target": ImportId(
        "the names of bus and rule and the id of the target, with `/` between",
        "nightly/report",
        r"(?:(?P<event_bus_name>[\w./-]+)/)?(?P<rule>[\w.-]+)/(?P<target_id>[\w.-]+)",
        "{rule}/{target_id}",
    ),
    "aws_cloudwatch_log_group": _by("name", "the name of the log group", "/aws/lambda/orders", r"[\w./#-]+", "{name}"),
    "aws_cloudwatch_log_resource_policy": _by("policy_name", "the name of the policy", "api-logs"),
    "aws_cloudwatch_metric_alarm": _by("alarm_name", "the name of the alarm", "orders-errors", r".+"),
    "aws_codedeploy_app": _by("name", "the name of the application", "shop", _WORD, "{name}"),
    "aws_codedeploy_deployment_group": ImportId(
        "the names of application and group, with `:` between",
        "shop:web",
        rf"(?P<app_name>{_WORD}):(?P<deployment_group_name>{_WORD})",
        "{app_name}:{deployment_group_name}",
    ),
    "aws_db_instance": _by(
        "identifier", "the identifier of the instance", "shop-prod", r"[a-z][a-z0-9-]*", "{identifier}"
    ),
    "aws_db_option_group": _by("name", "the name of the group", "shop-mysql8-0", r"[a-z][a-z0-9-]*"),
    "aws_db_parameter_group": _by("name", "the name of the group", "shop-postgresql16", r"[a-z][a-z0-9.-]*"),
    "aws_db_proxy": _by("name", "the name of the proxy", "shop-prod", r"[a-z][a-z0-9-]*"),
    "aws_db_proxy_default_target_group": _by(
        "db_proxy_name", "the name of the proxy", "shop-prod", r"[a-z][a-z0-9-]*", "{db_proxy_name}"
    ),
    "aws_db_proxy_target": ImportId(
        "the proxy, its target group, the kind and the identifier of the database, with `/` between",
        "shop-prod/default/RDS_INSTANCE/shop-prod-db",
        r"(?P<db_proxy_name>[a-z][a-z0-9-]*)/(?P<target_group_name>[a-z0-9-]+)/(?:RDS_INSTANCE|TRACKED_CLUSTER)/\S+",
        "{db_proxy_name}/{target_group_name}/{type}/{rds_resource_id}",
    ),
    "aws_db_subnet_group": _by("name", "the name of the group", "shop-prod", r"[a-z0-9_. -]+"),
    "aws_default_security_group": _with_prefix("sg", "the security group"),
    "aws_dsql_cluster": _OF_CLUSTER,
    "aws_dsql_cluster_peering": _OF_CLUSTER,
    "aws_dynamodb_table": _by("name", "the name of the table", "orders", r"[\w.-]{3,255}"),
    "aws_ecr_lifecycle_policy": _by("repository", "the name of the repository", "shop/web", r"[a-z0-9._/-]+"),
    "aws_ecr_pull_through_cache_rule": _by("ecr_repository_prefix", "the prefix", "docker-hub", r"[a-z0-9._/-]+"),
    "aws_ecr_repository_policy": _by("repository", "the name of the repository", "shop/web", r"[a-z0-9._/-]+"),
    "aws_ecr_repository": _by("name", "the name of the repository", "shop/web", r"[a-z0-9._/-]+"),
    "aws_ecs_cluster": _by("name", "the name of the cluster", "shop", r"[\w-]+", "{name}"),
    "aws_ecs_cluster_capacity_providers": _by("cluster_name", "the name of the cluster", "shop", r"[\w-]+"),
    "aws_ecs_service": ImportId(
        "the names of cluster and service, with `/` between",
        "shop/web",
        r"[\w-]+/(?P<name>[\w-]+)",
        "{cluster:last}/{name}",
    ),
    "aws_ecs_task_definition": _arn(
        "ecs",
        r"task-definition/(?P<family>[\w-]+):[0-9]+",
        "the task definition with its revision",
        "task-definition/web:7",
    ),
    "aws_eip": _with_prefix("eipalloc", "the allocation"),
    "aws_flow_log": _with_prefix("fl", "the flow log"),
    "aws_iam_instance_profile": _by("name", "the name of the profile", "web", _WORD, "{name}"),
    "aws_iam_openid_connect_provider": ImportId(
        "the ARN of the provider",
        f"arn:aws:iam::{_ACCOUNT}:oidc-provider/gitlab.com",
        rf"{_ARN}:iam::[0-9]{{12}}:oidc-provider/\S+",
        "{arn}",
    ),
    "aws_iam_policy": ImportId(
        "the ARN of the policy",
        f"arn:aws:iam::{_ACCOUNT}:policy/orders",
        rf"{_ARN}:iam::(?:[0-9]{{12}}|aws):policy/(?:\S+/)?(?P<name>[\w+=,.@-]+)",
        "{arn}",
    ),
    "aws_iam_role": _by("name", "the name of the role, not its ARN", "orders-role", r"[\w+=,.@-]+", "{name}"),
    "aws_iam_role_policy": ImportId(
        "the names of role and policy, with `:` between",
        "orders-role:write",
        r"(?P<role>[\w+=,.@-]+):(?P<name>[\w+=,.@-]+)",
        "{role}:{name}",
    ),
    "aws_iam_role_policy_attachment": ImportId(
        "the name of the role and the ARN of the policy, with `/` between",
        "orders-role/arn:aws:iam::aws:policy/ReadOnlyAccess",
        rf"(?P<role>[\w+=,.@-]+)/(?P<policy_arn>{_ARN}:iam::\S+)",
        "{role}/{policy_arn}",
    ),
    "aws_instance": _with_prefix("i", "the instance"),
    "aws_internet_gateway": _with_prefix("igw", "the gateway"),
    "aws_kms_alias": _by("name", "the name of the alias", "alias/orders", r"alias/[\w/-]+", "{name}"),
    "aws_kms_key": ImportId(
        "the id of the key, not its ARN", _SOME_UUID, rf"{_UUID}|mrk-[0-9a-f]{{32}}", "{key_id|id}"
    ),
    "aws_lambda_alias": ImportId(
        "the names of function and alias, with `/` between",
        "orders/live",
        r"[\w:-]+/(?P<name>[\w-]+)",
        "{function_name:last}/{name}",
    ),
    "aws_lambda_event_source_mapping": ImportId("the UUID of the mapping", _SOME_UUID, _UUID, "{uuid|id}"),
    "aws_lambda_function": _by(
        "function_name", "the name of the function, not its ARN", "orders", r"[A-Za-z0-9_-]+", "{function_name}"
    ),
    "aws_lambda_permission": ImportId(
        "the name of the function and the id of the statement, with `/` between",
        "orders/AllowApi",
        r"[A-Za-z0-9_-]+(?::(?P<qualifier>[\w$-]+))?/(?P<statement_id>[\w-]+)",
        "{function_name:last}[:{qualifier}]/{statement_id}",
    ),
    "aws_lb": _arn(
        "elasticloadbalancing",
        r"loadbalancer/(?:app|net|gwy)/(?P<name>[\w-]+)/[0-9a-f]+",
        "the load balancer",
        "loadbalancer/app/web/50dc6c495c0c9188",
    ),
    "aws_lb_listener": _arn(
        "elasticloadbalancing",
        r"listener/(?:app|net|gwy)/\S+",
        "the listener",
        "listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2",
    ),
    "aws_lb_listener_rule": _arn(
        "elasticloadbalancing",
        r"listener-rule/app/\S+",
        "the rule",
        "listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee",
    ),
    "aws_lb_target_group": _arn(
        "elasticloadbalancing",
        r"targetgroup/(?P<name>[\w-]+)/[0-9a-f]+",
        "the target group",
        "targetgroup/web/73e2d6bc24d8a067",
    ),
    "aws_nat_gateway": _with_prefix("nat", "the gateway"),
    "aws_rds_cluster": _by(
        "cluster_identifier", "the identifier of the cluster", "shop-prod", r"[a-z][a-z0-9-]*", "{cluster_identifier}"
    ),
    "aws_rds_cluster_instance": _by(
        "identifier", "the identifier of the instance", "shop-prod-1", r"[a-z][a-z0-9-]*", "{identifier}"
    ),
    "aws_rds_cluster_parameter_group": _by("name", "the name of the group", "shop-postgresql16", r"[a-z][a-z0-9.-]*"),
    "aws_route": ImportId(
        "the id of the route table and the destination, with `_` between",
        "rtb-0a1b2c3d4e5f67890_0.0.0.0/0",
        r"rtb-[0-9a-f]{8,17}_(?P<destination_cidr_block>[0-9.]+/[0-9]+)|rtb-[0-9a-f]{8,17}_(?:[0-9a-f:]+/[0-9]+|pl-[0-9a-f]+)",
        "{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}",
    ),
    "aws_route53_record": ImportId(
        "the id of the zone, the name and the type, with `_` between",
        "Z4KAPRWWNC7JR_www.example.com_A",
        r"Z[A-Z0-9]+_(?P<name>[^_]\S*?|_\S+?)_(?P<type>[A-Z]+)(?:_(?P<set_identifier>\S+))?",
        "{zone_id}_{name}_{type}[_{set_identifier}]",
    ),
    "aws_route53_zone": ImportId("the id of the zone", "Z1D633PJN98FT9", r"Z[A-Z0-9]+", "{zone_id|id}"),
    "aws_route_table": _with_prefix("rtb", "the route table"),
    "aws_route_table_association": ImportId(
        "the ids of subnet and route table, with `/` between",
        "subnet-0a1b2c3d4e5f67890/rtb-0a1b2c3d4e5f67890",
        r"(?:subnet|igw|vgw)-[0-9a-f]{8,17}/rtb-[0-9a-f]{8,17}",
        "{subnet_id|gateway_id}/{route_table_id}",
    ),
    "aws_s3_bucket": _by("bucket", "the name of the bucket", "acme-assets", r"[a-z0-9.-]{3,63}", "{bucket}"),
    "aws_s3_bucket_acl": ImportId(
        "the name of the bucket, and its canned ACL behind `,` if it has one",
        "acme-logs,log-delivery-write",
        r"(?P<bucket>[a-z0-9.-]{3,63})(?:,[0-9]{12})?(?:,(?P<acl>[a-z-]+))?",
        "{bucket}[,{acl}]",
    ),
    "aws_s3_bucket_cors_configuration": _OF_BUCKET,
    "aws_s3_bucket_lifecycle_configuration": _OF_BUCKET,
    "aws_s3_bucket_logging": _OF_BUCKET,
    "aws_s3_bucket_notification": _OF_BUCKET_ALONE,
    "aws_s3_bucket_ownership_controls": _OF_BUCKET_ALONE,
    "aws_s3_bucket_policy": _OF_BUCKET_ALONE,
    "aws_s3_bucket_public_access_block": _OF_BUCKET_ALONE,
    "aws_s3_bucket_server_side_encryption_configuration": _OF_BUCKET,
    "aws_s3_bucket_versioning": _OF_BUCKET,
    "aws_s3_bucket_website_configuration": _OF_BUCKET,
    "aws_s3_object": ImportId(
        "bucket and key, with `/` between",
        "acme-assets/index.html",
        r"(?:s3://)?(?P<bucket>[a-z0-9.-]{3,63})/(?P<key>.+)",
        "{bucket}/{key}",
    ),
    "aws_secretsmanager_secret": _arn("secretsmanager", r"secret:\S+", "the secret", "secret:shop-AbCdEf"),
    "aws_secretsmanager_secret_policy": _arn(
        "secretsmanager", r"secret:\S+", "the secret", "secret:shop-AbCdEf", "{secret_arn|id}"
    ),
    "aws_secretsmanager_secret_rotation": _arn(
        "secretsmanager", r"secret:\S+", "the secret", "secret:shop-AbCdEf", "{secret_id|id}"
    ),
    "aws_secretsmanager_secret_version": _arn(
        "secretsmanager",
        r"secret:\S+\|\S+",
        "the secret, and the id of the version behind a `|`",
        f"secret:shop-AbCdEf|{_SOME_UUID}",
        "{secret_id}|{version_id}",
    ),
    "aws_security_group": _with_prefix("sg", "the security group"),
    "aws_sns_topic": _arn("sns", r"(?P<name>[\w-]+(?:\.fifo)?)", "the topic", "alarms"),
    "aws_sns_topic_policy": _arn("sns", r"[\w-]+(?:\.fifo)?", "the topic", "alarms"),
    "aws_sns_topic_subscription": _arn(
        "sns", rf"[\w-]+(?:\.fifo)?:{_UUID}", "the subscription", f"alarms:{_SOME_UUID}"
    ),
    "aws_sqs_queue": _of_queue(rf"(?P<name>{_QUEUE})", "{url|id}"),
    "aws_sqs_queue_policy": _of_queue(_QUEUE, "{queue_url|id}"),
    "aws_sqs_queue_redrive_allow_policy": _of_queue(_QUEUE, "{queue_url|id}"),
    "aws_ssm_parameter": _by("name", "the name of the parameter", "/shop/prod/key", r"[\w./-]+", "{name}"),
    "aws_subnet": _with_prefix("subnet", "the subnet"),
    "aws_vpc": _with_prefix("vpc", "the VPC"),
    "aws_vpc_endpoint": _with_prefix("vpce", "the endpoint"),
    "aws_vpc_security_group_egress_rule": _RULE,
    "aws_vpc_security_group_ingress_rule": _RULE,
    "aws_wafv2_ip_set": ImportId(
        "id, name and scope of the set, with `/` between",
        f"{_SOME_UUID}/allowed/REGIONAL",
        _SCOPED,
        "{id}/{name}/{scope}",
    ),
    "aws_wafv2_web_acl": ImportId(
        "id, name and scope of the web ACL, with `/` between",
        f"{_SOME_UUID}/shop/REGIONAL",
        _SCOPED,
        "{id}/{name}/{scope}",
    ),
    "aws_wafv2_web_acl_association": ImportId(
        "the ARNs of web ACL and resource, with `,` between",
        f"arn:aws:wafv2:us-east-1:{_ACCOUNT}:regional/webacl/shop/{_SOME_UUID},arn:aws:apigateway:us-east-1::/restapis/a/stages/prod",
        rf"{_ARN}:wafv2:[^,\s]+,{_ARN}:[^,\s]+",
        "{web_acl_arn},{resource_arn}",
    ),
    "aws_wafv2_web_acl_logging_configuration": _arn(
        "wafv2", r"\S+", "the web ACL", f"regional/webacl/shop/{_SOME_UUID}", "{resource_arn}"
    ),
}
"""The forms of import ids by Terraform type."""

NOT_IMPORTABLE: Mapping[str, str] = {
    "aws_acm_certificate_validation": "It is no resource of AWS, but a wait until the certificate is valid.",
    "aws_lambda_invocation": "It is no resource of AWS, but a call.",
}
"""The types that Terraform cannot import, each with the reason; Terraform makes them anew without a change in AWS."""
