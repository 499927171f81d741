"""Arguments and blocks that a spec adds to a resource or puts in place of its own."""

from __future__ import annotations

import pytest

from hclpress.aws.provider_schema import provider_schemas
from hclpress.hcl.expression import Expr
from hclpress.hcl.extra_arguments import Arguments, RefusedArgument, ResourceEdit, changed
from hclpress.hcl.layout import layout

GROUP = """\
resource "aws_ecs_service" "web" {
  name    = "web"
  cluster = aws_ecs_cluster.this.id

  load_balancer {
    container_name = "app"
    container_port = 80
  }

  network_configuration {
    subnets = [
      var.first,
      var.second,
    ]
  }

  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}

resource "aws_ecs_service" "other" {
  name = "other"
}
"""
SCHEMA = provider_schemas()[0].find("resource", "aws_ecs_service")


def after(*, extra: Arguments | None = None, override: Arguments | None = None, known: bool = True) -> str:
    text = changed(
        GROUP, "aws_ecs_service", "web", ResourceEdit(extra or {}, override or {}), SCHEMA if known else None
    )
    assert text is not None
    laid_out = layout(text)
    assert laid_out.endswith(
        GROUP.partition("}\n\n")[2][-len('resource "aws_ecs_service" "other" {\n  name = "other"\n}\n') :]
    )
    return laid_out.partition("\n}\n")[0]


def refused(*, extra: Arguments | None = None, override: Arguments | None = None) -> RefusedArgument:
    with pytest.raises(RefusedArgument) as caught:
        changed(GROUP, "aws_ecs_service", "web", ResourceEdit(extra or {}, override or {}), SCHEMA)
    return caught.value


def test_a_resource_that_is_not_there_is_none() -> None:
    assert changed(GROUP, "aws_ecs_service", "api", ResourceEdit({"a": 1}, {}), SCHEMA) is None


def test_arguments_are_added_before_blocks() -> None:
    text = after(extra={"timeouts": {"create": "5m"}, "propagate_tags": "SERVICE", "role": Expr("var.role")})
    assert text.endswith(
        '\n\n  propagate_tags = "SERVICE"\n  role           = var.role\n\n  timeouts {\n    create = "5m"\n  }'
    )


def test_a_list_of_mappings_becomes_several_blocks_beside_those_of_the_module() -> None:
    text = after(extra={"load_balancer": [{"container_name": "a", "container_port": 1}, {"container_name": "b"}]})
    assert text.count("  load_balancer {") == 3
    assert text.endswith('  load_balancer {\n    container_name = "b"\n  }')


def test_blocks_hold_blocks() -> None:
    text = after(extra={"service_connect_configuration": {"enabled": True, "service": {"port_name": "http"}}})
    assert '    enabled = true\n\n    service {\n      port_name = "http"\n    }' in text


def test_more_of_a_block_of_which_there_is_one_goes_into_it() -> None:
    text = after(extra={"network_configuration": {"assign_public_ip": True}})
    assert text.count("network_configuration {") == 1
    assert "      var.second,\n    ]\n\n    assign_public_ip = true\n  }" in text


def test_further_ignored_changes_join_those_of_the_module() -> None:
    text = after(extra={"lifecycle": {"ignore_changes": ["tags"], "prevent_destroy": True}})
    assert "ignore_changes = [desired_count, task_definition, tags]" in text
    assert "prevent_destroy = true" in text
    assert "ignore_changes = all" in after(override={"lifecycle": {"ignore_changes": "all"}})


def test_override_takes_the_place_of_an_argument_and_of_all_blocks_of_a_name() -> None:
    text = after(override={"name": "api", "load_balancer": [{"container_port": 1}, {"container_port": 2}]})
    assert '  name    = "api"\n' in text
    assert text.count("load_balancer {") == 2
    assert "container_port = 80" not in text
    assert text.index("load_balancer {") < text.index("network_configuration {")


def test_without_a_schema_a_mapping_is_the_value_of_an_argument() -> None:
    assert "timeouts = {" in after(extra={"timeouts": {"create": "5m"}}, known=False)


@pytest.mark.parametrize(
    ("extra", "override", "name", "words"),
    [
        ({"name": "x"}, {}, "name", "move the line from `extra` to `override`"),
        (
            {"network_configuration": {"subnets": []}},
            {},
            "network_configuration",
            "`network_configuration` of aws_ecs_service.web sets `subnets`",
        ),
        ({}, {"role": "x"}, "role", "Move the line from `override` to `extra`"),
        ({"a.b": 1}, {}, "a.b", "is not an argument name"),
        ({"a b": 1}, {}, "a b", "cannot be written in HCL without quotes"),
        ({"role": "\ud800"}, {}, "role", "surrogate"),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_name(
    extra: Arguments, override: Arguments, name: str, words: str
) -> None:
    found = refused(extra=extra, override=override)
    assert found.name == name
    assert words in str(found)


@pytest.mark.parametrize("name", ["count", "depends_on", "for_each", "provider"])
def test_arguments_of_terraform_itself_are_left_to_the_module(name: str) -> None:
    for edit in (ResourceEdit({name: 0}, {}), ResourceEdit({}, {name: 0})):
        with pytest.raises(RefusedArgument, match="belongs to the module") as refused:
            changed(layout(GROUP), "aws_ecs_service", "web", edit, SCHEMA)
        assert refused.value.name == name
