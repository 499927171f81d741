"""uses: from one line in a spec follow statements, inputs and connections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from hclpress.module.connection import Listener
from hclpress.module.fact_references import FromFact, environment_expression, fact_inputs
from hclpress.module.facts import Fact
from hclpress.module.grant import Grant
from hclpress.module.module import Module
from hclpress.module.site import Site
from hclpress.module.uses import (
    Use,
    use_connections,
    use_inputs,
    use_problems,
    use_statements,
)
from hclpress.spec.environment import Environment

ACTIONS = ("store:Get", "store:Put", "store:Query")


class Store(Module):
    """Tables of which one can be used."""

    summary = "For tests."

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        if item not in ("orders", "items"):
            raise LookupError(f"{site.instance} has no {item}.")
        actions = {"full": ACTIONS, "read": ("store:Get", "store:Query")}[access]
        yield Grant("UseStore", actions, ((f"{item}_arn", ""),), ((f"{item}_arn", "/index/*", ("store:Query",)),))

    def listener(self, site: Site) -> Listener:
        return Listener(Fact(site.instance, "security_group_id"), 5432)


class Plain(Module):
    """Nothing that can be used."""

    summary = "For tests."


@pytest.fixture
def site() -> Site:
    environment = Environment(project="shop", environment="prod", suffix="t1", owner="me", region="us-east-1")
    neighbours: Mapping[str, Module] = {"app": Plain(), "my-store": Store(), "other": Plain()}
    return Site("app", "us-east-1", environment, neighbours)


def test_equal_actions_share_a_statement_with_every_resource_once(site: Site) -> None:
    (statement,) = use_statements(["my-store.orders", "my-store.items", "my-store.orders"], site)
    assert (statement.sid, statement.actions) == ("UseStore", ACTIONS)
    assert statement.resources == (
        "var.my_store_orders_arn",
        '"${var.my_store_orders_arn}/index/*"',
        "var.my_store_items_arn",
        '"${var.my_store_items_arn}/index/*"',
    )


def test_access_and_actions_narrow_what_is_permitted_and_what_it_is_about(site: Site) -> None:
    uses = [Use(resource="my-store.orders", access="read"), Use(resource="my-store.items", actions=("Put",))]
    read, put = use_statements(uses, site)
    assert read.actions == ("store:Get", "store:Query")
    assert (put.actions, put.resources) == (("store:Put",), ("var.my_store_items_arn",))
    assert (read.sid, put.sid) == ("UseStore", "UseStore2")  # a policy takes each id once


def test_each_fact_that_a_statement_speaks_of_becomes_an_input(site: Site) -> None:
    (first, *_) = use_inputs(["my-store.orders"], site, ("uses",))
    assert (first.name, first.fact, first.path) == ("my_store_orders_arn", Fact("my-store", "orders_arn"), ("uses", 0))


def test_what_listens_is_connected_to(site: Site) -> None:
    (connection,) = use_connections(["my-store.orders"], site, Fact("app", "security_group_id"), "app")
    assert (str(connection.source), str(connection.target), connection.port) == (
        "app.security_group_id",
        "my-store.security_group_id",
        5432,
    )


@pytest.mark.parametrize(
    ("use", "path", "words"),
    [
        ("my-stor.orders", ("uses", 0), "Did you mean `my-store`?"),
        ("app", ("uses", 0), "Instances: my-store, other"),
        ("other", ("uses", 0), "is used through IAM"),
        ("my-store.order", ("uses", 0), "my-store has no order"),
        (Use(resource="my-store.orders", actions=("Drop",)), ("uses", 0, "resource"), "store:Drop is not granted"),
    ],
)
def test_a_use_that_cannot_be_is_a_problem_at_its_place(
    site: Site, use: str | Use, path: tuple[str | int, ...], words: str
) -> None:
    (problem,) = use_problems([use], site, ("uses",))
    assert problem.path == path
    assert words in problem.detail


def test_a_fact_in_an_environment_value_arrives_as_a_variable(site: Site) -> None:
    value = FromFact.model_validate({"from": "my-store.endpoint"})
    assert environment_expression(value) == "var.my_store_endpoint"
    assert environment_expression("plain") == "plain"
    (one,) = fact_inputs({"A": "plain", "B": value}, ("environment",))
    assert (one.name, one.fact, one.path) == ("my_store_endpoint", Fact("my-store", "endpoint"), ("environment", "B"))
