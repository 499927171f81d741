"""The emulator's request queue: one request at a time, and what an SDK asks again is answered again, not done again."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

import pytest

from hclpress.emulator.request_queue import RequestQueue
from hclpress.rehearsal.aws_clients import Aws

Answer = tuple[str, bytes]


class Counting:
    """An application whose answers tell how many requests have come through to it.

    Attributes:
        reached: is set as soon as one has.
        go_on: nobody is answered before this is set.
    """

    def __init__(self, *statuses: str) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        self._statuses: Iterator[str] = iter(statuses)
        self._count = 0
        self._inside = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        self._inside += 1
        assert self._inside == 1, "two requests at once"
        self.reached.set()
        assert self.go_on.wait(10)
        self._count += 1
        count = self._count
        self._inside -= 1
        start_response(next(self._statuses, "200 OK"), [("Content-Type", "text/xml")])
        return [b"%d " % count, environ["wsgi.input"].read()]


def ask(queue: RequestQueue, call: str, body: bytes = b"", *, method: str = "POST", path: str = "/") -> Answer:
    """The queue's answer to an attempt of a call."""
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    told: list[str] = []
    sent = {"REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(body))}
    environ |= sent | {"HTTP_AMZ_SDK_INVOCATION_ID": call}
    environ["wsgi.input"].write(body)
    environ["wsgi.input"].seek(0)
    answered = queue(environ, lambda status, *_: told.append(status))  # type: ignore[arg-type, return-value]
    return told[0], b"".join(answered)


def test_what_is_asked_again_while_the_first_attempt_runs_is_done_once_and_answered_alike() -> None:
    application = Counting()
    application.go_on.clear()
    queue = RequestQueue(application)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask, queue, "a", b"CreateSubnet")
        assert application.reached.wait(10)
        again = pool.submit(ask, queue, "a", b"CreateSubnet")
        assert not again.done()
        application.go_on.set()
        assert first.result(10) == again.result(10) == ("200 OK", b"1 CreateSubnet")
    assert ask(queue, "a", b"CreateSubnet") == ("200 OK", b"1 CreateSubnet")


@pytest.mark.parametrize(
    "other",
    [{"call": "b"}, {"body": b"changed"}, {"path": "/elsewhere"}, {"method": "PUT"}, {"call": ""}],
    ids=lambda other: next(iter(other)),
)
def test_any_other_request_is_done(other: dict[str, Any]) -> None:
    queue = RequestQueue(Counting())
    request = {"call": "a", "body": b"body"} | other
    assert ask(queue, "a", b"body")[1] == b"1 body"
    assert ask(queue, **request)[1].startswith(b"2")


def test_what_failed_is_done_again() -> None:
    queue = RequestQueue(Counting("503 Service Unavailable", "400 Bad Request", "200 OK"))
    assert [ask(queue, "a")[0][:3] for _ in range(4)] == ["503", "400", "200", "200"]


def test_what_only_looks_is_done_again() -> None:
    queue = RequestQueue(Counting())
    assert [ask(queue, "a", method="GET")[1] for _ in range(2)] == [b"1 ", b"2 "]


def test_requests_come_through_one_at_a_time() -> None:
    queue = RequestQueue(Counting())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda call: ask(queue, str(call))[0], range(200)))
    assert answers == ["200 OK"] * 200


def test_only_so_many_answers_are_kept() -> None:
    queue = RequestQueue(Counting())
    assert ask(queue, "first")[1] == b"1 "
    for number in range(1000):
        ask(queue, str(number))
    assert ask(queue, "first")[1] == b"1002 "


def test_a_subnet_is_made_once_however_often_one_call_asks_for_it(filled: Aws) -> None:
    vpc = filled.client("ec2", "us-east-1").create_vpc(CidrBlock="10.77.0.0/16")["Vpc"]["VpcId"]
    body = f"Action=CreateSubnet&VpcId={vpc}&CidrBlock=10.77.1.0%2F24&Version=2016-11-15"
    call = str(uuid4())
    first, again, other = (_post(filled, body, one) for one in (call, call, str(uuid4())))
    assert first[0] == 200
    assert again == first
    assert other[0] == 400
    assert "InvalidSubnet.Conflict" in other[1]


def _post(aws: Aws, body: str, call: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(aws.endpoint.removeprefix("http://"), timeout=30)
    scope = "hclpress/20260101/us-east-1/ec2/aws4_request"
    headers = {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
        "Content-Type": "application/x-www-form-urlencoded",
        "amz-sdk-invocation-id": call,
    }
    connection.request("POST", "/", body, headers)
    answer = connection.getresponse()
    told = answer.status, answer.read().decode()
    connection.close()
    return told
