"""reconcile: what AWS refuses to change in a network, an API or a distribution in use, and the way that each error prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import Shop

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Severity

HEAD = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
posture: {}
modules:
"""
NETWORK = """\
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets:
      public: {size: 24}
      private: {size: 22}
      isolated: {size: 24}
"""
DATABASE = """\
  db:
    module: aurora
    engine: postgresql
    version: "16.6"
    capacity: {min: 0.5, max: 1}
"""
FUNCTION = """\
  functions:
    module: lambda
    runtime: python3.13
    functions:
      f: {handler: index.handler, package: {s3: {bucket: code, key: f.zip}}}
"""
IN_NETWORK = FUNCTION.replace("python3.13\n", "python3.13\n    vpc: {vpc: vpc, subnets: private}\n")
API = """\
  api:
    kind: http
    auth: {none: a test}
    routes: {GET /f: functions.f}
"""
CDN = """\
  {0}:
    module: cdn
    origins: {{{0}-pages: {{}}}}
    certificate: arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
    aliases: [{1}]
    logs: null
"""


@pytest.fixture
def empty(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Shop:
    return Shop(tmp_path, catalog, checks)


def begin(shop: Shop, modules: str, posture: str = "dev") -> Shop:
    shop.text = HEAD.format(posture) + modules
    shop.render()
    return shop


def test_a_network_with_a_database_in_it_is_not_replaced_and_one_error_says_what_hangs_on_it(empty: Shop) -> None:
    shop = begin(empty, NETWORK + DATABASE + IN_NETWORK)
    shop.change("10.0.0.0/16", "10.1.0.0/16")
    (refusal,) = shop.refusals()
    assert refusal.code == "state/network-in-use"
    assert refusal.summary == "module.vpc.aws_vpc.this would be replaced while db, functions stand in it"
    assert '`cidr_block` "10.0.0.0/16" becomes "10.1.0.0/16"' in refusal.detail
    assert refusal.span is not None
    assert shop.text.splitlines()[refusal.span.line - 1].strip() == "vpc:"


def test_a_second_network_stands_beside_the_first_as_the_error_advises(empty: Shop) -> None:
    shop = begin(empty, NETWORK + DATABASE)
    shop.text = (
        HEAD.format("dev")
        + NETWORK
        + DATABASE.replace("  db:\n", "  db:\n    vpc: vpc\n")
        + NETWORK.replace("  vpc:\n", "  second:\n    module: vpc\n").replace("10.0.", "10.1.")
        + DATABASE.replace("  db:\n", "  second-db:\n    vpc: second\n")
    )
    shop.render()
    assert {one.action.value for one in shop.generate().changes.by_address.values()} == set()


def test_a_network_with_nothing_but_functions_in_it_is_made_anew(empty: Shop) -> None:
    shop = begin(empty, NETWORK + IN_NETWORK)
    shop.change("10.0.0.0/16", "10.1.0.0/16")
    generated = shop.generate()
    assert {one.code for one in generated.warnings if one.code.startswith("state/")} == {"state/outage"}
    changes = generated.changes.by_address
    assert changes["module.functions.aws_security_group.this"].action.value == "replace"
    assert changes["module.functions.aws_lambda_function.f"].action.value == "update"


def test_a_database_does_not_move_to_other_subnets(empty: Shop) -> None:
    shop = begin(empty, NETWORK + DATABASE)
    shop.text += "    subnets: private\n"
    (refusal,) = shop.refusals()
    assert refusal.code == "state/subnets-in-use"
    assert "SubnetAlreadyInUse" in refusal.detail
    shop.text = (
        HEAD.format("dev")
        + NETWORK
        + DATABASE
        + DATABASE.replace("  db:\n", "  moved:\n    subnets: private\n")
        + "    restore_from: arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before-the-move\n"
    )
    shop.render()


def test_a_database_does_not_move_to_another_network(empty: Shop) -> None:
    other = NETWORK.replace("  vpc:\n", "  other:\n    module: vpc\n").replace("10.0.", "10.1.")
    shop = begin(empty, NETWORK + other + DATABASE.replace("  db:\n", "  db:\n    vpc: vpc\n"))
    shop.change("    vpc: vpc\n", "    vpc: other\n")
    assert "state/subnets-in-use" in {one.code for one in shop.refusals()}


def test_a_function_that_leaves_its_network_keeps_its_rights_for_an_apply_as_the_warning_advises(empty: Shop) -> None:
    shop = begin(empty, NETWORK + IN_NETWORK)
    shop.change("    vpc: {vpc: vpc, subnets: private}\n", "")
    (warning,) = [one for one in shop.generate().warnings if one.code == "state/interfaces-left"]
    line = warning.detail.split("with `")[1].split("`")[0]
    assert line == "managed_policies: [AWSLambdaENIManagementAccess]"
    shop.change("    runtime: python3.13\n", f"    runtime: python3.13\n    {line}\n")
    assert "state/interfaces-left" not in {one.code for one in shop.render()}
    shop.change(f"    {line}\n", "")
    assert "state/interfaces-left" not in {one.code for one in shop.render()}


def test_an_api_of_another_kind_answers_under_another_address(empty: Shop) -> None:
    shop = begin(empty, FUNCTION + API)
    shop.change("kind: http", "kind: rest")
    (warning,) = [one for one in shop.generate().warnings if one.code == "state/outage"]
    assert warning.severity is Severity.WARNING
    assert "module.api.aws_apigatewayv2_api.this would be destroyed" in warning.summary
    assert "module.api.aws_api_gateway_rest_api.this created: it answers under another address" in warning.summary


def test_an_api_of_another_kind_is_refused_in_prod_until_the_printed_acceptance_is_there(empty: Shop) -> None:
    shop = begin(empty, FUNCTION + API, "prod")
    shop.change("kind: http", "kind: rest")
    (refusal,) = shop.refusals()
    assert refusal.code == "state/outage"
    printed = refusal.detail.split("accept it: `")[1].split("`")[0]
    shop.add(printed)
    shop.render()


def test_an_alias_goes_from_one_distribution_to_another_in_two_applies_as_the_error_says(empty: Shop) -> None:
    shop = begin(empty, CDN.format("a", "www.example.com, shop.example.com") + CDN.format("b", "old.example.com"))
    shop.change("[old.example.com]", "[old.example.com, www.example.com]")
    shop.change("[www.example.com, shop.example.com]", "[shop.example.com]")
    (refusal,) = shop.refusals()
    assert refusal.code == "state/place-taken"
    assert "CNAMEAlreadyExists" in refusal.detail
    assert "Take it from module.a.aws_cloudfront_distribution.this first" in refusal.detail
    shop.change("[old.example.com, www.example.com]", "[old.example.com]")
    shop.render()
    shop.change("[old.example.com]", "[old.example.com, www.example.com]")
    shop.render()


def test_a_distribution_that_takes_over_all_aliases_of_a_former_one_is_the_same(empty: Shop) -> None:
    one = CDN.format("a", "www.example.com")
    shop = begin(empty, one)
    shop.text = shop.text.replace("  a:\n", "  b:\n")
    shop.render()
    assert "from = module.a" in shop.text_of("moved.tf")
