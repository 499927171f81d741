"""/tasks: the four handlers, run by Node.js against an emulated DynamoDB."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import boto3
import pytest
from examples import PROJECT
from handlers import REGION, Database, Response, Table, any_body, table_of, unpack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

HERE = Path(__file__).parent
API = PROJECT / "functions" / "task-api"
HANDLERS = {"GET": "get-handler", "POST": "post-handler", "PUT": "put-handler", "DELETE": "delete-handler"}
TABLE = "sessions"


class Tasks(Protocol):
    """/tasks behind its REST API."""

    def __call__(self, method: str, body: object = None, /, **query: str) -> Response:
        """Its answer to a request with a body, given as JSON or as data."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """An emulated AWS on a port of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def environment(endpoint: str) -> Mapping[str, str]:
    """The variables of the functions, and what leads them to the emulated AWS."""
    keys = {f"AWS_{name}": "testing" for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN")}
    return keys | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": REGION,
        "DEBUG_ENABLED": "false",
        "DYNAMODB_TABLE": TABLE,
        "LOG_LEVEL": "INFO",
        "PATH": os.environ["PATH"],
        "REGION": REGION,
    }


@pytest.fixture(scope="module")
def node(
    node_modules: Path, environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[str]]:
    """Node.js with the four functions as their zips would be unpacked."""
    folder = tmp_path_factory.mktemp("task-api")
    (folder / "node_modules").symlink_to(node_modules)
    for name in HANDLERS.values():
        unpack(folder / name, "task-api/shared", f"task-api/{name}")
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            ["node", HERE / "answer.mjs", folder],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            bufsize=1,
        ) as process,
    ):
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


@pytest.fixture
def table(endpoint: str) -> Iterator[Table]:
    """The table, empty."""
    database: Database = boto3.resource(
        "dynamodb",
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106
    )
    made = table_of(database, TABLE, "id")
    yield made
    if any(one.name == TABLE for one in database.tables.all()):
        made.delete()


@pytest.fixture
def tasks(node: subprocess.Popen[str], table: Table) -> Tasks:
    """/tasks."""

    def send(method: str, body: object = None, /, **query: str) -> Response:
        event: dict[str, Any] = {
            "resource": "/tasks",
            "path": "/tasks",
            "httpMethod": method,
            "queryStringParameters": query or None,
            "body": body if isinstance(body, str) or body is None else json.dumps(body),
            "isBase64Encoded": False,
        }
        assert node.stdin is not None
        assert node.stdout is not None
        node.stdin.write(json.dumps({"name": HANDLERS[method], "event": event}) + "\n")
        response = Response.of(json.loads(node.stdout.readline()))
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        return response

    return send


def test_a_task_is_added_found_changed_and_taken_away(tasks: Tasks) -> None:
    added = tasks("POST", {"title": "Write tests"})
    assert added.status == 201
    assert added.body.keys() == {"id", "title", "status", "createdAt"}
    assert added.body["status"] == "open"
    task = added.body["id"]
    assert tasks("GET", id=task).body == added.body
    changed = tasks("PUT", {"status": "done"}, id=task)
    assert (changed.status, changed.body) == (200, added.body | {"status": "done"})
    assert tasks("PUT", {"id": task, "title": "Read tests"}).body["title"] == "Read tests"
    assert tasks("DELETE", id=task).body == {"id": task}
    assert tasks("GET", id=task).status == 404


def test_tasks_are_listed(tasks: Tasks) -> None:
    assert tasks("GET").body == {"tasks": []}
    made = [tasks("POST", {"title": title}).body for title in ("one", "two")]
    listed = tasks("GET").body["tasks"]
    assert sorted(listed, key=lambda one: one["title"]) == made


def test_what_is_stored_is_what_was_answered(tasks: Tasks, table: Table) -> None:
    made = tasks("POST", {"title": "Write tests", "status": "done", "owner": "nobody", "id": "mine"}).body
    assert made["id"] != "mine"
    assert table.get_item(Key={"id": made["id"]})["Item"] == made


@pytest.mark.parametrize(
    ("method", "body", "query", "words"),
    [
        ("POST", None, {}, "must be JSON"),
        ("POST", "{", {}, "must be JSON"),
        ("POST", "[]", {}, "must be a JSON object"),
        ("POST", "null", {}, "must be a JSON object"),
        ("POST", {}, {}, "title is missing"),
        ("POST", {"title": ""}, {}, "title must be a text"),
        ("POST", {"title": 7}, {}, "title must be a text"),
        ("POST", {"title": "x" * 257}, {}, "title must be a text"),
        ("POST", {"title": "\ud800"}, {}, "title must be a text"),
        ("POST", {"title": "t", "status": "gone"}, {}, "status must be one of open, done"),
        ("PUT", {"status": "done"}, {}, "id must be a text"),
        ("PUT", {"id": "one"}, {}, "nothing to change"),
        ("PUT", {"id": ["one"], "status": "done"}, {}, "id must be a text"),
        ("GET", None, {"id": ""}, "id must be a text"),
        ("GET", None, {"id": "x" * 3000}, "id must be a text"),
        ("DELETE", None, {}, "id must be a text"),
    ],
)
def test_a_request_that_cannot_be_met_is_refused_with_a_reason(
    tasks: Tasks, method: str, body: object, query: dict[str, str], words: str
) -> None:
    response = tasks(method, body, **query)
    assert response.status == 400
    assert words in response.body["error"]


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PUT", {"status": "done"}), ("DELETE", None)])
def test_what_is_not_there_is_not_found(tasks: Tasks, table: Table, method: str, body: object) -> None:
    response = tasks(method, body, id="none")
    assert (response.status, response.body) == (404, {"error": "There is no such task."})
    assert table.scan()["Count"] == 0


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("POST", {"title": "t"}), ("DELETE", None)])
def test_a_fault_inside_is_answered_without_its_text(tasks: Tasks, table: Table, method: str, body: object) -> None:
    table.delete()
    response = tasks(method, body, id="one")
    assert (response.status, response.body) == (500, {"error": "Internal server error"})


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(["POST", "PUT"]), body=any_body("id", "title", "status"))
def test_no_body_whatever_breaks_the_handlers(tasks: Tasks, method: str, body: str) -> None:
    response = tasks(method, body)
    assert response.status in (201, 400, 404)
    assert ("error" in response.body) == (response.status >= 400)
