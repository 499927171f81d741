"""The reply to a call that the emulator lacks or fails at: an error in the protocol of its service that says so.

Moto replies with a page of HTML, which no AWS API sends, or fails with an exception. Terraform then tells of a reply
that it cannot read, and it looks as if the configuration were wrong.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from msgspec import Struct

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

GAP = "EmulatorGap"
"""The error code of a call that the emulator lacks; no service of AWS has one with this name."""
FAILURE = "EmulatorFailure"
"""The error code of a call at which the emulator fails, as it does for some things that do not exist."""

LACKING = "the emulator does not support"
"""The words of the error before the call."""

_SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")
_ACTION = re.compile(rb"(?:^|&)Action=(\w+)")
_IN_XML = frozenset({"cloudfront", "route53", "s3"})
"""Services whose REST API speaks XML: the name is that of their signatures."""


class Gap(Struct, frozen=True):
    """A call that the emulator does not answer.

    Attributes:
        call: the call as far as the request tells it, such as `POST /2020-05-31/realtime-log-config`.
        is_lacking: whether the emulator lacks the call; otherwise it fails at it.
        kind: the content type of the reply.
        body: the body of the reply.
    """

    call: str
    is_lacking: bool
    kind: str
    body: bytes


def gap_reply(environ: WSGIEnvironment, sent: bytes, error: Exception | None = None) -> Gap:
    """Return the reply to a request.

    Args:
        environ: the request.
        sent: its body.
        error: the exception with which moto failed, if it did.
    """
    service = _SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
    action = _ACTION.search(sent) if "form-urlencoded" in environ.get("CONTENT_TYPE", "") else None
    named = action[1].decode() if action else environ.get("HTTP_X_AMZ_TARGET", "")
    call = " ".join(filter(None, (environ["REQUEST_METHOD"], environ["PATH_INFO"], named)))
    code, words = GAP, f"{LACKING} `{call}`"
    if error is not None and not isinstance(error, NotImplementedError):
        cause = f"{type(error).__name__}: {error}"
        code, words = FAILURE, f"the emulator fails at `{call}` with {cause}; AWS may answer otherwise"
    if action is not None or (service and service[1] in _IN_XML):
        return Gap(call, code == GAP, "text/xml", _xml(code, words, service[1] if service else "").encode())
    told = json.dumps({"__type": code, "code": code, "message": words})
    return Gap(call, code == GAP, "application/json", told.encode())


def _xml(code: str, words: str, service: str) -> str:
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(words)}</Message></Error>"
    if service == "s3":
        return error
    return (
        f"<Response><Errors>{error}</Errors></Response>"
        if service == "ec2"
        else f"<ErrorResponse>{error}</ErrorResponse>"
    )
