"""Name rules of AWS by resource type."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct


class NameRule(Struct, frozen=True):
    """The rule for the name of one type of resource.

    Attributes:
        component: the value of `{component}` in a naming pattern.
        shortest: the minimum length in characters.
        longest: the maximum length in characters.
        pattern: a regular expression the whole name must match.
        words: the pattern in words, for people.
        argument: the argument of the resource that takes the name.
        everywhere: whether the name is shared by all regions, so that replicas in two of them need different ones.
    """

    component: str
    longest: int
    pattern: str
    words: str
    shortest: int = 1
    everywhere: bool = False
    argument: str = "name"

    def complaint(self, text: str) -> str | None:
        """Return the reason why AWS would refuse `text`, as a full sentence, or None if it would accept it."""
        if len(text) > self.longest:
            return f"It has {len(text)} characters; AWS accepts at most {self.longest}."
        if len(text) < self.shortest:
            return f"It has {len(text)} characters; AWS requires at least {self.shortest}."
        if not re.fullmatch(self.pattern, text):
            return f"AWS accepts {self.words}."
        return None


_WORD = (r"[A-Za-z0-9-]+", "letters, digits and hyphens")


_LOOSE = (r"[A-Za-z0-9_.-]+", "letters, digits, `_`, `.` and `-`")


_BALANCER = (
    r"(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?",
    "letters, digits and hyphens, no hyphen at either end, and not `internal-` in front",
)


_DATABASE = (
    r"[a-z](?!.*--)(?:[a-z0-9-]*[a-z0-9])?",
    "small letters, digits and single hyphens, a letter first and no hyphen last",
)


_GROUP = (
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?",
    "letters, digits and hyphens, and no hyphen at either end",
)


# Amazon S3 User Guide, "General purpose bucket naming rules".
_BUCKET = (
    r"(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)\Z)"
    r"(?![0-9]{1,3}(?:\.[0-9]{1,3}){3}\Z)(?!.*\.\.)[a-z0-9][a-z0-9.-]*[a-z0-9]",
    "small letters, digits, single `.` and `-`, a letter or digit at both ends, no IP address, none of xn--, sthree- "
    "and amzn-s3-demo- in front, and none of -s3alias, --ol-s3, .mrap, --x-s3, --table-s3 and -an at the end",
)


_ROLE = (r"[A-Za-z0-9+=,.@_-]+", "letters, digits and `+ = , . @ _ -`")


# IAM Identity Center User Guide, "Referencing permission sets": it keeps the roles of this prefix for itself.
_OWN_ROLE = (
    r"(?!AWSReservedSSO_)[A-Za-z0-9+=,.@_-]+",
    "letters, digits and `+ = , . @ _ -`, and not `AWSReservedSSO_` in front",
)


_IMAGES = (
    r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*",
    "small letters and digits, with `.`, `_`, `-` or `/` between them",
)


# Each row: the limit in the service's API reference (the Create call of that resource).
NAME_RULES: Mapping[str, NameRule] = {
    "aws_api_gateway_rest_api": NameRule("apigateway", 255, r"[^\x00-\x1f]+", "printable characters"),
    "aws_apigatewayv2_api": NameRule("apigateway", 128, r"[^\x00-\x1f]+", "printable characters"),
    "aws_appautoscaling_policy": NameRule("autoscaling", 256, r"[^\x00-\x1f]+", "printable characters"),
    "aws_cloudfront_cache_policy": NameRule("cloudfront", 128, *_LOOSE, everywhere=True),
    "aws_cloudfront_distribution": NameRule("cloudfront", 128, r"[^\x00-\x1f]+", "printable characters"),
    "aws_cloudfront_origin_access_control": NameRule("cloudfront", 64, *_LOOSE, everywhere=True),
    "aws_cloudfront_origin_access_identity": NameRule("cloudfront", 128, r"[^\x00-\x1f]+", "printable characters"),
    "aws_cloudfront_response_headers_policy": NameRule("cloudfront", 128, *_LOOSE, everywhere=True),
    "aws_cloudwatch_dashboard": NameRule(
        "cloudwatch", 255, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`", everywhere=True, argument="dashboard_name"
    ),
    "aws_cloudwatch_event_rule": NameRule("eventbridge", 64, *_LOOSE),
    "aws_cloudwatch_log_group": NameRule(
        "logs", 512, r"(?!aws/)[A-Za-z0-9_./#-]+", "letters, digits and `_ . / # -`, and not `aws/` in front"
    ),
    "aws_cloudwatch_metric_alarm": NameRule(
        "cloudwatch", 255, r"[^\x00-\x1f]+", "printable characters", argument="alarm_name"
    ),
    "aws_codedeploy_app": NameRule("codedeploy", 100, r"[A-Za-z0-9+=,.@_-]+", "letters, digits and `+ = , . @ _ -`"),
    "aws_codedeploy_deployment_group": NameRule(
        "codedeploy",
        100,
        r"[A-Za-z0-9+=,.@_-]+",
        "letters, digits and `+ = , . @ _ -`",
        argument="deployment_group_name",
    ),
    "aws_db_instance": NameRule("rds", 63, *_DATABASE, argument="identifier"),
    "aws_db_option_group": NameRule("rds", 255, *_DATABASE),
    "aws_db_parameter_group": NameRule("rds", 255, *_DATABASE),
    "aws_db_proxy": NameRule("rds", 63, *_DATABASE),
    "aws_db_subnet_group": NameRule(
        "rds", 255, r"(?!default\Z)[a-z0-9_. -]+", "small letters, digits and `_ . -`, and not `default`"
    ),
    "aws_dsql_cluster": NameRule("dsql", 256, r"[^\x00-\x1f]+", "printable characters"),
    "aws_dynamodb_table": NameRule("dynamodb", 255, *_LOOSE, shortest=3),
    "aws_ecr_pull_through_cache_rule": NameRule("ecr", 30, *_IMAGES, shortest=2, argument="ecr_repository_prefix"),
    "aws_ecr_repository": NameRule("ecr", 256, *_IMAGES, shortest=2),
    "aws_ecs_cluster": NameRule("ecs", 255, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`"),
    "aws_ecs_service": NameRule("ecs", 255, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`"),
    "aws_ecs_task_definition": NameRule(
        "ecs", 255, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`", argument="family"
    ),
    "aws_iam_policy": NameRule("iam", 128, *_ROLE, everywhere=True),
    "aws_iam_role": NameRule("iam", 64, *_OWN_ROLE, everywhere=True),
    "aws_kms_alias": NameRule(
        # KMS API Reference, CreateAlias: AWS keeps `alias/aws/` for its own keys.
        "kms",
        256,
        r"(?!(?:alias/)?aws/)[A-Za-z0-9/_-]+",
        "letters, digits and `/ _ -`, and not `alias/aws/` in front",
    ),
    "aws_lambda_function": NameRule(
        "lambda", 64, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`", argument="function_name"
    ),
    "aws_lb": NameRule("alb", 32, *_BALANCER),
    "aws_lb_target_group": NameRule("alb", 32, *_GROUP),
    "aws_rds_cluster": NameRule("rds", 63, *_DATABASE, argument="cluster_identifier"),
    "aws_rds_cluster_instance": NameRule("rds", 63, *_DATABASE, argument="identifier"),
    "aws_rds_cluster_parameter_group": NameRule("rds", 255, *_DATABASE),
    "aws_s3_bucket": NameRule("s3", 63, *_BUCKET, shortest=3, everywhere=True, argument="bucket"),
    "aws_secretsmanager_secret": NameRule(
        "secretsmanager", 512, r"[A-Za-z0-9/_+=.@-]+", "letters, digits and `/ _ + = . @ -`"
    ),
    "aws_security_group": NameRule(
        "ec2",
        255,
        r"(?!sg-|default\Z)[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]+",
        "letters, digits and punctuation, not `sg-` in front, and not `default`",
    ),
    "aws_sns_topic": NameRule(
        "sns", 256, r"[A-Za-z0-9_-]+(?:\.fifo)?", "letters, digits, `_` and `-`, and `.fifo` at the end of a FIFO topic"
    ),
    "aws_sqs_queue": NameRule(
        "sqs", 80, r"[A-Za-z0-9_-]+(?:\.fifo)?", "letters, digits, `_` and `-`, and `.fifo` at the end of a FIFO queue"
    ),
    "aws_ssm_parameter": NameRule("ssm", 1011, r"[A-Za-z0-9_.\-/]+", "letters, digits and `_ . - /`"),
    "aws_vpc": NameRule("vpc", 256, r"[^\x00-\x1f]+", "printable characters"),
    "aws_wafv2_ip_set": NameRule("waf", 128, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`"),
    "aws_wafv2_web_acl": NameRule("waf", 128, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`"),
}
"""The rules for names, by Terraform type."""
