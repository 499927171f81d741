"""The global store's functions against a real PostgreSQL server, which stands in for Aurora DSQL.

Both let transactions see one moment (REPEATABLE READ) and send back those that meet with SQLSTATE 40001: DSQL when they
commit, PostgreSQL when they write. Where the tests need DSQL's own statements they are translated, by `Dsql`.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest
from examples import PROJECT
from handlers import REGION, Response, any_body, unpack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hclpress.emulator.postgres_server import ADMIN, Server, running

SOURCES = PROJECT / "functions" / "global-store"
ROLES = ("arn:aws:iam::123456789012:role/store-orders", "arn:aws:iam::123456789012:role/store-products")
CUP = {"name": "Cup", "description": "Holds tea", "price": 7.95, "stock_quantity": 12, "category": "kitchen"}
CUSTOMER = "6f1f5d0e-0a0e-4c57-9a57-4b9f2f3f8a10"


Rows = list[list[Any]]


class Sql(Protocol):
    """A connection to a database."""

    def run(self, statement: str, **values: object) -> Rows:
        """What the server answers to a statement."""

    def close(self) -> None:
        """End it."""


class Deployed:
    """One process of one function: its own modules and its own connection, as in Lambda.

    Attributes:
        database: its module of that name.
        index: the module of its handler.
    """

    def __init__(self, folder: Path, source: str) -> None:
        """Unpack what would be deployed, and import it."""
        if not folder.exists():
            unpack(folder, "global-store/vendor", "global-store/shared", f"global-store/{source}")
        own = [path.stem for path in folder.glob("*.py")]
        path = list(sys.path)
        sys.path.insert(0, str(folder))
        try:
            for name in own:
                sys.modules.pop(name, None)
            self.index: Any = importlib.import_module("index")
            self.database: Any = sys.modules["database"]
        finally:
            sys.path[:] = path
            for name in own:
                sys.modules.pop(name, None)
            importlib.invalidate_caches()

    def __call__(self, method: str, body: object = None, /, **query: str) -> Response:
        """Its answer to a request as API Gateway passes it on."""
        event = {
            "httpMethod": method,
            "queryStringParameters": query or None,
            "body": body if isinstance(body, str) or body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        return Response.of(self.index.handler(event, None))


Deploy = Callable[[str], Deployed]


class Dsql:
    """A connection that understands what only DSQL does."""

    def __init__(self, connection: Sql) -> None:
        self._connection = connection

    def run(self, statement: str, **values: object) -> Rows:
        """Run a statement, translated where PostgreSQL has other words."""
        grant = re.fullmatch(r"AWS IAM GRANT (\w+) TO '([^']+)'", statement)
        if grant:
            return self._connection.run(
                "INSERT INTO sys.iam_pg_role_mappings VALUES (:role, :arn)", role=grant[1], arn=grant[2]
            )
        return self._connection.run(statement.replace("CREATE INDEX ASYNC", "CREATE INDEX"), **values)

    def close(self) -> None:
        """Close it."""
        self._connection.close()


@pytest.fixture(scope="session")
def server(postgresql: Path) -> Iterator[Server]:
    """A PostgreSQL server."""
    with running(postgresql) as started:
        yield started


@pytest.fixture
def environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What Lambda tells the functions."""
    variables = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": REGION,
        "PGHOST": server.host,
        "PGPORT": str(server.port),
        "SSL_CERT_FILE": str(server.certificate),
        "MAY_CONNECT_PRODUCTS": ROLES[1],
        "MAY_CONNECT_ORDERS": ROLES[0],
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "PGUSER", "PGDATABASE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def deploy(environment: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Deploy]:
    """`deploy(source)`: another process of that function."""
    processes: list[Deployed] = []

    def deployed(source: str) -> Deployed:
        processes.append(Deployed(tmp_path / source, source))
        return processes[-1]

    yield deployed
    for one in processes:
        one.database.forget()


