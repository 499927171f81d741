"""What is asked of an API, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from generator.diagnostics import Diagnosed, Diagnostic

METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Attributes:
        method: in capitals.
        path: begins with `/`, without the stage.
        query: its parameters, by name.
        headers: by name in small letters.
        body: as text; None for none.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None

    @classmethod
    def read(cls, line: str, body: str | None = None) -> Request:
        """The request in a line such as `POST /orders` or `GET /orders?status=new`.

        A body is taken for JSON; only POST, PUT and PATCH are given one. OPTIONS is asked as a browser asks for a page
        of another site.

        Raises:
            Diagnosed: `rehearse/bad-call`, when it is no such line.
        """
        method, _, target = line.strip().partition(" ")
        target = target.strip()
        if method.upper() not in METHODS or not target.startswith("/"):
            detail = f"{line!r} is not a method and a path, such as 'POST /orders'. Methods: {', '.join(METHODS)}."
            raise Diagnosed([Diagnostic("rehearse/bad-call", "That is no call", detail)])
        parts = urlsplit(target)
        carried = body if method.upper() in {"POST", "PUT", "PATCH"} else None
        headers = {"content-type": "application/json"} if carried is not None else {}
        if method.upper() == "OPTIONS":
            headers = {"origin": "https://example.com"}
        return cls(method.upper(), parts.path, dict(parse_qsl(parts.query)), headers, carried)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the headers by name in small letters, and the body as text."""

    status: int
    headers: Mapping[str, str]
    body: str
