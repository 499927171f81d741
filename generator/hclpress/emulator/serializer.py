"""The gate every request to the emulator goes through: one at a time, and each call of an SDK only once.

Moto changes its lists without a lock and loses changes that meet, so requests wait for each other. And an answer can
get lost: on a busy machine the AWS provider now and then resets a connection on which its answer has arrived, and asks
again. Moto then makes a thing twice, or says that it is there already. So the gate keeps what it answered: every SDK
sends one `amz-sdk-invocation-id` with all attempts of a call.
https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
"""

from __future__ import annotations

import hashlib
import io
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

STUMBLED = "no answer for"
"""How a line of the log begins that says what the emulator could not answer."""

_ATTEMPTS_OF = "HTTP_AMZ_SDK_INVOCATION_ID"
_KEPT = 1000
_NOTHING_CHANGED = ("GET", "HEAD")

_Call: TypeAlias = tuple[str, str, str, str]


class _Answer(Struct, frozen=True):
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def is_good(self) -> bool:
        return self.status.startswith("2")


class Gate:
    """A WSGI application that lets requests through to another one.

    What that has no answer for is told on stderr: moto answers it with a page of HTML, which no AWS API sends.
    """

    def __init__(self, application: WSGIApplication) -> None:
        """Stand before an application."""
        self._application = application
        self._answers: OrderedDict[_Call, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        # Read before waiting for a turn, so that nobody waits for a slow sender.
        call = _call(environ, _read(environ))
        with self._lock:
            answer = self._answered(call, environ)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _answered(self, call: _Call | None, environ: WSGIEnvironment) -> _Answer:
        if call is None:
            return _ask(self._application, environ)
        if call in self._answers:
            return self._answers[call]
        answer = _ask(self._application, environ)
        # Many an error means "not yet": an SDK that asks again wants to hear whether it still holds.
        if answer.is_good:
            self._answers[call] = answer
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer


def _read(environ: WSGIEnvironment) -> bytes:
    sent = environ["wsgi.input"]
    # What comes in chunks says itself where it ends.
    until = -1 if environ.get("wsgi.input_terminated") else int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = sent.read(until)
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _call(environ: WSGIEnvironment, body: bytes) -> _Call | None:
    """What all attempts of one call have in common; None for a request that may be answered anew each time."""
    invocation = environ.get(_ATTEMPTS_OF)
    if not invocation or environ["REQUEST_METHOD"] in _NOTHING_CHANGED:
        return None
    # An SDK that is sent to another place, as by S3, goes there with the same id.
    place = f"{environ.get('HTTP_HOST', '')}{environ.get('RAW_URI', environ['PATH_INFO'])}"
    return invocation, environ["REQUEST_METHOD"], place, hashlib.sha256(body).hexdigest()


def _ask(application: WSGIApplication, environ: WSGIEnvironment) -> _Answer:
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(
        status: str, headers: list[tuple[str, str]], _exc_info: ExceptionInfo | None = None, /
    ) -> Callable[[bytes], object]:
        begun[:] = [(status, headers)]
        return written.append

    answered = application(environ, start)
    try:
        body = b"".join(answered)
    finally:
        if close := getattr(answered, "close", None):
            close()
    ((status, headers),) = begun
    _tell_of_gaps(environ, status, dict(headers).get("Content-Type", ""))
    return _Answer(status, headers, b"".join(written) + body)


def _tell_of_gaps(environ: WSGIEnvironment, status: str, kind: str) -> None:
    method = environ["REQUEST_METHOD"]
    # An answer to HEAD has no body, so of its kind moto says nothing that is true.
    if method != "HEAD" and kind.startswith("text/html") and status.startswith(("404", "5")):
        sys.stderr.write(f"{STUMBLED} {method} {environ['PATH_INFO']} {environ.get('HTTP_X_AMZ_TARGET', '')}\n")
        sys.stderr.flush()
