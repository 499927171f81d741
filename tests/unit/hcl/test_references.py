from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl.expression import Expr
from hclpress.hcl.references import Reference, ReferenceKind, references
from hclpress.hcl.tokens import Unreadable
from hclpress.hcl.values import encode

CASES = {
    "aws_vpc.this.id": {"aws_vpc.this.id"},
    "aws_vpc.this": {"aws_vpc.this"},
    "var.name": {"var.name"},
    "local.a.b": {"local.a.b"},
    "module.web.sg_id": {"module.web.sg_id"},
    'module.web["a"].url': {"module.web.url"},
    "data.aws_region.current.name": {"data.aws_region.current.name"},
    "each.key": {"each.key"},
    "each.value.x": {"each.value.x"},
    "self.private_ip": {"self.private_ip"},
    "path.module": {"path.module"},
    "aws_subnet.this[var.zone].id": {"aws_subnet.this.id", "var.zone"},
    'var.a["${local.b}"].c[local.d]': {"var.a.c", "local.b", "local.d"},
    "aws_subnet.this[*].id": {"aws_subnet.this.id"},
    "aws_subnet.this.*.id": {"aws_subnet.this.id"},
    "aws_subnet.this.0.id": {"aws_subnet.this.id"},
    "merge(var.a, { b = local.c }, upper(local.d))": {"var.a", "local.c", "local.d"},
    "element(var.a, 0).name": {"var.a"},
    '"x-${var.a}-${"y${local.b}"}"': {"var.a", "local.b"},
    "<<-EOT\n  ${var.a}\n  %{ if local.b }x%{ endif }\n  EOT": {"var.a", "local.b"},
    "(var.a ? local.b : local.c)": {"var.a", "local.b", "local.c"},
    "-var.a + !local.b": {"var.a", "local.b"},
    "[for x in var.l : x.id]": {"var.l"},
    "[for k, v in var.m : local.z[k] if v.on && each.value.y]": {"var.m", "local.z", "each.value.y"},
    "{ for k, v in var.m : k.a => v.b... }": {"var.m"},
    "[for x in x.y : x.z]": {"x.y"},
    "[for a in (c.d ? e.f : g.h) : a.b]": {"c.d", "e.f", "g.h"},
    "[for a in c.d ? e.f : g.h : a.b]": {"c.d", "e.f", "g.h"},
    "[for a in var.l : [for b in a.l : b.x + a.y + c.d]]": {"var.l", "c.d"},
    "concat([for a in var.l : a.x], a.x)": {"var.l", "a.x"},
    '"%{for s in var.l}${s.a}%{endfor}${s.a}"': {"var.l", "s.a"},
    "{ a = b, (var.k) = c, d : e.f }": {"var.k", "e.f"},
    "{\n  var = 1\n  local : 2\n}": set(),
    "provider::aws::arn_parse(var.arn).region": {"var.arn"},
    '"plain $${var.a} %%{if}"': set(),
    "map(string)": set(),
    "1.5": set(),
    'foo("var.a") # var.b': set(),
}


@pytest.mark.parametrize(("expression", "expected"), CASES.items(), ids=CASES)
def test_an_expression_refers_to(expression: str, expected: set[str]) -> None:
    assert {str(reference) for reference in references(Expr(expression))} == expected


def test_a_reference_says_what_has_to_be_declared_and_what_is_read() -> None:
    (found,) = references(Expr("data.aws_ami.this[0].image.id"))
    assert found == Reference(ReferenceKind.DATA, ("aws_ami", "this"), ("image", "id"))
    assert found.address == "data.aws_ami.this"
    (found,) = references(Expr("aws_vpc.this.id"))
    assert (found.kind, found.address) == (ReferenceKind.RESOURCE, "aws_vpc.this")


def test_text_that_is_no_hcl_is_refused() -> None:
    with pytest.raises(Unreadable):
        references(Expr("'x'"))


@given(st.text(st.characters(codec="ascii")))
def test_no_literal_refers_to_anything(text: str) -> None:
    assert references(encode({text: [text]})) == frozenset()
