"""Routes: what may be called, and the paths they make up."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import text_or_mapping
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings

from .auth import AuthEntry
from .callee import FunctionName
from .model import ModelName

Kind = Literal["rest", "http"]
METHODS = ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
DEFAULT = "$default"
"""The route of an HTTP API that takes what no other does."""

# API Gateway quotas: "Routes per API" of HTTP APIs, "Resources per API" of REST APIs.
MOST_ROUTES = 300

# API Gateway's own words when it refuses a path part of a REST API: a-zA-Z0-9._-: or a variable in curly braces.
_SEGMENT = re.compile(r"[A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\+?\}")

Parameter = Annotated[str, Field(pattern=r"^(querystring|header)\.[A-Za-z0-9._-]+$")]


class Throttling(Settings):
    """How many calls are let through."""

    rate: Annotated[int, Field(ge=1)]
    """Calls a second, on average."""
    burst: Annotated[int, Field(ge=1)]
    """Calls at one moment."""


class Route(Item):
    """What answers one method of one path."""

    function: FunctionName
    """The function that answers, as `instance.function`."""
    auth: AuthEntry | None = None
    """Who may call: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or `{none: reason}`. Left out: as the API
    says."""
    scopes: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """With a JWT: one of these must be among its scopes."""
    description: Annotated[str, Field(max_length=1024)] = ""
    """What it is for. Of an HTTP API it is shown in the console."""
    throttling: Throttling | None = None
    """How many calls this route takes. Left out: as the stage says."""
    body: ModelName | None = None
    """The model a body must fit, or API Gateway answers 400 by itself. REST only."""
    require: tuple[Parameter, ...] = ()
    """Parameters a call must have, such as `querystring.page` or `header.X-Tenant`. REST only."""


RouteEntry = Annotated[
    Annotated[FunctionName, Tag("text")] | Annotated[Route, Tag("mapping")], Discriminator(text_or_mapping)
]
"""A route, or just the function that answers it."""


class RouteKey(Struct, frozen=True):
    """What a route is called by.

    Attributes:
        method: the HTTP method or `ANY`; empty for the default route.
        segments: the path's parts; none for `/`.
    """

    method: str
    segments: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The key a well-formed text stands for."""
        if text == DEFAULT:
            return cls("", ())
        method, _, path = text.partition(" ")
        return cls(method, tuple(path.strip("/").split("/")) if path != "/" else ())

    @property
    def path(self) -> str:
        """The path, with its leading slash."""
        return "/" + "/".join(self.segments)

    @property
    def shape(self) -> tuple[str, ...]:
        """The path as callers see it: what a parameter is called makes no difference to them."""
        return tuple(_shape(segment) for segment in self.segments)

    @property
    def has_parameters(self) -> bool:
        """Whether a part of the path is a caller's to choose."""
        return any(segment.startswith("{") for segment in self.segments)

    @property
    def prefixes(self) -> tuple[tuple[str, ...], ...]:
        """The path and all above it, the shortest first, without `/`."""
        return tuple(self.segments[: length + 1] for length in range(len(self.segments)))

    @property
    def calls(self) -> str:
        """What stands behind the stage in the ARN of a call to it, with `*` for what callers choose."""
        if not self.method:
            return DEFAULT
        method = "*" if self.method == "ANY" else self.method
        return f"{method}/{'/'.join('*' if part.startswith('{') else part for part in self.segments)}"


def _shape(segment: str) -> str:
    if segment.startswith("{"):
        return "{+}" if segment.endswith("+}") else "{}"
    return segment