@pytest.fixture
def admin(deploy: Deploy, environment: pytest.MonkeyPatch) -> Iterator[Sql]:
    """A connection as the administrator of a database that was migrated just now."""
    migrate = deploy("migrate")
    connection = migrate.database.connect(ADMIN)
    for statement in (
        "DROP SCHEMA IF EXISTS store CASCADE",
        "DROP SCHEMA IF EXISTS sys CASCADE",
        "DROP ROLE IF EXISTS store",
        "CREATE SCHEMA sys",
        "CREATE TABLE sys.iam_pg_role_mappings (pg_role_name text, arn text)",
    ):
        connection.run(statement)
    environment.setattr(migrate.index, "connect", lambda user: Dsql(migrate.database.connect(user)))
    migrate.index.handler({}, None)
    yield connection
    connection.close()


@pytest.fixture
def products(admin: Sql, deploy: Deploy) -> Deployed:
    """/products."""
    return deploy("products")


@pytest.fixture
def orders(admin: Sql, deploy: Deploy) -> Deployed:
    """/orders."""
    return deploy("orders")


def order(*items: tuple[str, int]) -> dict[str, Any]:
    """A request for so many of these products."""
    return {
        "customer_id": CUSTOMER,
        "items": [{"product_id": product, "quantity": quantity} for product, quantity in items],
    }


def stock(admin: Sql, product: str) -> int:
    """How many are left."""
    left: int = admin.run("SELECT stock_quantity FROM store.products WHERE id = :id", id=product)[0][0]
    return left


def sold(admin: Sql, product: str) -> int:
    """How many stand in orders."""
    lines = admin.run("SELECT coalesce(sum(quantity), 0) FROM store.order_items WHERE product_id = :id", id=product)
    return int(lines[0][0])


def test_products_are_added_and_listed(products: Deployed) -> None:
    assert products("GET").body == {"products": [], "next": None}
    added = products("POST", CUP)
    assert (added.status, {**added.body, "id": None}) == (201, {**CUP, "id": None})
    assert products("GET").body == {"products": [added.body], "next": None}
    assert products("GET", category="kitchen").body["products"] == [added.body]
    assert products("GET", category="garden").body["products"] == []


def test_products_are_listed_in_pages_that_miss_none(products: Deployed) -> None:
    added = {products("POST", CUP | {"name": f"Cup {number}"}).body["id"] for number in range(51)}
    first = products("GET").body
    assert len(first["products"]) == 50
    assert first["next"] == first["products"][-1]["id"]
    second = products("GET", after=first["next"]).body
    assert second["next"] is None
    assert {one["id"] for page in (first, second) for one in page["products"]} == added


def test_a_price_is_kept_to_the_cent(products: Deployed, admin: Sql) -> None:
    for price in ("0.01", "299.99", "9999999999.99"):
        body = json.dumps(CUP).replace("7.95", price)
        assert products("POST", body).status == 201
        assert admin.run("SELECT 1 FROM store.products WHERE price = :price", price=Decimal(price))
    assert [one["price"] for one in products("GET").body["products"] if one["price"] > 300] == [9999999999.99]


def test_an_order_takes_its_products_out_of_stock(products: Deployed, orders: Deployed, admin: Sql) -> None:
    cup, lamp = (products("POST", CUP | {"price": price}).body["id"] for price in (7.95, 30))
    answer = orders("POST", order((cup, 2), (lamp, 1), (cup, 3)))
    assert answer.status == 201
    assert answer.body["total"] == 69.75
    assert answer.body["customer_id"] == CUSTOMER
    assert sorted((one["product_id"], one["quantity"], one["price"]) for one in answer.body["items"]) == sorted(
        [(cup, 5, 7.95), (lamp, 1, 30)]
    )
    assert (stock(admin, cup), stock(admin, lamp)) == (7, 11)
    assert admin.run("SELECT total FROM store.orders WHERE id = :id", id=answer.body["id"]) == [[Decimal("69.75")]]


