"""Types whose replacement interrupts what users use, and what stops meanwhile.

Not listed are resources that hold data (`hclpress.aws.stateful`), whose loss is worse; resources that are replaced by
design, such as task definitions, deployments and versions; and resources that nobody calls, such as alarms.
"""

from __future__ import annotations

from collections.abc import Mapping

OUTAGES: Mapping[str, str] = {
    "aws_alb": "it answers under another name, and its old one is gone",
    "aws_alb_listener": "the port is closed",
    "aws_alb_target_group": "it has no targets until they are registered and healthy",
    "aws_api_gateway_domain_name": "the domain answers nothing",
    "aws_api_gateway_rest_api": "it answers under another address",
    "aws_api_gateway_stage": "the stage answers nothing",
    "aws_apigatewayv2_api": "it answers under another address",
    "aws_apigatewayv2_domain_name": "the domain answers nothing",
    "aws_apigatewayv2_stage": "the stage answers nothing",
    "aws_autoscaling_group": "its instances stop",
    "aws_cloudfront_distribution": "it answers under another name, and is unreachable for minutes",
    "aws_codedeploy_deployment_group": "deployments fail",
    "aws_db_proxy": "connections through it break",
    "aws_ecs_cluster": "its services stop",
    "aws_ecs_service": "its tasks stop, and start anew",
    "aws_eip": "its address changes, which others may have in their allow lists",
    "aws_eks_cluster": "everything on it stops",
    "aws_eks_node_group": "its nodes stop",
    "aws_elasticache_cluster": "it is unreachable, and empty afterwards",
    "aws_elb": "it answers under another name, and its old one is gone",
    "aws_instance": "it stops, and another one starts",
    "aws_internet_gateway": "nothing in the network reaches the internet",
    "aws_lambda_alias": "callers of the alias fail",
    "aws_lambda_event_source_mapping": "messages wait until it is there again",
    "aws_lambda_function": "it cannot be called until it is there again",
    "aws_lambda_function_url": "it answers under another address",
    "aws_lb": "it answers under another name, and its old one is gone",
    "aws_lb_listener": "the port is closed",
    "aws_lb_target_group": "it has no targets until they are registered and healthy",
    "aws_mq_broker": "connections to it break",
    "aws_msk_cluster": "connections to it break",
    "aws_nat_gateway": "its subnets do not reach the internet",
    "aws_rds_cluster_instance": "connections to it break",
    "aws_redshift_cluster": "connections to it break",
    "aws_route53_record": "the name does not resolve",
    "aws_scheduler_schedule": "nothing is started meanwhile",
    "aws_sfn_state_machine": "nothing can be started meanwhile",
    "aws_sns_topic": "subscribers outside of this environment are lost",
    "aws_subnet": "what stands in it must leave it first",
    "aws_vpc": "everything in it is made anew",
    "aws_vpc_endpoint": "its services are unreachable from the network",
    "aws_wafv2_web_acl": "it does not protect meanwhile",
}
"""The interruption by Terraform type, as the end of a sentence."""

SAME_CALLERS: Mapping[str, str] = {
    "aws_alb": "balancer",
    "aws_api_gateway_domain_name": "domain of an API",
    "aws_api_gateway_rest_api": "API",
    "aws_apigatewayv2_api": "API",
    "aws_apigatewayv2_domain_name": "domain of an API",
    "aws_elb": "balancer",
    "aws_lb": "balancer",
}
"""Types whose resources serve the same callers as those of another type, by what they are. If one is destroyed and the
other created, that is the replacement of one thing, such as that of an HTTP API by a REST API."""
