"""Break one setting in what is rendered, and the check whose business it is names the resource.

A check must also find its problem in real output, or it would look for HCL that nobody writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from examples import PROJECT, TODAY, examples

from hclpress.catalog import Catalog, Check, find_checks
from hclpress.hcl.parsers import read
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

WEB, STORE, ORDERS = "web-app/prod", "storefront/prod", "order-pipeline/prod"

# (check, environment or example, file, text that is there, what is put in its place, address that is named)
MUTATIONS = [
    ("interfaces-are-described", WEB, "modules/alb/variables.tf", '"Id of the VPC."', '""', "variable.vpc_id"),
    (
        "log-groups-expire",
        WEB,
        "modules/waf/logs.tf",
        "  retention_in_days = 365\n",
        "",
        "aws_cloudwatch_log_group.this",
    ),
    (
        "no-password-in-the-text",
        WEB,
        "modules/db/main.tf",
        "manage_master_user_password         = true",
        'master_password = "hunter2"',
        "aws_rds_cluster.this",
    ),
    (
        "no-password-in-the-text",
        WEB,
        "modules/ecs/tasks.tf",
        'name  = "LOG_LEVEL"',
        'name  = "DB_PASSWORD"',
        "aws_ecs_task_definition.web",
    ),
    (
        "no-password-in-the-text",
        ORDERS,
        "modules/functions/main.tf",
        "variables = {\n",
        'variables = {\n      API_TOKEN = "t0p"\n',
        "aws_lambda_function.order_processor",
    ),
    (
        "open-to-the-world",
        WEB,
        "modules/alb/security_group.tf",
        'toset(["10.20.0.0/16"])',
        'toset(["0.0.0.0/0"])',
        "aws_vpc_security_group_ingress_rule.test",
    ),
    (
        "open-to-the-world",
        WEB,
        "connections.tf",
        "referenced_security_group_id = module.alb.security_group_id",
        'cidr_ipv4 = "0.0.0.0/0"',
        "aws_vpc_security_group_ingress_rule.alb_to_web_8080",
    ),
    (
        "users-are-changed-before-deletions",
        WEB,
        "modules/alb/target_groups.tf",
        "    create_before_destroy = true\n",
        "",
        "aws_lb_target_group.web_blue",
    ),
    (
        "users-are-changed-before-deletions",
        WEB,
        "modules/db/main.tf",
        'aurora-postgresql16"',
        'aurora-postgresql17"',
        "aws_rds_cluster_parameter_group.this",
    ),
    (
        "descriptions-are-accepted",
        ORDERS,
        "modules/functions/roles.tf",
        '"Runs order-processor"',
        '"Runs \u2192 order-processor"',
        "aws_iam_role.this",
    ),
    (
        "policies-fit",
        ORDERS,
        "modules/functions/roles.tf",
        'actions   = ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]',
        f"actions   = [{', '.join([chr(34) + 'dynamodb:GetItem' + chr(34)] * 600)}]",
        "aws_iam_role_policy.this",
    ),
    (
        "policies-have-room",
        ORDERS,
        "modules/functions/roles.tf",
        'actions   = ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]',
        f"actions   = [{', '.join([chr(34) + 'dynamodb:GetItem' + chr(34)] * 480)}]",
        "aws_iam_role_policy.this",
    ),
    (
        "policies-are-scoped",
        STORE,
        "modules/functions/roles.tf",
        'actions   = ["kms:Decrypt", "kms:DescribeKey"]',
        'actions   = ["kms:*"]',
        "data.aws_iam_policy_document.this",
    ),
    (
        "policies-are-scoped",
        WEB,
        "modules/vpc/flow_logs.tf",
        'resources = ["${aws_cloudwatch_log_group.flow_logs.arn}:*"]',
        'resources = ["*"]',
        "data.aws_iam_policy_document.flow_logs",
    ),
    (
        "references-resolve",
        WEB,
        "modules/alb/main.tf",
        "var.subnet_ids",
        "var.public_subnet_ids",
        "aws_lb.this",
    ),
    (
        "containers-are-unprivileged",
        WEB,
        "modules/ecs/tasks.tf",
        "readonlyRootFilesystem = true",
        "privileged = true",
        "aws_ecs_task_definition.web",
    ),
    ("images-are-pinned", WEB, "modules/ecs/tasks.tf", "web:1.0.0", "web:latest", "aws_ecs_task_definition.web"),
    (
        "shell-access-is-logged",
        WEB,
        "modules/ecs/services.tf",
        "enable_ecs_managed_tags           = true",
        "enable_execute_command = true",
        "aws_ecs_service.web",
    ),
    ("rate-limits-are-plausible", WEB, "modules/waf/main.tf", "= 2000\n", "= 2000000\n", "aws_wafv2_web_acl.this"),
    (
        "buckets-refuse-plain-http",
        STORE,
        "modules/storage/policies.tf",
        '"aws:SecureTransport"',
        '"aws:ViaAWSService"',
        "aws_s3_bucket.static_assets",
    ),
    (
        "cors-with-credentials-names-origins",
        ORDERS,
        "modules/api/main.tf",
        "allow_credentials = false",
        "allow_credentials = true",
        "aws_apigatewayv2_api.this",
    ),
    (
        "stores-are-encrypted",
        WEB,
        "modules/db/main.tf",
        "storage_encrypted = true",
        "storage_encrypted = false",
        "aws_rds_cluster.this",
    ),
    (
        "stores-are-encrypted",
        STORE,
        "modules/tables/main.tf",
        "server_side_encryption {\n    enabled = true",
        "server_side_encryption {\n    enabled = false",
        "aws_dynamodb_table.products",
    ),
    (
        "stores-are-encrypted",
        WEB,
        "modules/observability/topic.tf",
        "  kms_master_key_id = aws_kms_key.topic.arn\n",
        "",
        "aws_sns_topic.this",
    ),
    (
        "public-listeners-have-a-waf",
        WEB,
        "modules/waf/main.tf",
        '"alb" = var.alb_waf_target_arn',
        '"alb" = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/other/1"',
        "aws_lb.this",
    ),
    (
        "data-is-protected",
        "aurora/provisioned-mysql",
        "modules/orders/main.tf",
        "deletion_protection          = true",
        "deletion_protection          = false",
        "aws_rds_cluster.this",
    ),
    (
        "data-is-protected",
        "dynamodb/everything",
        "modules/tables/main.tf",
        "  deletion_protection_enabled = true\n",
        "",
        "aws_dynamodb_table.events",
    ),
    ("everything-is-tagged", WEB, "providers.tf", '      Owner       = "platform-team"\n', "", "provider.aws"),
    (
        "names-have-the-suffix",
        WEB,
        "modules/alb/main.tf",
        'name               = "ecommerce-alb-prod123"',
        'name               = "ecommerce-alb"',
        "aws_lb.this",
    ),
    (
        "http-redirects",
        WEB,
        "modules/alb/listeners.tf",
        'protocol    = "HTTPS"',
        'protocol    = "HTTP"',
        "aws_lb_listener.http",
    ),
    (
        "deployments-roll-back",
        WEB,
        "modules/ecs/blue_green.tf",
        "    enabled = true\n",
        "    enabled = false\n",
        "aws_ecs_service.web",
    ),
    (
        "attached-policies-are-scoped",
        STORE,
        "modules/functions/roles.tf",
        "policy/service-role/AWSLambdaBasicExecutionRole",
        "policy/AWSLambda_FullAccess",
        "aws_iam_role_policy_attachment.basic_execution",
    ),
    (
        "nothing-is-public",
        STORE,
        "modules/storage/main.tf",
        "block_public_acls       = true",
        "block_public_acls       = false",
        "aws_s3_bucket_public_access_block.static_assets",
    ),
    (
        "keys-rotate",
        WEB,
        "modules/db/encryption.tf",
        "enable_key_rotation = true",
        "enable_key_rotation = false",
        "aws_kms_key.this",
    ),
    (
        "scaled-values-are-left-alone",
        WEB,
        "modules/ecs/services.tf",
        "ignore_changes = [task_definition, load_balancer, desired_count]",
        "ignore_changes = [task_definition, load_balancer]",
        "aws_ecs_service.web",
    ),
]

Generate = Callable[[str], ParsedStack]


@pytest.fixture(scope="session")
def generated(catalog: Catalog, checks: tuple[Check, ...]) -> Generate:
    """An environment or an example of a module by its address, generated once."""
    shown = {str(one): one for one in examples()}

    @cache
    def of(address: str) -> ParsedStack:
        if address in shown:
            return shown[address].generate(catalog, checks).parsed
        system, label = address.split("/")
        path = PROJECT / "environments" / system / f"{label}.yaml"
        return generate(EnvironmentFile(system, label, path), catalog, checks, TODAY).parsed

    return of


def broken(parsed: ParsedStack, path: str, old: str, new: str) -> ParsedStack:
    """The stack with one piece of text in one file replaced, once, and the file read again."""

    def reread(file: ParsedFile) -> ParsedFile:
        if file.source.path.as_posix() != path:
            return file
        assert old in file.source.text, f"{path} does not hold {old!r}"
        text = file.source.text.replace(old, new, 1)
        return ParsedFile(GeneratedFile.of_text(file.source.path, text, file.source.instance), read(text, path))

    assert any(file.source.path.as_posix() == path for file in parsed.files), f"nothing is rendered to {path}"
    return ParsedStack(parsed.stack, tuple(map(reread, parsed.files)))


@pytest.mark.parametrize(
    ("check", "where", "path", "old", "new", "address"),
    MUTATIONS,
    ids=[f"{one[0]}-{Path(one[2]).stem}-{index}" for index, one in enumerate(MUTATIONS)],
)
def test_a_check_names_what_is_broken_in_real_output(
    check: str, where: str, path: str, old: str, new: str, address: str, generated: Generate
) -> None:
    (one,) = (each for each in find_checks() if each.id == check)
    sound = {str(found.placed) for found in one.run(generated(where))}
    found = {
        found.placed.address
        for found in one.run(broken(generated(where), path, old, new))
        if str(found.placed) not in sound
    }
    assert found == {address}


def test_every_check_is_tried_on_real_output() -> None:
    assert {one[0] for one in MUTATIONS} == {one.id for one in find_checks()}