def test_an_order_that_cannot_be_met_whole_takes_nothing(products: Deployed, orders: Deployed, admin: Sql) -> None:
    cups = [products("POST", CUP).body["id"] for _ in range(2)]
    for item, status, words in (
        ((cups[1], 13), 409, "there are 12 left, and 13 are wanted"),
        ((str(uuid4()), 1), 404, "There is no product"),
    ):
        answer = orders("POST", order((cups[0], 1), item))
        assert (answer.status, words in answer.body["error"]) == (status, True)
    assert [stock(admin, cup) for cup in cups] == [12, 12]
    assert admin.run("SELECT count(*) FROM store.orders") == [[0]]


def test_an_order_may_not_cost_more_than_can_be_written_down(products: Deployed, orders: Deployed, admin: Sql) -> None:
    yacht = products("POST", CUP | {"price": 9999999999}).body["id"]
    assert orders("POST", order((yacht, 2))).status == 422
    assert stock(admin, yacht) == 12


BAD = [
    ("products", "POST", "", 400, "must be JSON"),
    ("products", "POST", "{", 400, "must be JSON"),
    ("products", "POST", "[]", 400, "must be a JSON object"),
    ("products", "POST", '{"price": 1e99999999999999999999}', 400, "must be JSON"),
    ("products", "POST", {**CUP, "name": None}, 400, "name must be a text"),
    ("products", "POST", {**CUP, "name": " "}, 422, "name must have 1 to 200 characters"),
    ("products", "POST", {**CUP, "name": "\ud800"}, 422, "name must have 1 to 200 characters"),
    ("products", "POST", {**CUP, "name": "a\0b"}, 422, "name must have 1 to 200 characters"),
    ("products", "POST", {**CUP, "category": "x" * 101}, 422, "category must have 1 to 100 characters"),
    ("products", "POST", {**CUP, "price": "7.95"}, 400, "price must be a number"),
    ("products", "POST", {**CUP, "price": True}, 400, "price must be a number"),
    ("products", "POST", {**CUP, "price": 0}, 422, "price must be more than 0"),
    ("products", "POST", {**CUP, "price": 7.955}, 422, "no part of a cent"),
    ("products", "POST", {**CUP, "price": 10**11}, 422, "at most 9999999999.99"),
    ("products", "POST", json.dumps(CUP).replace("7.95", "1e500000"), 422, "at most 9999999999.99"),
    ("products", "POST", json.dumps(CUP).replace("7.95", "1e-500000"), 422, "no part of a cent"),
    ("products", "POST", {**CUP, "stock_quantity": 1.5}, 400, "stock_quantity must be a whole number"),
    ("products", "POST", {**CUP, "stock_quantity": -1}, 422, "stock_quantity must be from 0"),
    ("products", "PUT", CUP, 405, "GET, POST"),
    ("orders", "POST", {"items": []}, 400, "customer_id must be a text"),
    ("orders", "POST", {"customer_id": "ada", "items": []}, 422, "customer_id must be a UUID"),
    ("orders", "POST", {"customer_id": CUSTOMER}, 400, "items must be a list"),
    ("orders", "POST", {"customer_id": CUSTOMER, "items": ["cup"]}, 400, "items must be a list of objects"),
    ("orders", "POST", {"customer_id": CUSTOMER, "items": []}, 422, "1 to 50 entries"),
    ("orders", "POST", order(*[(CUSTOMER, 1)] * 51), 422, "1 to 50 entries"),
    ("orders", "POST", order(("cup", 1)), 422, "product_id must be a UUID"),
    ("orders", "POST", order((CUSTOMER, 0)), 422, "quantity must be from 1"),
    ("orders", "POST", order((CUSTOMER, 10**10)), 422, "quantity must be from 1"),
    ("orders", "GET", None, 405, "POST"),
]


