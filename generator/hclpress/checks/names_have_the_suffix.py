"""Every name contains the environment's suffix.

The suffix separates two environments in one account. The first environment takes a name without it, and the other one
fails to apply or changes the resource of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl.expression import Expr
from hclpress.model.finding import Finding
from hclpress.model.module_declarations import Scope
from hclpress.model.parsed_stack import ParsedStack

# The argument that is unique in an account. Freely chosen names, such as a parameter's, are excluded.
_NAMED: Mapping[str, str] = {
    "aws_cloudwatch_dashboard": "dashboard_name",
    "aws_cloudwatch_event_rule": "name",
    "aws_cloudwatch_log_group": "name",
    "aws_cloudwatch_metric_alarm": "alarm_name",
    "aws_codedeploy_app": "name",
    "aws_db_instance": "identifier",
    "aws_db_option_group": "name",
    "aws_db_parameter_group": "name",
    "aws_db_proxy": "name",
    "aws_db_subnet_group": "name",
    "aws_dynamodb_table": "name",
    "aws_ecs_cluster": "name",
    "aws_ecs_service": "name",
    "aws_ecs_task_definition": "family",
    "aws_iam_policy": "name",
    "aws_iam_role": "name",
    "aws_kms_alias": "name",
    "aws_lambda_function": "function_name",
    "aws_lb": "name",
    "aws_lb_target_group": "name",
    "aws_rds_cluster": "cluster_identifier",
    "aws_rds_cluster_instance": "identifier",
    "aws_rds_cluster_parameter_group": "name",
    "aws_s3_bucket": "bucket",
    "aws_security_group": "name",
    "aws_sns_topic": "name",
    "aws_sqs_queue": "name",
    "aws_wafv2_ip_set": "name",
    "aws_wafv2_web_acl": "name",
}


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource whose name lacks the suffix, if the environment has one."""
    suffix = parsed.stack.environment.suffix
    if suffix is None:
        return
    # A name that `names` keeps belongs to a resource that exists already, and AWS renames nothing.
    kept = frozenset(parsed.stack.environment.names.values())
    scopes = {instance: Scope.of(blocks) for instance, blocks in parsed.modules.items()}
    for placed in parsed.resources(*_NAMED):
        if placed.instance in parsed.stack.plain:
            continue
        for name in scopes[placed.instance].told_by_each(placed, _NAMED[placed.block.labels[0]]):
            # A name that comes from another resource or the spec's map is checked there.
            told = isinstance(name, Expr) and not name.startswith('"')
            decided_by_aws = isinstance(name, Expr) and "aws_" in name
            is_known = isinstance(name, str) and not told and not decided_by_aws
            if is_known and suffix not in str(name) and name not in kept:
                yield Finding(
                    placed,
                    f"The name {name} lacks the suffix {suffix}",
                    "Another environment in the account would have the same name. Build it with the naming pattern; "
                    "`names` keeps the name of a resource that exists already.",
                )
