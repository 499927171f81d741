"""What those who use tables, buckets, keys and parameters may do, and specs that do not say the account."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.module.facts import Fact
from hclpress.module.uses import Use, use_inputs, use_problems, use_statements
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

SPEC = """
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  keys:
    module: kms
    keys:
      data: {description: Encrypts data}
  tables:
    module: dynamodb
    tables:
      orders: {hash_key: orderId, stream: keys_only}
      users: {hash_key: userId, key: {from: keys.data_key_arn}}
  storage:
    module: s3
    buckets:
      assets: {account_suffix: true}
      sealed: {key: {from: keys.data_key_arn}}
      strict: {key: {from: keys.data_key_arn}, grant_key: false, access_logs: {bucket: assets}}
  parameters:
    module: ssm
    parameters:
      level: {value: INFO}
      token: {type: SecureString, key: {from: keys.data_key_arn}}
      license: {managed: outside, name: /vendor/license}
      flags: {value: "on", under: /shop/flags}
  images:
    module: ecr
    repositories: {web: {}}
    mirrors: {quay: {upstream: quay}}
  names:
    module: dns
    zones: {shop: {domain: shop.example.com}}
  identity:
    module: iam
    roles: {audit: {trust: {github: {repository: acme/shop, branch: main}}}}
  other:
    module: kms
    keys:
      unused: {description: Stands for who uses the rest}
outputs:
  license: parameters.license_parameter_arn