@pytest.mark.parametrize(("function", "method", "body", "status", "words"), BAD)
def test_a_request_that_cannot_be_met_is_refused_with_a_reason(
    function: str, method: str, body: object, status: int, words: str, request: pytest.FixtureRequest
) -> None:
    response = request.getfixturevalue(function)(method, body)
    assert (response.status, words in response.body["error"]) == (status, True), response


def test_what_goes_wrong_inside_is_logged_and_not_shown(
    products: Deployed, admin: Sql, caplog: pytest.LogCaptureFixture
) -> None:
    admin.run("DROP TABLE store.products")
    response = products("GET")
    assert (response.status, response.body) == (500, {"error": "Internal server error"})
    assert "products" in caplog.text


def test_a_server_that_cannot_prove_who_it_is_gets_no_token(
    products: Deployed, environment: pytest.MonkeyPatch
) -> None:
    environment.delenv("SSL_CERT_FILE")
    assert products("GET").status == 500


def test_a_role_of_the_database_may_do_no_more_than_it_must(orders: Deployed, admin: Sql) -> None:
    rights = admin.run(
        "SELECT table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type) "
        "FROM information_schema.role_table_grants WHERE grantee = 'store' GROUP BY table_name ORDER BY table_name"
    )
    assert rights == [
        ["order_items", "INSERT SELECT"],
        ["orders", "INSERT SELECT"],
        ["products", "INSERT SELECT UPDATE"],
    ]
    assert admin.run("SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'store'") == [
        [False, False, False]
    ]


def test_an_order_that_meets_another_one_is_done_again(
    products: Deployed, orders: Deployed, admin: Sql, caplog: pytest.LogCaptureFixture
) -> None:
    cup = products("POST", CUP).body["id"]
    admin.run("BEGIN")
    admin.run("UPDATE store.products SET stock_quantity = 3 WHERE id = :id", id=cup)
    with caplog.at_level(logging.INFO), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(orders, "POST", order((cup, 2)))
        while not waiting.done() and not blocked(admin):
            time.sleep(0.01)
        admin.run("COMMIT")
        assert waiting.result(timeout=30).status == 201
    assert "attempt 1 met another transaction" in caplog.text
    assert stock(admin, cup) == 1


def blocked(admin: Sql) -> bool:
    """Whether somebody waits for a row."""
    return bool(admin.run("SELECT 1 FROM pg_locks WHERE NOT granted"))


def test_orders_at_the_same_time_sell_nothing_twice(products: Deployed, deploy: Deploy, admin: Sql) -> None:
    """Eight processes want what is there once, in either order; what is sold and what is left are what there was."""
    cup, lamp = (products("POST", CUP | {"stock_quantity": 30}).body["id"] for _ in range(2))
    processes = [deploy("orders") for _ in range(8)]
    barrier = threading.Barrier(len(processes))

    def buy(number: int) -> list[int]:
        wanted = [(cup, 1), (lamp, 1)]
        barrier.wait()
        return [processes[number]("POST", order(*wanted[:: 1 if number % 2 else -1])).status for _ in range(6)]

    with ThreadPoolExecutor(len(processes)) as pool:
        statuses = [status for each in pool.map(buy, range(len(processes))) for status in each]
    made = statuses.count(201)
    assert len(statuses) == 48
    assert set(statuses) <= {201, 409, 503}
    for product in (cup, lamp):
        assert (sold(admin, product), stock(admin, product)) == (made, 30 - made)
    # Only who never got a turn may have gone away while there was something left.
    assert made == 30 or statuses.count(503) >= 30 - made
    assert admin.run("SELECT count(*) FROM store.orders") == [[made]]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("40001", "could not serialize access"),
        ("40001", "change conflicts with another transaction, please retry: (OC000)"),
        ("XX000", "schema has been updated by another transaction, please retry: (OC001)"),
        ("OC000", "conflict"),
    ],
)
def test_every_kind_of_conflict_is_tried_again_with_a_pause(
    code: str, message: str, products: Deployed, orders: Deployed, admin: Sql, environment: pytest.MonkeyPatch
) -> None:
    cup = products("POST", CUP).body["id"]
    fail_until(admin, 3, code, message)
    pauses: list[float] = []
    environment.setattr(orders.database.time, "sleep", pauses.append)
    assert orders("POST", order((cup, 1))).status == 201
    assert len(pauses) == 3
    assert all(0 <= pause <= 0.01 * 2**attempt for attempt, pause in enumerate(pauses))
    assert (sold(admin, cup), stock(admin, cup)) == (1, 11)


