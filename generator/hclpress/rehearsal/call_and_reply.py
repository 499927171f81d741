"""Calls to an API and its replies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.terraform.json_value import JsonValue, mapping, sequence

METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")

INVOKE = "INVOKE"
"""The word in place of a method that invokes the named function itself, with an empty event."""

_CARRYING = ("PATCH", "POST", "PUT")
_ANSWERED = re.compile(r"\{\{\s*(\d+)\.([\w.-]+)\s*\}\}")


class Call(Struct, frozen=True):
    """A call.

    Attributes:
        method: in capitals, or INVOKE.
        path: the path beginning with `/`, without the stage; for INVOKE the name of the function or of an output that
            has it.
        query: its parameters, by name.
        headers: by name in lower case.
        body: as text; None for none.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    @classmethod
    def read(cls, line: str, body: str | None = None) -> Call:
        """Parse a line such as `POST /orders`, `GET /orders?status=new` or `INVOKE MigrationFunction`.

        A body is taken for JSON; only POST, PUT and PATCH get one. OPTIONS gets the headers that a browser sends for a
        page of another site.

        Raises:
            Diagnosed: `rehearse/bad-call`, when the line has another form.
        """
        method, _, target = line.strip().partition(" ")
        method, target = method.upper(), target.strip()
        carried = body if method in _CARRYING else None
        if method == INVOKE and re.fullmatch(r"[\w-]+", target):
            return cls(method, target)
        if method not in METHODS or not target.startswith("/"):
            detail = f"{line!r} is not a method and a path, such as 'POST /orders'. Methods: {', '.join(METHODS)}."
            raise Diagnosed([Diagnostic("rehearse/bad-call", "That is no call", detail)])
        parts = urlsplit(target)
        headers = {"content-type": "application/json"} if carried is not None else {}
        if method == "OPTIONS":
            headers = {"origin": "https://example.com"}
        return cls(method, parts.path, dict(parse_qsl(parts.query)), headers, carried)

    def filled(self, replies: Sequence[Reply]) -> Call:
        """Return the call with values from earlier replies: `{{1.id}}` is the value of `id` in the first reply.

        They may stand in the path, in the query and in the body; further names lead deeper into the reply.

        Raises:
            Diagnosed: `rehearse/bad-call`, when there is no such reply or value.
        """

        def value(found: re.Match[str]) -> str:
            return _value_in(replies, int(found[1]), found[2], str(self))

        query = {name: _ANSWERED.sub(value, text) for name, text in self.query.items()}
        body = _ANSWERED.sub(value, self.body) if self.body is not None else None
        return replace(self, path=_ANSWERED.sub(value, self.path), query=query, body=body)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Reply(Struct, frozen=True):
    """A reply: the status, the headers by name in lower case, and the body as text."""

    status: int
    headers: Mapping[str, str]
    body: str


def _value_in(replies: Sequence[Reply], number: int, path: str, request: str) -> str:
    try:
        value: JsonValue = json.loads(replies[number - 1].body) if number else None
        for name in path.split("."):
            value = sequence(value)[int(name)] if name.isdecimal() else mapping(value)[name]
    except (LookupError, ValueError) as error:
        detail = f"{request} uses `{path}` of reply {number}. There are {len(replies)} replies so far; the first is 1."
        raise Diagnosed([Diagnostic("rehearse/bad-call", "There is no such reply", detail)]) from error
    return value if isinstance(value, str) else json.dumps(value)
