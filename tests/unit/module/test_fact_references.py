"""References in values: one fact, or text with facts, each an input and an expression."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from hclpress.hcl.parsers import is_expression
from hclpress.module.fact_references import (
    EnvironmentValue,
    FormattedText,
    environment_expression,
    known_text,
    reference_inputs,
)
from hclpress.module.facts import Fact

VALUE = TypeAdapter[str | FormattedText](EnvironmentValue)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("https://{alb.dns_name}/api", '"https://${var.alb_dns_name}/api"'),
        ("{my-db.host}:{my-db.port}", '"${var.my_db_host}:${var.my_db_port}"'),
        ('{{"a": "{b.c}"}}', '"{\\"a\\": \\"${var.b_c}\\"}"'),
        ("${a.b}%", '"\\u0024${var.a_b}\\u0025"'),
        ("%{{a}} ${{x}} {b.c}", '"\\u0025{a} \\u0024{x} ${var.b_c}"'),
    ],
)
def test_text_with_facts_becomes_a_template_over_variables(text: str, expression: str) -> None:
    value = VALUE.validate_python({"!format": text})
    written = environment_expression(value)
    assert is_expression(written)
    assert written == expression


def test_each_fact_of_a_text_is_an_input_at_the_place_of_the_text() -> None:
    value = VALUE.validate_python({"!format": "{a.host}:{b.port}"})
    assert [(one.fact, one.path) for one in reference_inputs(value, ("environment", "URL"))] == [
        (Fact("a", "host"), ("environment", "URL")),
        (Fact("b", "port"), ("environment", "URL")),
    ]


def test_the_known_part_of_a_value_is_the_text_around_its_facts() -> None:
    assert known_text(VALUE.validate_python({"!format": "a{b.c}d{{"})) == "ad{"
    assert known_text("plain") == "plain"
