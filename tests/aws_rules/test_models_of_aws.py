"""Values within AWS's own models of its API are accepted, and those one step beyond their bounds are refused.

A row is a field of a spec and the parameter of the API that it becomes. Values are drawn from the model of that
parameter in botocore: its pattern, its bounds, its enumeration. A row says where hclpress is narrower on purpose.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from aws_rule import fine
from bases import CLUSTER, ENVIRONMENT, FIREWALL, FUNCTIONS, HTTP_API, KEYS, PARAMETERS, REQUESTED, SERVICES, TABLES
from botocore.model import Shape
from botocore.session import get_session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from hclpress.aws.name_rules import NAME_RULES
from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, errors
from hclpress.pipeline import validated
from hclpress.spec.environment_file import EnvironmentFile

VALUE = "@"
"""The mark for the drawn value in a row."""
Value = str | int


class Parameter(Struct, frozen=True):
    """A field of a spec, and the parameter of AWS's API that it becomes.

    Attributes:
        base: a sound spec.
        old: the text that is edited.
        new: the text in its place, with the mark for the value.
        member: the parameter as `service.Operation.Member`; `[]` is an item of a list, `{k}` and `{v}` of a map.
        within: the values that hclpress takes of those that the model allows.
        because: the reason why it takes no others.
        spelled: the one spelling that hclpress takes of a value, where AWS takes several.
    """

    base: str
    old: str
    new: str
    member: str
    within: Callable[[Value], bool] = lambda _: True
    because: str = ""
    spelled: Callable[[Value], Value] = lambda value: value

    def with_value(self, value: Value) -> str:
        """The spec with a value in the field, as JSON, which YAML reads as it is."""
        return fine(self.base, self.old, self.new.replace(VALUE, json.dumps(value, ensure_ascii=False))).spec

    def __str__(self) -> str:
        return self.member


def _at_most(greatest: int) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, int) and value <= greatest


def _like(pattern: str) -> Callable[[Value], bool]:
    return lambda value: re.fullmatch(pattern, str(value)) is not None


_CHECK = "interval: 30, timeout: 5, retries: 3, start_period: 10"
_HEALTH = 'matcher: "200-299", interval: 30, timeout: 5'
_RULES = 'rules: {hosts: ["api.example.com"], paths: ["/v1/*"], priority: 10}'
_MAILS = "batch_size: 10}"
_INDEX = "ByCustomer: {hash_key: customer, projection: [total, state]}"
_BILLING = "billing: {read: 5, write: 5, autoscale: {min: 5, max: 50, target: 70}}"
_SHARES = "capacity: {fargate: 1, spot: 1}"
_ROLE = "    runtime: python3.13\n"
_UNSHARED = FUNCTIONS.replace("        managed_policies: [AmazonSSMReadOnlyAccess]\n", "")

PARAMETERS_OF_AWS: tuple[Parameter, ...] = (
    Parameter(
        KEYS,
        "description: Encrypts data",
        "description: @",
        "kms.CreateKey.Description",
        lambda value: value != "",
        "A key without a description tells nobody what it is for.",
    ),
    Parameter(KEYS, "rotation_days: 365", "rotation_days: @", "kms.EnableKeyRotation.RotationPeriodInDays"),
    Parameter(PARAMETERS, "value: x, tier: standard", "value: x, description: @", "ssm.PutParameter.Description"),
    Parameter(FUNCTIONS, "description: Writes reports", "description: @", "lambda.CreateFunction.Description"),
    Parameter(
        FUNCTIONS,
        "timeout: 60",
        "timeout: @",
        "lambda.CreateFunction.Timeout",
        _at_most(900),
        "The AWS provider takes 900 seconds; longer ones are for Lambda Managed Instances.",
    ),
    Parameter(
        FUNCTIONS,
        "memory: 512",
        "memory: @",
        "lambda.CreateFunction.MemorySize",
        _at_most(10_240),
        "The AWS provider takes 10,240 MiB; more is for Lambda Managed Instances.",
    ),
    Parameter(
        FUNCTIONS,
        "timeout: 60",
        "ephemeral_storage: @",
        "lambda.CreateFunction.EphemeralStorage.Size",
        _at_most(10_240),
        "The AWS provider takes 10,240 MiB; more is for Lambda Managed Instances.",
    ),
    Parameter(FUNCTIONS, "timeout: 60", "publish: true\n        alias: @", "lambda.CreateAlias.Name"),
    Parameter(
        FUNCTIONS,
        "{STAGE: test}",
        "{@: x}",
        "lambda.CreateFunction.Environment.Variables{k}",
        lambda value: not re.match("AWS_|LAMBDA_", str(value)),
        "Lambda keeps names for itself.",
    ),
    Parameter(
        FUNCTIONS,
        "reserved_concurrency: 10",
        "reserved_concurrency: @",
        "lambda.PutFunctionConcurrency.ReservedConcurrentExecutions",
        _at_most(900),
        "Above that is a warning.",
    ),
    Parameter(FUNCTIONS, "key: report.zip", "key: @", "lambda.CreateFunction.Code.S3Key"),
    Parameter(
        FUNCTIONS, "key: report.zip", "key: report.zip, version: @", "lambda.CreateFunction.Code.S3ObjectVersion"
    ),
    Parameter(FUNCTIONS, "timeout: 60", "architecture: @", "lambda.CreateFunction.Architectures[]"),
    Parameter(FUNCTIONS, _MAILS, "batch_seconds: @}", "lambda.CreateEventSourceMapping.MaximumBatchingWindowInSeconds"),
    Parameter(FUNCTIONS, _MAILS, "batch_size: @, batch_seconds: 1}", "lambda.CreateEventSourceMapping.BatchSize"),
    Parameter(
        FUNCTIONS.replace("        reserved_concurrency: 10\n", ""),
        _MAILS,
        "maximum_concurrency: @}",
        "lambda.CreateEventSourceMapping.ScalingConfig.MaximumConcurrency",
    ),
    Parameter(FUNCTIONS, "batch_size: 100\n", "batch_size: @\n", "lambda.CreateEventSourceMapping.BatchSize"),
    Parameter(
        FUNCTIONS,
        "batch_size: 100\n",
        "retries: @\n",
        "lambda.CreateEventSourceMapping.MaximumRetryAttempts",
        lambda value: value != -1,
        "A change that fails for ever stops all later ones.",
    ),
    Parameter(
        FUNCTIONS,
        "batch_size: 100\n",
        "starting_position: @\n",
        "lambda.CreateEventSourceMapping.StartingPosition",
        lambda value: value != "AT_TIMESTAMP",
        "DynamoDB's streams have no such position.",
    ),
    Parameter(_UNSHARED, _ROLE, f"{_ROLE}    role: {{shared: {{description: @}}}}\n", "iam.CreateRole.Description"),
    Parameter(
        _UNSHARED, _ROLE, f"{_ROLE}    role: {{shared: {{policy: {{name: @}}}}}}\n", "iam.PutRolePolicy.PolicyName"
    ),
    Parameter(
        TABLES,
        "hash_key: id\n",
        "hash_key: @\n",
        "dynamodb.CreateTable.KeySchema[].AttributeName",
        lambda value: value not in {"at", "until"},
        "They are other attributes of the row's table.",
    ),
    Parameter(
        TABLES,
        "ttl: until",
        "ttl: @",
        "dynamodb.UpdateTimeToLive.TimeToLiveSpecification.AttributeName",
        lambda value: value not in {"id", "at", "customer", "state"},
        "They are keys of the row's table.",
    ),
    Parameter(
        TABLES,
        "attributes: {at: N}",
        "attributes: {at: @}",
        "dynamodb.CreateTable.AttributeDefinitions[].AttributeType",
    ),
    Parameter(TABLES, _INDEX, "@: {hash_key: customer}", "dynamodb.CreateTable.GlobalSecondaryIndexes[].IndexName"),
    Parameter(
        TABLES,
        _INDEX,
        "By-Customer: {hash_key: customer, projection: [@]}",
        "dynamodb.CreateTable.GlobalSecondaryIndexes[].Projection.NonKeyAttributes[]",
        lambda value: value not in {"id", "at", "customer"},
        "They are keys of the row's table and index.",
    ),
    Parameter(
        TABLES,
        _BILLING,
        "billing: {read: @, write: 5}",
        "dynamodb.CreateTable.ProvisionedThroughput.ReadCapacityUnits",
        _at_most(40_000),
        "Above is a warning.",
    ),
    Parameter(SERVICES, _HEALTH, "interval: @, timeout: 4", "elbv2.CreateTargetGroup.HealthCheckIntervalSeconds"),
    Parameter(SERVICES, _HEALTH, "interval: 300, timeout: @", "elbv2.CreateTargetGroup.HealthCheckTimeoutSeconds"),
    Parameter(SERVICES, _HEALTH, "healthy_threshold: @", "elbv2.CreateTargetGroup.HealthyThresholdCount"),
    Parameter(SERVICES, _HEALTH, "unhealthy_threshold: @", "elbv2.CreateTargetGroup.UnhealthyThresholdCount"),
    Parameter(SERVICES, _RULES, 'rules: {paths: ["/v1/*"], priority: @}', "elbv2.CreateRule.Priority"),
    Parameter(
        SERVICES, _SHARES, "capacity: {fargate: @, spot: 1}", "ecs.CreateService.capacityProviderStrategy[].weight"
    ),
    Parameter(SERVICES, _SHARES, "capacity: {base: @}", "ecs.CreateService.capacityProviderStrategy[].base"),
    Parameter(SERVICES, "port: 8081\n        rules", "port: @\n        rules", "elbv2.CreateTargetGroup.Port"),
    Parameter(
        REQUESTED,
        'alternatives: ["*.example.com"]',
        "alternatives: [@]",
        "acm.RequestCertificate.SubjectAlternativeNames[]",
        _like(r"[a-z0-9.*-]+\.(?:[a-z]+|xn--[a-z0-9-]+)"),
        "One spelling of a name, in small letters, and last labels that exist.",
        lambda value: str(value).lower(),
    ),
    Parameter(
        HTTP_API,
        'origins: ["https://www.example.com"]',
        'origins: ["*"], max_age: @',
        "apigatewayv2.CreateApi.CorsConfiguration.MaxAge",
        lambda value: value != -1,
        "Without a line, browsers decide themselves.",
    ),
    Parameter(
        FIREWALL,
        "count: [SizeRestrictions_BODY], priority: 10",
        "priority: @",
        "wafv2.CreateWebACL.Rules[].Priority",
        lambda value: isinstance(value, int) and 200 < value <= 1_000_000,
        "A million places are enough, and the lower ones belong to other rules of the row.",
    ),
    Parameter(
        ENVIRONMENT,
        "tags: {Team: shop}",
        "tags: {@: shop}",
        "lambda.CreateFunction.Tags{k}",
        lambda value: (
            not str(value).lower().startswith("aws:")
            and str(value).capitalize() not in {"Environment", "Owner", "Project", "Managedby"}
        ),
        "AWS keeps a prefix, and each resource has four tags already.",
    ),
    Parameter(ENVIRONMENT, "tags: {Team: shop}", "tags: {Team: @}", "lambda.CreateFunction.Tags{v}"),
    Parameter(CLUSTER, "tags: {Team: shop}", "tags: {Team: @}", "dsql.CreateCluster.tags{v}"),
)

NAMES_OF_AWS = {
    "aws_cloudwatch_event_rule": "events.PutRule.Name",
    "aws_cloudwatch_log_group": "logs.CreateLogGroup.logGroupName",
    "aws_cloudwatch_metric_alarm": "cloudwatch.PutMetricAlarm.AlarmName",
    "aws_codedeploy_app": "codedeploy.CreateApplication.applicationName",
    "aws_codedeploy_deployment_group": "codedeploy.CreateDeploymentGroup.deploymentGroupName",
    "aws_iam_policy": "iam.CreatePolicy.PolicyName",
    "aws_iam_role": "iam.CreateRole.RoleName",
    "aws_wafv2_ip_set": "wafv2.CreateIPSet.Name",
    "aws_wafv2_web_acl": "wafv2.CreateWebACL.Name",
}
"""Types of resources with a rule for names, and the parameter that takes the name."""


@cache
def shape_of(member: str) -> Shape:
    """The model of a parameter."""
    service, operation, *path = re.sub(r"(\[\]|\{[kv]\})", r".\1", member).split(".")
    shape = get_session().get_service_model(service).operation_model(operation).input_shape
    for step in path:
        match step:
            case "[]":
                shape = shape.member
            case "{k}":
                shape = shape.key
            case "{v}":
                shape = shape.value
            case _:
                shape = shape.members[step]
    return shape


_SIGNS = "_.:/=+-@"
_LETTERS = st.characters(categories=("L", "N"), include_characters=f" {_SIGNS}", max_codepoint=0xFFFF)


def _text(shape: Shape) -> st.SearchStrategy[str]:
    pattern = shape.metadata.get("pattern")
    least, most = shape.metadata.get("min", 0), min(shape.metadata.get("max", 64), 8192)
    if pattern and r"\p{" not in pattern and pattern != ".*":
        drawn = st.from_regex(re.compile(f"(?:{pattern})", re.ASCII), fullmatch=True)
    else:
        drawn = st.text(_LETTERS, min_size=least, max_size=most)
    return drawn.filter(
        lambda text: least <= len(text) <= most and text.isprintable() and unicodedata.is_normalized("NFC", text)
    )


def values_of(shape: Shape) -> st.SearchStrategy[Value]:
    """Values that the model of a parameter allows."""
    if enum := shape.metadata.get("enum"):
        return st.sampled_from(enum)
    if shape.type_name in ("integer", "long"):
        return st.integers(shape.metadata.get("min", 0), shape.metadata.get("max", 2**31 - 1))
    return _text(shape)


def beyond(shape: Shape) -> list[Value]:
    """Values one step beyond the bounds of a model."""
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if shape.type_name in ("integer", "long"):
        return [*([least - 1] if least is not None else []), *([most + 1] if most is not None else [])]
    if shape.metadata.get("enum"):
        return ["NOT_AMONG_THEM"]
    return [*([""] if least else []), *(["a" * (most + 1)] if most is not None and most < 10_000 else [])]


def refusals(spec: str, folder: Path, catalog: Catalog) -> list[str]:
    """The errors in the settings of a spec."""
    path = folder / "environments" / "shop" / "rule.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spec, "utf-8")
    try:
        validated(EnvironmentFile("shop", "rule", path), catalog)
    except Diagnosed as found:
        return [f"{one}: {one.detail}" for one in errors(found.diagnostics)]
    return []


@pytest.mark.parametrize("parameter", PARAMETERS_OF_AWS, ids=str)
def test_what_a_model_of_aws_allows_is_accepted(parameter: Parameter, catalog: Catalog, tmp_path: Path) -> None:
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(values_of(shape_of(parameter.member)).map(parameter.spelled).filter(parameter.within))
    def accepted(value: Value) -> None:
        assert refusals(parameter.with_value(value), tmp_path, catalog) == []

    accepted()


@pytest.mark.parametrize("parameter", PARAMETERS_OF_AWS, ids=str)
def test_what_lies_beyond_a_model_of_aws_is_refused(parameter: Parameter, catalog: Catalog, tmp_path: Path) -> None:
    for value in beyond(shape_of(parameter.member)):
        if not isinstance(value, str) or parameter.within(value):
            assert refusals(parameter.with_value(value), tmp_path, catalog), value


@pytest.mark.parametrize("resource", NAMES_OF_AWS)
def test_a_name_that_a_model_of_aws_allows_is_accepted(resource: str) -> None:
    @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(values_of(shape_of(NAMES_OF_AWS[resource])))
    def accepted(name: Value) -> None:
        assert NAME_RULES[resource].complaint(str(name)) is None

    accepted()


def test_each_row_that_is_narrower_says_why() -> None:
    takes_all = Parameter.__struct_defaults__[0]
    for parameter in PARAMETERS_OF_AWS:
        assert bool(parameter.because) == (parameter.within is not takes_all), parameter