"""

ON_TABLE = "dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:Query dynamodb:Scan"

# (what is used, access, [(sid, actions, resources)])
USES = [
    (
        "tables.orders",
        "full",
        [("UseTables", ON_TABLE, 'var.tables_orders_table_arn "${var.tables_orders_table_arn}/index/*"')],
    ),
    (
        "tables.orders",
        "read",
        [
            (
                "ReadTables",
                "dynamodb:GetItem dynamodb:Query dynamodb:Scan",
                'var.tables_orders_table_arn "${var.tables_orders_table_arn}/index/*"',
            )
        ],
    ),
    (
        "tables.orders",
        "write",
        [("WriteTables", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem", "var.tables_orders_table_arn")],
    ),
    (
        "tables.orders",
        "stream",
        [
            (
                "ReadStreams",
                "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams",
                "var.tables_orders_stream_arn",
            )
        ],
    ),
    (
        "tables.users",
        "write",
        [
            ("WriteTables", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem", "var.tables_users_table_arn"),
            ("UseTableKeys", "kms:Decrypt kms:DescribeKey", "var.tables_users_key_arn"),
        ],
    ),
    (
        "images.web",
        "read",
        [
            ("LogInToRegistry", "ecr:GetAuthorizationToken", '"*"'),
            (
                "PullImages",
                "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer",
                "var.images_web_arn",
            ),
        ],
    ),
    (
        "images.quay",
        "read",
        [
            ("LogInToRegistry", "ecr:GetAuthorizationToken", '"*"'),
            (
                "PullThrough",
                "ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:BatchImportUpstreamImage ecr:CreateRepository "
                "ecr:GetDownloadUrlForLayer",
                '"${var.images_quay_arn}/*"',
            ),
        ],
    ),
    (
        "names.shop",
        "write",
        [
            (
                "ChangeRecords",
                "route53:ChangeResourceRecordSets route53:ListResourceRecordSets",
                "var.names_shop_zone_arn",
            ),
            ("FindZones", "route53:ListHostedZonesByName", '"*"'),
            ("AwaitChanges", "route53:GetChange", '"arn:aws:route53:::change/*"'),
        ],
    ),
    ("identity.audit", "full", [("AssumeRoles", "sts:AssumeRole", "var.identity_audit_role_arn")]),
    ("keys.data", "read", [("DecryptWithKeys", "kms:Decrypt kms:DescribeKey", "var.keys_data_key_arn")]),
    (
        "keys.data",
        "write",
        [("EncryptWithKeys", "kms:DescribeKey kms:Encrypt kms:GenerateDataKey", "var.keys_data_key_arn")],
    ),
    (
        "keys.data",
        "full",
        [("UseKeys", "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey", "var.keys_data_key_arn")],
    ),
    ("storage.assets", "read", [("ReadObjects", "s3:GetObject", '"${var.storage_assets_bucket_arn}/*"')]),
    ("storage.assets", "list", [("ListBuckets", "s3:ListBucket", "var.storage_assets_bucket_arn")]),
    (
        "storage.sealed",
        "full",
        [
            ("UseObjects", "s3:GetObject s3:PutObject s3:DeleteObject", '"${var.storage_sealed_bucket_arn}/*"'),
            ("UseObjectKeys", "kms:Decrypt kms:GenerateDataKey", "var.storage_sealed_key_arn"),
        ],
    ),
    ("storage.strict", "write", [("WriteObjects", "s3:PutObject", '"${var.storage_strict_bucket_arn}/*"')]),
    (
        "parameters.license",
        "read",
        [("ReadParameters", "ssm:GetParameter ssm:GetParameters", "var.parameters_license_parameter_arn")],
    ),
    (
        "parameters.token",
        "full",
        [
            (
                "UseParameters",
                "ssm:GetParameter ssm:GetParameters ssm:PutParameter",
                "var.parameters_token_parameter_arn",
            ),
            ("UseParameterKeys", "kms:Decrypt kms:Encrypt", "var.parameters_token_key_arn"),
        ],
    ),
    ("parameters.level", "write", [("WriteParameters", "ssm:PutParameter", "var.parameters_level_parameter_arn")]),
]

# (what is used, the actions that the spec names, [(actions, resources)])
NAMED = [
    (
        "tables.orders",
        ("BatchWriteItem", "PutItem", "ConditionCheckItem"),
        [
            (
                "dynamodb:BatchWriteItem dynamodb:PutItem dynamodb:ConditionCheckItem",
                "var.tables_orders_table_arn",
            )
        ],
    ),
    (
        "tables.users",
        ("PartiQLSelect",),
        [
            ("dynamodb:PartiQLSelect", 'var.tables_users_table_arn "${var.tables_users_table_arn}/index/*"'),
            ("kms:Decrypt kms:DescribeKey", "var.tables_users_key_arn"),
        ],
    ),
    (
        "storage.assets",
        ("GetObjectVersion", "ListBucket", "AbortMultipartUpload"),
        [
            ("s3:GetObjectVersion s3:AbortMultipartUpload", '"${var.storage_assets_bucket_arn}/*"'),
            ("s3:ListBucket", "var.storage_assets_bucket_arn"),
        ],
    ),
    (
        "parameters.flags",
        ("GetParameterHistory", "GetParametersByPath"),
        [
            ("ssm:GetParameterHistory", "var.parameters_flags_parameter_arn"),
            ("ssm:GetParametersByPath", 'var.parameters_flags_path_arn "${var.parameters_flags_path_arn}/"'),
        ],
    ),
    ("keys.data", ("ReEncryptTo",), [("kms:ReEncryptTo", "var.keys_data_key_arn")]),
]

# (what is used, an action that cannot be named, words of the answer)
UNNAMEABLE = [
    ("tables.orders", "TransactWriteItems", "it is permitted by PutItem, UpdateItem, DeleteItem, ConditionCheckItem"),
    ("tables.orders", "DeleteTable", "dynamodb:DeleteTable is not granted. Granted are dynamodb:GetItem"),
    ("tables.orders", "DeleteTable", "`actions` may name these as well: dynamodb:BatchGetItem"),
    ("storage.assets", "UploadPart", "UploadPart is no action of IAM; it is permitted by PutObject."),
    ("parameters.level", "GetParametersByPath", "For anything else, write `statements`"),
]

# (what is used, access, words of the complaint)
REFUSED = [
    ("tables", "read", "Name the table: tables.orders, tables.users"),
    ("tables.users", "stream", "users has no stream"),
    ("tables.orders", "drop", "A table can be used with read, write, full"),
    ("keys.other", "read", "Name the key: keys.data"),
    ("keys.data", "list", "A key can be used with"),
    ("storage", "list", "Name the bucket: storage.assets"),
    ("storage.assets", "delete", "the bucket with `list`"),
    ("parameters.levels", "read", "Name the parameter: parameters.level"),
    ("parameters.level", "list", "A parameter can be used with"),
    ("images", "read", "Name the repository: images.web, images.quay"),
    ("images.quay", "write", "ECR alone writes to it"),
    ("names", "read", "Name the zone: names.shop"),
    ("names.shop", "list", "A zone can be used with"),
    ("identity.audit", "read", "leave `access` out"),
]


@pytest.fixture
def generated(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Generated:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "prod.yaml"
    file.write_text(SPEC, encoding="utf-8")
    try:
        return generate(EnvironmentFile("shop", "prod", file), catalog, checks)
    except Diagnosed as error:
        pytest.fail(str(error))


@pytest.mark.parametrize(("resource", "access", "expected"), USES, ids=[f"{one[0]}-{one[1]}" for one in USES])
def test_a_use_permits_just_what_it_says(
    generated: Generated, resource: str, access: str, expected: list[tuple[str, str, str]]
) -> None:
    spec = generated.parsed.stack.spec
    site = spec.sites["other"]
    uses = [Use(resource=resource, access=access)]
    assert [(one.sid, " ".join(one.actions), " ".join(one.resources)) for one in use_statements(uses, site)] == expected
    for needed in use_inputs(uses, site, ("uses",)):
        given = spec.settings(needed.fact.instance).outputs(spec.sites[needed.fact.instance])
        assert needed.fact in {Fact(needed.fact.instance, one.name) for one in given}


@pytest.mark.parametrize(("resource", "actions", "expected"), NAMED, ids=[one[0] for one in NAMED])
def test_actions_that_no_access_has_can_be_named(
    generated: Generated, resource: str, actions: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    spec = generated.parsed.stack.spec
    site, uses = spec.sites["other"], [Use(resource=resource, actions=actions)]
    assert [(" ".join(one.actions), " ".join(one.resources)) for one in use_statements(uses, site)] == expected
    for needed in use_inputs(uses, site, ("uses",)):
        given = spec.settings(needed.fact.instance).outputs(spec.sites[needed.fact.instance])
        assert needed.fact in {Fact(needed.fact.instance, one.name) for one in given}


@pytest.mark.parametrize(("resource", "action", "words"), UNNAMEABLE, ids=[f"{one[0]}-{one[1]}" for one in UNNAMEABLE])
def test_an_action_that_cannot_be_named_is_answered_with_those_that_can(
    generated: Generated, resource: str, action: str, words: str
) -> None:
    site = generated.parsed.stack.spec.sites["other"]
    (problem,) = use_problems([Use(resource=resource, actions=(action,))], site, ("uses",))
    assert words in problem.detail


@pytest.mark.parametrize(("resource", "access", "words"), REFUSED, ids=[f"{one[0]}-{one[1]}" for one in REFUSED])
def test_a_use_of_what_is_not_there_says_what_is(generated: Generated, resource: str, access: str, words: str) -> None:
    instance, _, item = resource.partition(".")
    spec = generated.parsed.stack.spec
    with pytest.raises(LookupError, match=words):
        list(spec.settings(instance).grants(item or None, access, spec.sites[instance]))


def test_buckets_used_alike_share_one_statement_in_the_order_they_are_used(generated: Generated) -> None:
    site = generated.parsed.stack.spec.sites["other"]
    uses = [Use(resource=f"storage.{name}", actions=("GetObject", "PutObject")) for name in ("assets", "strict")]
    (statement,) = use_statements(uses, site)
    assert statement.actions == ("s3:GetObject", "s3:PutObject")
    assert statement.resources == ('"${var.storage_assets_bucket_arn}/*"', '"${var.storage_strict_bucket_arn}/*"')


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("modules/keys/policies.tf", '"arn:aws:iam::${var.account_id}:root"'),
        ("modules/storage/main.tf", '"shop-assets-t1-${var.account_id}"'),
        ("modules/storage/policies.tf", "values = [var.account_id]"),
        ("modules/parameters/outputs.tf", '"arn:aws:ssm:us-east-1:${var.account_id}:parameter/vendor/license"'),
        ("main.tf", "account_id = data.aws_caller_identity.current.account_id"),
    ],
)
def test_an_account_that_the_spec_does_not_say_arrives_in_a_variable(
    generated: Generated, path: str, text: str
) -> None:
    (file,) = [one for one in generated.files if one.path.as_posix() == path]
    assert " ".join(text.split()) in " ".join(file.text.split())


def test_every_table_tells_of_requests_it_turned_away(generated: Generated) -> None:
    spec = generated.parsed.stack.spec
    alarms = {one.key: one for one in spec.settings("tables").alarms(spec.sites["tables"])}
    assert sorted(alarms) == [
        "orders-read-throttles",
        "orders-write-throttles",
        "users-read-throttles",
        "users-write-throttles",
    ]
    alarm = alarms["users-write-throttles"]
    assert (alarm.namespace, alarm.metric) == ("AWS/DynamoDB", "WriteThrottleEvents")
    assert alarm.dimensions == {"TableName": Fact("tables", "users_table_name")}
