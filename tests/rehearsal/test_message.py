"""Requests as a person writes them."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnosed
from generator.rehearsal.message import Request


def test_a_line_is_a_method_a_path_and_a_query() -> None:
    assert Request.read("get /orders?status=new&page=2") == Request("GET", "/orders", {"status": "new", "page": "2"})


def test_only_methods_that_carry_a_body_are_given_one() -> None:
    assert Request.read("POST /orders", "{}").body == "{}"
    assert Request.read("POST /orders", "{}").headers == {"content-type": "application/json"}
    assert Request.read("GET /orders", "{}").body is None


@pytest.mark.parametrize("line", ["", "POST", "/orders", "POST orders", "FETCH /orders", "POST https://a.example/b"])
def test_anything_else_is_no_call(line: str) -> None:
    with pytest.raises(Diagnosed) as raised:
        Request.read(line)
    (found,) = raised.value.diagnostics
    assert found.code == "rehearse/bad-call"
    assert repr(line) in found.detail
