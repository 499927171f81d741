"""An instance of another environment: its consumers have the same bytes, and it is checked as if it stood here."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from producer_and_consumers import HERE, edit, environment, hclpress

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.fleet.producer_values import producer_values
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.pipeline import Generated, chain_of, generate, read_for
from hclpress.spec.origin import InstanceOrigin
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror

TODAY = date(2026, 11, 28)
EXCHANGES = ("ssm", "state")


def generated(address: str, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    return generate(environment(address), catalog, checks, TODAY)


def problems(address: str, catalog: Catalog, checks: tuple[Check, ...]) -> tuple[Diagnostic, ...]:
    with pytest.raises(Diagnosed) as caught:
        generated(address, catalog, checks)
    return caught.value.diagnostics


def modules(one: Generated) -> dict[str, str]:
    return {str(file.path): file.text for file in one.files if file.instance is not None and file.is_terraform}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_a_consumer_has_the_bytes_that_it_has_beside_an_instance_made_here(
    exchange: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    made = modules(generated("shop/made", catalog, checks))
    shared = modules(generated(f"shop/{exchange}", catalog, checks))
    consumers = {
        path: text for path, text in made.items() if path.startswith(("modules/functions/", "modules/settings/"))
    }
    assert consumers
    assert shared == consumers


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_the_root_modules_of_both_are_as_their_golden_files_say(
    exchange: str, catalog: Catalog, checks: tuple[Check, ...], update_goldens: bool
) -> None:
    text = "".join(
        f"# {address}: {file.path}\n{file.text}"
        for address in (f"network/{exchange}", f"shop/{exchange}")
        for file in generated(address, catalog, checks).files
        if str(file.path) in {"existing.tf", "main.tf", "shares.tf"}
    )
    golden = HERE / "expected" / f"{exchange}.tf"
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.terraform
@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "address", [f"{system}/{exchange}" for exchange in EXCHANGES for system in ("network", "shop")]
)
def test_both_are_planned_without_an_account(
    address: str, catalog: Catalog, checks: tuple[Check, ...], terraform: Terraform
) -> None:
    one = generated(address, catalog, checks)
    plan, warnings = plan_generated(one, terraform, find_mirror(os.environ))
    assert not warnings
    addresses = {resource.address for resource in plan.resources()}
    if address == "network/ssm":
        assert 'aws_ssm_parameter.shared["tables/orders_table_arn"]' in addresses
    if address.startswith("shop/"):
        assert {resource.split(".")[1] for resource in addresses if resource.startswith("module.")} == {
            "functions",
            "settings",
        }


@pytest.mark.usefixtures("project")
def test_a_change_of_the_producer_concerns_its_consumers(catalog: Catalog) -> None:
    producer = Path("environments/network/ssm.yaml").absolute()
    consumer = environment("shop/state")
    assert producer in {path.absolute() for path in chain_of(consumer)}
    assert producer in {path.absolute() for path in read_for(consumer, catalog)}
    assert producer not in {path.absolute() for path in chain_of(environment("shop/made"))}


@pytest.mark.usefixtures("project")
def test_a_changed_producer_is_not_answered_from_the_cache() -> None:
    assert hclpress("render", "--all").exit_code == 0
    edit("environments/network/ssm.yaml", "gateway_endpoints: [dynamodb, s3]", "gateway_endpoints: [dynamodb]")
    result = hclpress("check", "shop/ssm")
    assert result.exit_code == 1
    assert "cannot reach s3" in result.output


@pytest.mark.usefixtures("project")
def test_an_instance_of_another_environment_is_checked_as_if_it_stood_here(
    catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit("environments/shop/_consumers.yaml", "subnets: private", "subnets: inner")
    (found,) = problems("shop/ssm", catalog, checks)
    assert found.code == "lambda/no-such-tier"
    assert "private, public" in found.detail


_TOP = """\
project: shop
suffix: e1
owner: edge-team
region: us-east-1
account_id: "123456789012"
posture: dev
"""


@pytest.mark.usefixtures("project")
def test_a_web_acl_does_not_take_the_place_of_the_producers_own(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("environments/network/edge.yaml").write_text(
        f"{_TOP}shares: [rest]\nmodules:\n"
        "  rest: {module: api, existing: {id: a1b2c3d4e5, kind: rest, stage: live}}\n"
        "  acl: {module: waf, existing: {name: shared, protects: [rest]}}\n"
    )
    Path("environments/shop/edge.yaml").write_text(
        f"{_TOP}modules:\n"
        "  gate: {shared_by: network/edge, instance: rest}\n"
        "  guard: {module: waf, existing: {name: own, protects: [gate]}}\n"
    )
    (found,) = problems("shop/edge", catalog, checks)
    assert found.code == "waf/protected-twice"
    assert "acl of the environment that makes it" in found.detail


@pytest.mark.usefixtures("project")
def test_an_instance_with_problems_is_not_said_to_be_missing(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("environments/network/edge.yaml").write_text(
        f"{_TOP}shares: [data]\nmodules:\n  data: {{module: s3, buckets: {{files: {{nothing: 1}}}}}}\n"
    )
    assert [one.code for one in problems("network/edge", catalog, checks)] == ["spec/unknown-key"]


@pytest.mark.usefixtures("project")
def test_a_trigger_would_take_the_notifications_of_a_shared_bucket(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    trigger = "triggers: {up: {type: bucket, bucket: {from: data.files_bucket_name}}}"
    edit("environments/shop/_consumers.yaml", "        environment:\n", f"        {trigger}\n        environment:\n")
    (found,) = problems("shop/ssm", catalog, checks)
    assert found.code == "lambda/notifications-of-another"
    assert "data belongs to another environment" in found.detail


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("network/ssm, instance: network", "netwrk/ssm", "spec/no-such-producer", "Did you mean `network/ssm`?"),
        ("network/ssm, instance: network", "network", "spec/not-an-address", "shared_by: network/prod"),
        ("network/ssm, instance: network", "[network]", "spec/not-an-address", "shared_by: network/prod"),
        ("instance: network", "instance: netwok", "spec/not-shared", "Did you mean `instance: network`?"),
        ("instance: network", "instance: [network]", "spec/not-an-instance", "It shares: network, data, tables."),
        (", instance: network", "", "spec/not-shared", "It shares: network, data, tables."),
        (", instance: network", ", cidr: 10.0.0.0/16", "spec/setting-of-nothing", "The other environment decides"),
    ],
)
def test_a_wrong_reference_to_another_environment_is_placed(
    before: str, after: str, code: str, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit("environments/shop/ssm.yaml", before, after)
    found = [one for one in problems("shop/ssm", catalog, checks) if one.code == code]
    assert found
    assert found[0].span is not None
    assert (found[0].span.file, found[0].span.line) == ("environments/shop/ssm.yaml", 3)
    assert words in f"{found[0].summary} {found[0].detail}"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("[network, data, tables]", "[network, data, table]", "spec/share-of-nothing"),
        ("[network, data, tables]", "[network, data, tables, data]", "spec/share-twice"),
        (
            "[network, data, tables]",
            "[network]\noutputs: {shared: network.vpc_id}\nexchange: state",
            "spec/output-taken",
        ),
    ],
)
def test_a_wrong_share_is_placed(
    before: str, after: str, code: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit("environments/network/ssm.yaml", before, after)
    (found,) = problems("network/ssm", catalog, checks)
    assert found.code == code


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("region: us-east-1", "region: eu-west-1", "`exchange: state`"),
        ('"123456789012"', '"210987654321"', "`exchange: state`"),
    ],
)
def test_parameters_are_not_read_in_another_region_or_account(
    before: str, after: str, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit("environments/shop/_consumers.yaml", before, after)
    found = [one for one in problems("shop/ssm", catalog, checks) if one.code == "spec/exchange-elsewhere"]
    assert len(found) == 3
    assert all(words in one.detail for one in found)


@pytest.mark.usefixtures("project")
def test_a_circle_of_environments_is_refused(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("environments/network/ssm.yaml").write_text(
        Path("environments/network/ssm.yaml").read_text().replace("shares: [", "shares: [")
        + "  settings: {shared_by: shop/ssm}\n"
    )
    (found,) = {one.code: one for one in problems("shop/ssm", catalog, checks)}.values()
    assert found.code == "spec/environment-cycle"
    assert "shop/ssm → network/ssm → shop/ssm" in found.detail


@pytest.mark.usefixtures("project")
def test_a_producer_with_problems_is_named_at_the_consumer(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    edit("environments/network/ssm.yaml", "hash_key: id", "hash_kee: id")
    found = problems("shop/ssm", catalog, checks)
    assert {one.code for one in found} == {"spec/broken-producer"}
    assert "environments/network/ssm.yaml:" in found[0].detail


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("exchange", EXCHANGES)
@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("shares: [network, data, tables]", "shares: [network, data]", "does not share 'tables'"),
        ("      private: {size: 22}\n", "", "no subnets `private`"),
        ("      orders: {hash_key: id}", "      carts: {hash_key: id}", "orders"),
    ],
)
def test_taking_away_what_somebody_uses_names_the_users(exchange: str, before: str, after: str, words: str) -> None:
    assert hclpress("render", "--all").exit_code == 0
    edit("environments/network/ssm.yaml", before, after)
    result = hclpress("render", f"network/{exchange}", "--format", "json")
    assert result.exit_code == 1
    found = [one for one in json.loads(result.stdout)["diagnostics"] if one["code"] == "spec/used-elsewhere"]
    assert [one["summary"] for one in found] == [f"shop/{exchange} uses what network/{exchange} would no longer share"]
    assert words in found[0]["detail"]
    assert "`instance:`" in found[0]["detail"]


@pytest.mark.usefixtures("project")
def test_more_may_be_shared_without_a_look_at_the_users() -> None:
    assert hclpress("render", "--all").exit_code == 0
    edit(
        "environments/network/ssm.yaml",
        "      orders: {hash_key: id}",
        "      orders: {hash_key: id}\n      a: {hash_key: id}",
    )
    assert hclpress("render", "network/ssm").exit_code == 0
    assert "tables/a_table_arn" in Path("out/network/ssm/shares.tf").read_text()


@pytest.mark.usefixtures("project")
def test_the_placements_know_their_origin(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    spec = generated("shop/ssm", catalog, checks).parsed.stack.spec
    assert spec.placements["vpc"].origin is InstanceOrigin.SHARED
    assert spec.shared["vpc"].instance == "network"


@pytest.mark.terraform
@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_a_plan_takes_the_values_that_the_producers_plan_knows(
    exchange: str, catalog: Catalog, checks: tuple[Check, ...], terraform: Terraform
) -> None:
    mirror = find_mirror(os.environ)
    theirs, _ = plan_generated(generated(f"network/{exchange}", catalog, checks), terraform, mirror)
    one = generated(f"shop/{exchange}", catalog, checks)
    values = producer_values(one.parsed.stack, {f"network/{exchange}": theirs})
    plan, _ = plan_generated(one, terraform, mirror, values=values)
    # Names follow from the producer's spec; an id is decided by AWS alone, and has a stand-in.
    assert plan.resource("module.settings.aws_ssm_parameter.table").values["insecure_value"] == "shop-orders-n1"
    function = plan.resource("module.functions.aws_lambda_function.report")
    assert "shop-files-n1" in json.dumps(function.values["environment"])
    assert not [expression for expression in values if "vpc_id" in expression]


@pytest.mark.usefixtures("project")
def test_the_state_of_another_account_is_read_with_the_role_that_its_backend_has(
    catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    Path("environments/network/state.yaml").write_text(
        "extends: ssm.yaml\nexchange: state\n"
        "backend:\n  type: s3\n  bucket: states\n  region: us-west-2\n"
        '  assume_role: {role: "arn:aws:iam::210987654321:role/state"}\n'
    )
    (text,) = (file.text for file in generated("shop/state", catalog, checks).files if str(file.path) == "existing.tf")
    assert 'role_arn = "arn:aws:iam::210987654321:role/state"' in text
    assert '"us-west-2"' in text


@pytest.mark.terraform
@pytest.mark.usefixtures("project")
def test_outputs_of_any_type_are_planned_without_an_account(
    catalog: Catalog, checks: tuple[Check, ...], terraform: Terraform
) -> None:
    Path("terraform/jobs").mkdir(parents=True)
    Path("terraform/jobs/main.tf").write_text('output "name" {\n  value = "jobs"\n}\n')
    edit("environments/network/ssm.yaml", "shares: [network,", "shares: [jobs, network,")
    edit("environments/network/ssm.yaml", "modules:\n", "modules:\n  jobs: {source: ./terraform/jobs}\n")
    edit("environments/shop/ssm.yaml", "modules:\n", "modules:\n  jobs: {shared_by: network/ssm}\n")
    edit("environments/shop/_consumers.yaml", "parameters:\n", "parameters:\n      job: {value: {from: jobs.name}}\n")
    plan, _ = plan_generated(generated("shop/ssm", catalog, checks), terraform, find_mirror(os.environ))
    assert "module.settings.aws_ssm_parameter.job" in {resource.address for resource in plan.resources()}
