"""Requests as a person writes them."""

from __future__ import annotations

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.rehearsal.call_and_reply import Call, Reply


def test_a_line_is_a_method_a_path_and_a_query() -> None:
    assert Call.read("get /orders?status=new&page=2") == Call("GET", "/orders", {"status": "new", "page": "2"})


def test_only_methods_that_carry_a_body_are_given_one() -> None:
    assert Call.read("POST /orders", "{}").body == "{}"
    assert Call.read("POST /orders", "{}").headers == {"content-type": "application/json"}
    assert Call.read("GET /orders", "{}").body is None


@pytest.mark.parametrize("line", ["", "POST", "/orders", "POST orders", "FETCH /orders", "POST https://a.example/b"])
def test_anything_else_is_no_call(line: str) -> None:
    with pytest.raises(Diagnosed) as raised:
        Call.read(line)
    (found,) = raised.value.diagnostics
    assert found.code == "rehearse/bad-call"
    assert repr(line) in found.detail


def test_a_function_is_called_by_its_name() -> None:
    assert Call.read("invoke MigrationFunction", "{}") == Call("INVOKE", "MigrationFunction")


def test_values_of_earlier_answers_are_filled_in() -> None:
    replies = [Reply(201, {}, '{"id": "p-1"}'), Reply(200, {}, '{"products": [{"id": "p-2", "left": 3}]}')]
    line, body = "POST /orders/{{1.id}}?left={{2.products.0.left}}", '{"product": "{{ 2.products.0.id }}"}'
    filled = Call.read(line, body).filled(replies)
    assert (filled.path, filled.query, filled.body) == ("/orders/p-1", {"left": "3"}, '{"product": "p-2"}')


@pytest.mark.parametrize("wanted", ["0.id", "2.id", "1.name", "1.id.deeper", "1.0"])
def test_an_answer_or_value_that_is_not_there_is_said(wanted: str) -> None:
    with pytest.raises(Diagnosed) as raised:
        Call.read(f"GET /orders/{{{{{wanted}}}}}").filled([Reply(201, {}, '{"id": "p-1"}')])
    (found,) = raised.value.diagnostics
    assert found.code == "rehearse/bad-call"
    assert f"`{wanted.partition('.')[2]}` of reply {wanted[0]}" in found.detail