def path_labels(paths: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """A Terraform label for each path: `/items/{id}` is `items_by_id`, and `/` is `root`.

    Paths that read alike (`/a-b`, `/a/b`) are told apart by a piece of their hash behind all but the first.
    """
    labels: dict[tuple[str, ...], str] = {}
    for path in dict.fromkeys(paths):
        label = "_".join(map(_word, path)) or "root"
        if not label[0].isalpha():
            label = f"path_{label}"
        if label in labels.values():
            label = f"{label}_{hashlib.sha256('/'.join(path).encode()).hexdigest()[:6]}"
        labels[path] = label
    return labels


def _word(segment: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", segment.lower()).strip("_")
    return f"by_{word}" if _shape(segment) == "{}" else word


def key_problems(text: str, kind: Kind, path: SpecPath) -> Iterator[Problem]:
    """What is wrong with one route's key. `path` is where it stands."""
    if text == DEFAULT:
        if kind == "rest":
            yield Problem(
                path,
                "default-route-on-rest",
                "A REST API has no default route",
                "Write `ANY /{proxy+}` for every path that no other route fits, and `ANY /` for the root.",
            )
        return
    method, space, rest = text.partition(" ")
    if not space or not rest.startswith("/"):
        yield Problem(
            path,
            "route-form",
            f"{text!r} is no route",
            "Write a method, one space and a path with its leading slash, such as `GET /items/{id}`.",
        )
        return
    if method not in METHODS:
        guess = nearest(method, METHODS)
        yield Problem(
            path,
            "route-method",
            f"{method!r} is no method",
            f"{f'Did you mean `{guess}`? ' if guess else ''}There is: {', '.join(METHODS)}.",
        )
    yield from _path_problems(rest, path)


def _path_problems(text: str, path: SpecPath) -> Iterator[Problem]:
    if text == "/":
        return
    segments = text[1:].split("/")
    wrong = next((segment for segment in segments if not _SEGMENT.fullmatch(segment)), None)
    if wrong is not None:
        what = f"its part {wrong!r} is not" if wrong else "one of its parts is empty"
        yield Problem(
            path,
            "route-path",
            f"API Gateway takes no path {text}",
            f"A part is letters, digits and `. _ - :`, or a parameter such as {{id}}; {what}. No slash ends a path.",
        )
        return
    if any(_shape(segment) == "{+}" for segment in segments[:-1]):
        yield Problem(
            path,
            "route-path",
            "A greedy parameter must stand last",
            f"In {text} something follows the part that takes all the rest. Take `+` away, or what follows.",
        )
    named = [segment.strip("{+}") for segment in segments if segment.startswith("{")]
    if len(set(named)) < len(named):
        yield Problem(
            path,
            "route-path",
            f"{text} has two parameters of the same name",
            "A function could not tell them apart. Give each a name of its own.",
        )


def rival_problems(keys: Mapping[str, RouteKey], kind: Kind) -> Iterator[Problem]:
    """Routes that are fine alone, and not beside the others."""
    if len(keys) > MOST_ROUTES:
        yield Problem(
            ("routes",),
            "too-many-routes",
            f"{len(keys)} routes are too many",
            f"AWS takes {MOST_ROUTES} in an API. Let one function answer `ANY /…/{{proxy+}}`, or make two APIs.",
        )
    methods: dict[tuple[str, tuple[str, ...]], str] = {}
    variables: dict[tuple[str, ...], str] = {}
    for text, key in keys.items():
        path = ("routes", text)
        other = methods.setdefault((key.method, key.shape), text)
        if other != text:
            yield Problem(
                path,
                "routes-alike",
                f"No call could tell {text} and {other} apart",
                "What a parameter is called makes no difference to a caller. Take one of them away.",
            )
        elif kind == "rest":
            yield from _sibling_problems(key, path, variables)


def _sibling_problems(key: RouteKey, path: SpecPath, variables: dict[tuple[str, ...], str]) -> Iterator[Problem]:
    for prefix in key.prefixes:
        if not prefix[-1].startswith("{"):
            continue
        above = prefix[:-1]
        other = variables.setdefault(above, prefix[-1])
        if other != prefix[-1]:
            yield Problem(
                path,
                "parameters-beside-each-other",
                f"Below /{'/'.join(above)} there are both {other} and {prefix[-1]}",
                f"A REST API takes one parameter in one place, whatever the method. Call it {other} here too.",
            )
            return
