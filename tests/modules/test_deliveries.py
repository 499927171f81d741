"""A queue lets in the topics of its environment that send to it, and functions get what its key and its times ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

HEAD = """
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
posture: prod
"""
SENT = """
modules:
  keys:
    module: kms
    keys:
      messages: {description: Encrypts messages, services: [sns]}
  queues:
    module: sqs
    queues:
      billing: {key: {from: keys.messages_key_arn}, visibility_seconds: 180}
      other: {}
  topics:
    module: sns
    topics:
      orders:
        subscriptions:
          billing: {queue: {from: queues.billing_queue_arn}, dead_letters: {from: queues.billing_dead_queue_arn}}
  workers:
    module: lambda
    runtime: python3.13
    functions:
      book:
        handler: index.handler
        package: {s3: {bucket: acme-builds, key: book.zip}}
        dead_letter: {queue: {from: queues.billing_dead_queue_arn}}
        triggers: {billing: {type: queue, queue: {from: queues.billing_queue_arn}}}
"""
REPLICAS = """
modules:
  queues:
    module: sqs
    regions: [us-east-1, us-west-2]
    queues: {billing: {}}
  topics:
    module: sns
    regions: [us-east-1, us-west-2]
    topics:
      orders: {subscriptions: {billing: {queue: {from: queues.billing_queue_arn}}}}
"""


def generated(spec: str, folder: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    path = folder / "environments" / "shop" / "prod.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(spec, "utf-8")
    return generate(EnvironmentFile("shop", "prod", path), catalog, checks)


def statement_of(queue: str, sid: str, file: str) -> str:
    """The statement of a queue's policy that has an id; empty if there is none."""
    _, _, document = file.partition(f'data "aws_iam_policy_document" "{queue}" {{')
    document, _, _ = document.partition("\n}\n")
    _, found, statement = document.partition(f'"{sid}"')
    return statement.partition("\n  }\n")[0] if found else ""


def texts(one: Generated) -> dict[str, str]:
    return {file.path.as_posix(): file.text for file in one.files if file.is_terraform}


def test_a_queue_lets_in_the_topic_that_sends_to_it(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    policies = texts(generated(HEAD + SENT, tmp_path, catalog, checks))["modules/queues/policies.tf"]
    for queue in ("billing", "billing_dead"):
        assert '["arn:aws:sns:us-east-1:123456789012:shop-orders-t1"]' in statement_of(queue, "AcceptTopics", policies)
    assert statement_of("other", "AcceptTopics", policies) == ""
    assert statement_of("other_dead", "AcceptTopics", policies) == ""


def test_an_account_that_the_spec_does_not_tell_is_a_variable(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    head = HEAD.replace('account_id: "123456789012"\n', "")
    files = texts(generated(head + SENT, tmp_path, catalog, checks))
    statement = statement_of("billing", "AcceptTopics", files["modules/queues/policies.tf"])
    assert '["arn:aws:sns:us-east-1:${var.account_id}:shop-orders-t1"]' in statement
    assert 'variable "account_id"' in files["modules/queues/variables.tf"]


def test_a_replica_lets_in_the_topic_of_its_region(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    files = texts(generated(HEAD + REPLICAS, tmp_path, catalog, checks))
    for folder, region in (("queues", "us-east-1"), ("queues-us-west-2", "us-west-2")):
        (policies,) = (text for path, text in files.items() if path.endswith(f"/{folder}/policies.tf"))
        statement = statement_of("billing", "AcceptTopics", policies)
        assert statement.count("arn:aws:sns:") == 1
        assert f"arn:aws:sns:{region}:" in statement


def test_a_function_may_use_the_key_of_the_queue_that_calls_it(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    roles = texts(generated(HEAD + SENT, tmp_path, catalog, checks))["modules/workers/roles.tf"]
    for sid, action in (("DecryptMessages", '["kms:Decrypt"]'), ("EncryptFailedEvents", "kms:GenerateDataKey")):
        statement = statement_of("book", sid, roles)
        assert action in statement, sid
        assert "_key_arn]" in statement, sid


def test_a_queue_that_hides_messages_too_shortly_is_refused_at_the_trigger(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    with pytest.raises(Diagnosed) as caught:
        generated(HEAD + SENT.replace("visibility_seconds: 180", "visibility_seconds: 29"), tmp_path, catalog, checks)
    assert [one.code for one in caught.value.diagnostics] == ["lambda/visibility-below-timeout"]
