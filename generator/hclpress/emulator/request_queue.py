"""The queue of requests to the emulator: one at a time, and each call of an SDK only once.

Moto changes its lists without a lock and loses concurrent changes, so requests wait for each other. A response can get
lost too: on a busy machine the AWS provider now and then resets a connection on which its response has arrived, and
sends the request again. Moto then makes a thing twice, or reports that it already exists. So the queue stores its
responses: every SDK sends one `amz-sdk-invocation-id` with all attempts of a call.
https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
"""

from __future__ import annotations

import hashlib
import io
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from hclpress.emulator.gap_reply import gap_reply

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ExceptionInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

STUMBLED = "no answer for"
"""The beginning of a log line about a request that the emulator does not support."""

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


class RequestQueue:
    """A WSGI application that forwards requests to another one.

    It logs unsupported requests to stderr, and replies to them that they are (`gap_reply.py`).
    """

    def __init__(self, application: WSGIApplication) -> None:
        """Wrap an application."""
        self._application = application
        self._answers: OrderedDict[_Call, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle a request."""
        # Read before waiting for a turn, so that a slow sender delays nobody.
        sent = _read(environ)
        with self._lock:
            answer = self._answered(_call(environ, sent), environ, sent)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _answered(self, call: _Call | None, environ: WSGIEnvironment, sent: bytes) -> _Answer:
        if call is None:
            return _ask(self._application, environ, sent)
        if call in self._answers:
            return self._answers[call]
        answer = _ask(self._application, environ, sent)
        # Many errors mean "not yet": an SDK that retries needs a new response.
        if answer.is_good:
            self._answers[call] = answer
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer


def _read(environ: WSGIEnvironment) -> bytes:
    sent = environ["wsgi.input"]
    # A chunked body ends by itself.
    until = -1 if environ.get("wsgi.input_terminated") else int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = sent.read(until)
    environ["wsgi.input"] = io.BytesIO(body)
    return body


def _call(environ: WSGIEnvironment, body: bytes) -> _Call | None:
    """Return the key that all attempts of one call share; None for a request that may be handled anew each time."""
    invocation = environ.get(_ATTEMPTS_OF)
    if not invocation or environ["REQUEST_METHOD"] in _NOTHING_CHANGED:
        return None
    # An SDK that follows a redirect, as S3 sends, uses the same id.
    place = f"{environ.get('HTTP_HOST', '')}{environ.get('RAW_URI', environ['PATH_INFO'])}"
    return invocation, environ["REQUEST_METHOD"], place, hashlib.sha256(body).hexdigest()


def _ask(application: WSGIApplication, environ: WSGIEnvironment, sent: bytes) -> _Answer:
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(
        status: str, headers: list[tuple[str, str]], _exc_info: ExceptionInfo | None = None, /
    ) -> Callable[[bytes], object]:
        begun[:] = [(status, headers)]
        return written.append

    try:
        answered = application(environ, start)
    except Exception as error:
        return _lacking(
            environ,
            sent,
            "501 Not Implemented" if isinstance(error, NotImplementedError) else "500 Internal Server Error",
            error,
        )
    try:
        body = b"".join(answered)
    finally:
        if close := getattr(answered, "close", None):
            close()
    ((status, headers),) = begun
    body = b"".join(written) + body
    # Moto's content type is that of HTML for some replies of other kinds too.
    if status.startswith(("404", "5")) and body[:15].lower().startswith((b"<!doctype html", b"<html")):
        return _lacking(environ, sent, status)
    return _Answer(status, headers, body)


def _lacking(environ: WSGIEnvironment, sent: bytes, status: str, error: Exception | None = None) -> _Answer:
    """The answer to a call that the emulator lacks, or fails at with an error."""
    gap = gap_reply(environ, sent, error)
    if gap.is_lacking:
        sys.stderr.write(f"{STUMBLED} {gap.call}\n")
    elif error is not None:
        traceback.print_exception(error)
    sys.stderr.flush()
    return _Answer(status, [("Content-Type", gap.kind), ("Content-Length", str(len(gap.body)))], gap.body)
