"""Functions that ask Aurora DSQL: where they are led, and who is let in there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from deployed import REGION, allow, deploy_function, plan_of, resource
from examples import PROJECT

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls import dsql_databases as database
from hclpress.rehearsal.api_calls.dsql_databases import Databases, clusters_in
from hclpress.rehearsal.api_calls.make_call import call
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.call_and_reply import Call
from hclpress.terraform.plan_json import Plan, PlannedResource

WHEELS = [str(wheel) for wheel in sorted((PROJECT / "functions/global-store/vendor").glob("*.whl"))]
ASKING = f"""
import os, ssl, sys
sys.path += {WHEELS!r}
import boto3
from pg8000.native import Connection

def handler(event, context):
    host, region = os.environ["PGHOST"], os.environ["AWS_REGION"]
    token = boto3.client("dsql").generate_db_connect_admin_auth_token(host, region)
    context = ssl.create_default_context()
    connection = Connection("admin", host, "postgres", 5432, token, ssl_context=context, timeout=20)
    try:
        connection.run("CREATE TABLE IF NOT EXISTS seen (name text)")
        connection.run("INSERT INTO seen VALUES (:name)", name=host)
        return connection.run("SELECT count(*) FROM seen")[0][0]
    finally:
        connection.close()
"""  # noqa: S608  (the statements are whole)


def cluster(identifier: str, region: str = REGION) -> PlannedResource:
    """A cluster in a plan."""
    arn = f"arn:aws:dsql:{region}:123456789012:cluster/{identifier}"
    return resource("aws_dsql_cluster", {"arn": arn, "identifier": identifier}, identifier)


def peering(one: str, *others: PlannedResource) -> PlannedResource:
    """What makes clusters peers, in a plan."""
    values = {"identifier": one, "clusters": [str(other.values["arn"]) for other in others]}
    return resource("aws_dsql_cluster_peering", values, one)


def asking(aws: Aws, folder: Path, identifier: str, *, runtime: str = "python3.13") -> tuple[str, PlannedResource]:
    """A function that counts its calls in a cluster's database, and may sign in there."""
    endpoint = f"{identifier}.dsql.{REGION}.on.aws"
    name, made = deploy_function(aws, folder, ASKING, runtime=runtime, PGHOST=endpoint)
    allow(aws, name, "dsql:DbConnectAdmin", f"arn:aws:dsql:{REGION}:123456789012:cluster/{identifier}")
    return name, made


def stopped(name: str, plan: Plan, folder: Path, aws: Aws) -> Diagnostic:
    """What stops a function."""
    with Databases(aws, folder) as databases, pytest.raises(Diagnosed) as raised:
        call(Call.read(f"INVOKE {name}"), plan, folder, aws, databases)
    (found,) = raised.value.diagnostics
    return found


def test_a_cluster_answers_under_the_name_that_aws_gives_it_and_knows_its_peers() -> None:
    here, there, alone = cluster("abc"), cluster("def", "us-east-2"), cluster("ghi")
    found = clusters_in(plan_of(here, there, alone, peering("abc", there), peering("def", here)))
    pair = {str(here.values["arn"]), str(there.values["arn"])}
    assert [(one.endpoint, one.peers) for one in found] == [
        ("abc.dsql.us-east-1.on.aws", pair),
        ("def.dsql.us-east-2.on.aws", pair),
        ("ghi.dsql.us-east-1.on.aws", {alone.values["arn"]}),
    ]


@pytest.mark.usefixtures("postgresql")
def test_what_is_kept_by_one_call_is_there_for_the_next_and_each_cluster_has_its_own(aws: Aws, tmp_path: Path) -> None:
    (first, made), (second, other) = asking(aws, tmp_path, "one"), asking(aws, tmp_path, "two")
    plan = plan_of(
        *(resource("aws_lambda_function", one.values, name) for one, name in ((made, "first"), (other, "second"))),
        cluster("one"),
        cluster("two"),
    )
    with Databases(aws, tmp_path) as databases:
        counted = [
            json.loads(call(Call.read(f"INVOKE {name}"), plan, tmp_path, aws, databases).body)
            for name in (first, first, second)
        ]
    assert counted == [1, 2, 1]


@pytest.mark.usefixtures("postgresql")
def test_a_role_that_may_not_sign_in_is_caught(aws: Aws, tmp_path: Path) -> None:
    name, made = asking(aws, tmp_path, "three")
    allow(aws, name, "dsql:DbConnect", "*")
    found = stopped(name, plan_of(made, cluster("three")), tmp_path, aws)
    assert found.code == "rehearse/access-denied"
    assert "dsql:DbConnectAdmin on arn:aws:dsql:us-east-1:123456789012:cluster/three" in found.summary


def test_without_a_server_it_says_what_to_install(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "programs", lambda: None)
    name, made = asking(aws, tmp_path, "four")
    found = stopped(name, plan_of(made, cluster("four")), tmp_path, aws)
    assert found.code == "rehearse/no-postgresql"
    assert "four.dsql.us-east-1.on.aws" in found.detail
    assert "apt-get install postgresql" in found.detail


@pytest.mark.usefixtures("postgresql")
def test_a_function_that_cannot_be_led_to_its_database_is_not_run(aws: Aws, tmp_path: Path) -> None:
    name, made = asking(aws, tmp_path, "five", runtime="nodejs22.x")
    found = stopped(name, plan_of(made, cluster("five")), tmp_path, aws)
    assert found.code == "rehearse/no-runtime"
    assert "only Python functions" in found.detail