def test_who_never_gets_a_turn_is_told_to_come_again(
    products: Deployed, orders: Deployed, admin: Sql, environment: pytest.MonkeyPatch
) -> None:
    cup = products("POST", CUP).body["id"]
    fail_until(admin, 1000, "40001", "could not serialize access")
    pauses: list[float] = []
    environment.setattr(orders.database.time, "sleep", pauses.append)
    answer = orders("POST", order((cup, 1)))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert len(pauses) == orders.database.ATTEMPTS
    assert max(pauses) <= orders.database.LONGEST_PAUSE
    assert (sold(admin, cup), stock(admin, cup)) == (0, 12)


def fail_until(admin: Sql, attempts: int, code: str, message: str) -> None:
    """Let the server refuse so many orders. A sequence counts them: it is not rolled back."""
    admin.run("CREATE SEQUENCE store.attempts")
    admin.run("GRANT USAGE ON SEQUENCE store.attempts TO store")
    admin.run(
        "CREATE FUNCTION store.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF nextval('store.attempts') <= {attempts} THEN RAISE EXCEPTION '{message}' USING ERRCODE = '{code}'; END IF; "
        "RETURN NULL; END $$"
    )
    # Deferred: it speaks when the transaction commits, as DSQL does.
    admin.run(
        "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON store.orders DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION store.refuse()"
    )


def test_a_connection_is_kept_from_call_to_call(products: Deployed) -> None:
    products("GET")
    kept = products.database.connected()
    products("POST", CUP)
    assert products.database.connected() is kept


def test_a_connection_that_ended_meanwhile_is_replaced(products: Deployed, admin: Sql) -> None:
    products("GET")
    kept = products.database.connected()
    admin.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'store'")
    assert products("POST", CUP).status == 201
    assert products.database.connected() is not kept
    assert len(products("GET").body["products"]) == 1


def test_a_connection_is_replaced_before_its_hour_is_over(products: Deployed, environment: pytest.MonkeyPatch) -> None:
    products("GET")
    kept = products.database.connected()
    now = products.database.time.time()
    environment.setattr(products.database.time, "time", lambda: now + 51 * 60)
    assert products("GET").status == 200
    assert products.database.connected() is not kept


def test_an_order_whose_commit_was_not_answered_is_not_made_twice(
    products: Deployed, orders: Deployed, admin: Sql
) -> None:
    cup = products("POST", CUP).body["id"]
    connection = orders.database.connected()
    run = connection.run

    def unheard(statement: str, **values: object) -> Rows:
        answer = run(statement, **values)
        if statement == "COMMIT":
            raise orders.database.InterfaceError("network error")
        return answer

    connection.run = unheard
    answer = orders("POST", order((cup, 5)))
    assert (answer.status, answer.body["total"]) == (201, 39.75)
    assert answer.body["items"] == [{"product_id": cup, "quantity": 5, "price": 7.95}]
    assert (sold(admin, cup), stock(admin, cup)) == (5, 7)


