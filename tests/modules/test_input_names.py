"""Inputs bear the name of their role: what a neighbour is called touches no file of those who take from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.modules.api.callee import callees_of
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

SPEC = """
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
modules:
  NETWORK:
    module: vpc
    cidr: 10.20.0.0/16
    zones: [us-east-1a, us-east-1b]
    nat: single
    subnets:
      public: {size: 24}
      private: {size: 22}
      isolated: {size: 24}
  BALANCER:
    module: alb
    certificate: arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
    targets:
      web: {port: 8080, blue_green: true}
      jobs: {port: 8081, rules: {paths: [/jobs/*], priority: 10}}
  ecs:
    services:
      web:
        containers: {app: {image: "shop/web:1.0.0", port: 8080}}
        load_balancer: {instance: BALANCER, target: web}
        deployment: {type: blue_green}
      web-blue:
        containers: {app: {image: "shop/jobs:1.0.0", port: 8081}}
        load_balancer: {instance: BALANCER, target: jobs}
        scaling: {min: 1, max: 3, requests_per_target: 100}
  db:
    module: aurora
    engine: postgresql
    version: "16.6"
    database: shop
    capacity: {min: 0.5, max: 1}
  FUNCTIONS:
    module: lambda
    runtime: python3.13
    vpc: {}
    functions:
      list-items:
        handler: index.handler
        package: {s3: {bucket: shop-code, key: list-items.zip}}
  API:
    module: api
    kind: rest
    auth: {none: The catalogue is public.}
    routes: {GET /items: FUNCTIONS.list-items}
  FIREWALL:
    module: waf
    scope: cloudfront
  cdn:
    origins:
      items: {api: API}
    waf: FIREWALL
"""
NAMES = {"NETWORK": "vpc", "BALANCER": "alb", "FUNCTIONS": "functions", "API": "api", "FIREWALL": "waf"}


def rendered(names: dict[str, str], folder: Path, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    text = SPEC
    for placeholder, name in names.items():
        text = text.replace(placeholder, name)
    spec = folder / "prod.yaml"
    spec.write_text(text)
    return generate(EnvironmentFile("shop", "prod", spec), catalog, checks)


def files_of(instance: str, generated: Generated) -> dict[str, str]:
    return {str(file.path): file.text for file in generated.files if file.instance == instance}


def without_hashes(files: dict[str, str]) -> dict[str, str]:
    """The files without the hash of an API's configuration, in which its functions are told by their instance."""
    return {path: re.sub(r"\b[0-9a-f]{40}\b", "(hash)", text) for path, text in files.items()}


@pytest.mark.parametrize(
    ("placeholder", "consumers"),
    [
        ("NETWORK", ("alb", "ecs", "db", "functions")),
        ("BALANCER", ("ecs",)),
        ("FUNCTIONS", ("api",)),
        ("API", ("cdn",)),
        ("FIREWALL", ("cdn",)),
    ],
)
def test_a_new_name_of_an_instance_touches_no_consumer(
    placeholder: str, consumers: tuple[str, ...], tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    before = rendered(NAMES, tmp_path, catalog, checks)
    after = rendered(NAMES | {placeholder: "renamed"}, tmp_path, catalog, checks)
    for consumer in consumers:
        files = files_of(consumer, before)
        assert any(path.endswith("variables.tf") for path in files), consumer
        assert without_hashes(files) == without_hashes(files_of(consumer, after)), consumer
    root = {file.path.name: file.text for file in before.files if file.path.as_posix() == "main.tf"}
    assert root != {file.path.name: file.text for file in after.files if file.path.as_posix() == "main.tf"}


def test_a_service_whose_name_goes_on_like_a_target_group_has_variables_of_its_own(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    stack = rendered(NAMES, tmp_path, catalog, checks).parsed.stack
    (wires,) = [one.wires for one in stack.instances if one.name == "ecs"]
    assert {one.name: str(one.value) for one in wires} == {
        "subnet_ids": "module.vpc.private_subnet_ids",
        "vpc_id": "module.vpc.vpc_id",
        "web_blue_load_balancer_arn_suffix": "module.alb.arn_suffix",
        "web_blue_target_group_arn": "module.alb.jobs_target_group_arn",
        "web_blue_target_group_arn_suffix": "module.alb.jobs_target_group_arn_suffix",
        "web_blue_target_group_name": "module.alb.web_blue_target_group_name",
        "web_green_target_group_name": "module.alb.web_green_target_group_name",
        "web_https_listener_arn": "module.alb.https_listener_arn",
        "web_target_group_arn": "module.alb.web_blue_target_group_arn",
        "web_test_listener_arn": "module.alb.test_listener_arn",
    }


@pytest.mark.parametrize(
    ("functions", "labels"),
    [
        (["a.get", "a.put-item", "a.get"], {"a.get": "get", "a.put-item": "put_item"}),
        (["a.get", "b.get", "b.put"], {"a.get": "a_get", "b.get": "b_get", "b.put": "put"}),
        (["a.get", "b.get", "c.a-get"], {"c.a-get": "a_get", "a.get": "a_get_2", "b.get": "b_get"}),
        (["a.b-c", "x.b-c", "a-b.c", "x.c"], {"a.b-c": "a_b_c", "a-b.c": "a_b_c_2", "x.b-c": "x_b_c", "x.c": "x_c"}),
    ],
)
def test_each_function_that_an_api_calls_has_variables_of_its_own(functions: list[str], labels: dict[str, str]) -> None:
    assert {name: one.label for name, one in callees_of(functions).items()} == labels
    assert {name: one.label for name, one in callees_of(reversed(functions)).items()} == labels
