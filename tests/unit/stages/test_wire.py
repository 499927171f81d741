"""wire: facts find their way, only those somebody reads, and circles are named."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

import pytest

from hclpress.catalog import Catalog, ModuleKind
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.model.stack import Stack
from hclpress.module.connection import Connection
from hclpress.module.fact_references import KeyReference, reference_inputs
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.module import Module
from hclpress.module.site import Site
from hclpress.source.reader import read
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire


class Part(Module):
    """A module that gives an id and takes whatever it is told to."""

    summary = "For tests."
    takes: tuple[str, ...] = ()
    wants: str = "string"
    talks_to: tuple[str, ...] = ()
    key: KeyReference | None = None

    def inputs(self, site: Site) -> Iterable[Input]:
        for index, fact in enumerate(self.takes):
            instance, _, output = fact.partition(".")
            yield Input(f"{instance}_{output}".replace("-", "_"), Fact(instance, output), self.wants, ("takes", index))
        yield from reference_inputs(self.key, ("key",))

    def outputs(self, site: Site) -> Iterable[Output]:
        yield Output("id", "string", Expr("aws_thing.this.id"), "Its id.", exported=True)
        yield Output("ids", "list(string)", Expr("[aws_thing.this.id]"), "Its ids.")
        yield Output("lock_arn", "string", Expr("aws_kms_key.lock.arn"), "ARN of its key.")
        yield Output("unknown", "string", Expr("local.unknown"), "Text of any kind.")

    def connections(self, site: Site) -> Iterable[Connection]:
        for other in self.talks_to:
            yield Connection(Fact(site.instance, "id"), Fact(other, "id"), site.instance, other, 443)


HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\n"


@pytest.fixture
def parts(tmp_path: object, catalog: Catalog) -> Catalog:
    folder = catalog.folders["vpc"]
    return Catalog({"part": folder}, {"part": ModuleKind("part", folder, Part, ())})


def wired(modules: str, parts: Catalog, head: str = "") -> Stack:
    return wire(validate(read(f"{HEAD}{head}modules:\n{modules}", "prod.yaml"), "web", "prod", parts))


def refused(modules: str, parts: Catalog, head: str = "") -> list[tuple[str, str, str]]:
    with pytest.raises(Diagnosed) as caught:
        wired(modules, parts, head)
    return [(str(found.span), found.code, f"{found.summary} {found.detail}") for found in caught.value.diagnostics]


def test_instances_come_after_those_they_take_facts_from(parts: Catalog) -> None:
    stack = wired(
        "  a: {module: part, takes: [b.id, c.id]}\n  b: {module: part, takes: [c.id]}\n  c: {module: part}\n", parts
    )
    assert [one.name for one in stack.instances] == ["c", "b", "a"]
    (wire_,) = stack.instances[1].wires
    assert (wire_.name, wire_.type, wire_.value, wire_.description) == ("c_id", "string", "module.c.id", "Its id.")


def test_without_dependence_the_order_is_that_of_the_spec(parts: Catalog) -> None:
    stack = wired("  z: {module: part}\n  a: {module: part}\n  m: {module: part}\n", parts)
    assert [one.name for one in stack.instances] == ["z", "a", "m"]


def test_outputs_that_nobody_reads_are_left_out(parts: Catalog) -> None:
    stack = wired(
        "  a: {module: part}\n  b: {module: part, takes: [a.ids], wants: list(string)}\n", parts, "outputs: {}\n"
    )
    assert [[output.name for output in one.outputs] for one in stack.instances] == [["ids"], []]


def test_the_root_shows_what_modules_export_or_what_the_spec_names(parts: Catalog) -> None:
    modules = "  id-maker: {module: part}\n  a: {module: part}\n"
    assert [one.name for one in wired(modules, parts).outputs] == ["a_id", "id_maker_id"]
    chosen = wired(modules, parts, "outputs: {all-ids: a.ids}\n").outputs
    assert [(one.name, one.value) for one in chosen] == [("all-ids", "module.a.ids")]


def test_connections_stand_once_however_often_they_are_asked_for(parts: Catalog) -> None:
    stack = wired("  a: {module: part, talks_to: [b, b]}\n  b: {module: part}\n", parts)
    assert [one.label for one in stack.connections] == ["a_to_b_443"]


def test_a_circle_is_named_from_end_to_end(parts: Catalog) -> None:
    modules = (
        "  a: {module: part, takes: [b.id]}\n  b: {module: part, takes: [c.id]}\n  c: {module: part, takes: [b.id]}\n"
    )
    ((place, code, text),) = refused(modules, parts)
    assert (place, code) == ("prod.yaml:8:29", "spec/cycle")
    assert "b → c → b" in text


def test_facts_that_do_not_exist_are_all_reported_with_a_guess(parts: Catalog) -> None:
    found = refused("  a: {module: part, takes: [part-b.id, b.idd]}\n  b: {module: part}\n", parts)
    assert [(place, code) for place, code, _ in found] == [
        ("prod.yaml:6:29", "spec/no-such-fact"),
        ("prod.yaml:6:40", "spec/no-such-fact"),
    ]
    assert "There is no instance 'part-b'" in found[0][2]
    assert "Did you mean `ids`?" in found[1][2] or "Did you mean `id`?" in found[1][2]


def test_a_fact_of_another_type_is_refused(parts: Catalog) -> None:
    ((_, code, text),) = refused("  a: {module: part, takes: [b.ids]}\n  b: {module: part}\n", parts)
    assert code == "spec/fact-of-another-type"
    assert "b.ids is a list(string)" in text


def test_a_fact_of_another_kind_is_refused_with_those_that_fit(parts: Catalog) -> None:
    ((place, code, text),) = refused("  a: {module: part, key: {from: b.id}}\n  b: {module: part}\n", parts)
    assert (place, code) == ("prod.yaml:6:21", "spec/fact-of-another-kind")
    assert text == "b.id is a thing id A key ARN is required here. There is: b.lock_arn."


@pytest.mark.parametrize("fact", ["lock_arn", "unknown"])
def test_a_fact_that_fits_or_whose_kind_is_not_known_is_taken(fact: str, parts: Catalog) -> None:
    stack = wired(f"  a: {{module: part, key: {{from: b.{fact}}}}}\n  b: {{module: part}}\n", parts)
    assert [one.name for one in stack.instances[1].wires] == [f"b_{fact}"]


def test_two_facts_for_one_variable_are_refused_where_the_contract_gives_them(parts: Catalog) -> None:
    modules = "  a: {module: part, takes: [b-c.id, b.c_id, b-c.id]}\n  b-c: {module: part}\n  b: {module: part}\n"
    ((place, code, text),) = refused(modules, parts)
    line = inspect.getsourcelines(Part.inputs)[1]
    assert (place.endswith(f"test_wire.py:{line}:1"), code) == (True, "module/input-twice"), place
    assert "'b_c_id'" in text
    assert "b-c.id and b.c_id" in text


def test_one_fact_may_arrive_twice(parts: Catalog) -> None:
    stack = wired("  a: {module: part, takes: [b.id, b.id]}\n  b: {module: part}\n", parts)
    assert [one.name for one in stack.instances[1].wires] == ["b_id"]


def test_an_instance_of_another_region_is_given_that_regions_provider(parts: Catalog) -> None:
    stack = wired("  a: {module: part, region: eu-west-1}\n  b: {module: part}\n", parts)
    assert [one.providers for one in stack.instances] == [(("aws", "aws.eu_west_1"),), ()]
    assert stack.other_regions == ("eu-west-1",)


def test_a_module_whose_instances_cannot_exist_already_says_so_at_the_key(parts: Catalog) -> None:
    with pytest.raises(Diagnosed) as caught:
        wired("  one: {module: part, existing: {id: a}}\n", parts)
    (found,) = caught.value.diagnostics
    assert found.code == "spec/cannot-exist"
    assert "Its contract does not say how one is found" in found.detail
    assert found.span is not None
    assert (found.span.line, found.span.column) == (6, 23)