def test_a_database_that_is_not_there_is_a_fault_inside(products: Deployed, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PGPORT", "1")
    assert products("GET").status == 500


@pytest.mark.parametrize(("user", "action"), [("store", "DbConnect"), ("admin", "DbConnectAdmin")])
def test_a_token_of_iam_stands_in_for_a_password(
    user: str, action: str, products: Deployed, environment: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}
    environment.setattr(products.database, "Connection", lambda **options: given.update(options))
    environment.setenv("PGHOST", "abc.dsql.us-east-1.on.aws")
    products.database.connect(user)
    assert given["password"].startswith(f"abc.dsql.us-east-1.on.aws/?Action={action}&")
    assert f"%2F{REGION}%2Fdsql%2Faws4_request" in given["password"]
    assert given["user"] == user
    assert given["ssl_context"].check_hostname


def test_migrating_again_changes_nothing(admin: Sql, deploy: Deploy, environment: pytest.MonkeyPatch) -> None:
    mappings = "SELECT arn FROM sys.iam_pg_role_mappings WHERE pg_role_name = 'store' ORDER BY arn"
    assert admin.run(mappings) == [[role] for role in ROLES]
    migrate = deploy("migrate")
    environment.setattr(migrate.index, "connect", lambda user: Dsql(migrate.database.connect(user)))
    environment.setenv("MAY_CONNECT_ELSEWHERE", "arn:aws:iam::123456789012:role/store-orders-us-east-2")
    migrate.index.handler({}, None)
    assert len(admin.run(mappings)) == 3


def test_only_roles_are_let_in(admin: Sql, deploy: Deploy, environment: pytest.MonkeyPatch) -> None:
    migrate = deploy("migrate")
    environment.setattr(migrate.index, "connect", lambda user: Dsql(migrate.database.connect(user)))
    environment.setenv("MAY_CONNECT_ELSEWHERE", "x'; DROP TABLE store.orders; --")
    with pytest.raises(ValueError, match="not an IAM role"):
        migrate.index.handler({}, None)


def test_the_schema_holds_what_dsql_takes() -> None:
    """DSQL has no foreign keys and no sequences, and builds indexes of tables that are in use only by ASYNC."""
    statements = [one.strip() for one in re.sub(r"--.*", "", (SOURCES / "migrate/schema.sql").read_text()).split(";")]
    for statement in filter(None, statements):
        assert re.match(r"CREATE (SCHEMA|TABLE|INDEX ASYNC) IF NOT EXISTS ", statement), statement
        assert not re.search(r"\b(REFERENCES|SERIAL|TRIGGER|TEMPORARY|jsonb?)\b", statement, re.IGNORECASE), statement


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    function=st.sampled_from(["products", "orders"]),
    body=any_body("name", "description", "price", "stock_quantity", "category", "customer_id", "items"),
)
def test_no_body_whatever_breaks_a_function(function: str, body: str, products: Deployed, orders: Deployed) -> None:
    response = {"products": products, "orders": orders}[function]("POST", body)
    assert response.status in (201, 400, 404, 409, 422)
    assert ("error" in response.body) == (response.status >= 400)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.dictionaries(st.sampled_from(["category", "after"]), st.text(max_size=120)))
def test_no_query_whatever_breaks_the_listing(query: dict[str, str], products: Deployed) -> None:
    assert products("GET", **query).status in (200, 422)


PINNED = re.findall(
    r"^([\w.]+)==([\w.]+) --hash=sha256:([0-9a-f]{64})$", (SOURCES / "requirements.txt").read_text(), re.MULTILINE
)


def test_the_driver_in_the_repository_is_the_pinned_one() -> None:
    wheels = {path.name.partition("-")[0]: path for path in (SOURCES / "vendor").iterdir()}
    assert wheels.keys() == {name for name, _, _ in PINNED}
    for name, version, digest in PINNED:
        assert wheels[name].name.startswith(f"{name}-{version}-py")
        assert hashlib.sha256(wheels[name].read_bytes()).hexdigest() == digest


def test_the_driver_in_the_repository_is_the_one_of_pypi(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--require-hashes"]
    command += ["--only-binary=:all:", "--dest", str(tmp_path), "--requirement", str(SOURCES / "requirements.txt")]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0 and not os.environ.get("CI"):
        pytest.skip("PyPI cannot be reached")
    assert finished.returncode == 0, finished.stderr
    mine = {path.name: path.read_bytes() for path in (SOURCES / "vendor").iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == mine
