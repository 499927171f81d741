"""Routes and their keys."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.module import FunctionName, Item, Settings, text_or_mapping

from .auth import AuthEntry
from .model import ModelName

Kind = Literal["rest", "http"]
METHODS = ("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
DEFAULT = "$default"
"""The route of an HTTP API that takes what no other does."""

Parameter = Annotated[str, Field(pattern=r"^(querystring|header)\.[A-Za-z0-9._-]+$")]


class Throttling(Settings):
    """Limits of calls."""

    rate: Annotated[int, Field(ge=1)]
    """Calls a second, on average."""
    burst: Annotated[int, Field(ge=1)]
    """Calls at one moment."""


class Route(Item):
    """The function that answers one method of one path, and the calls it takes."""

    function: FunctionName
    """The function that answers, as `instance.function`."""
    auth: AuthEntry | None = None
    """Callers of the route: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or `{none: reason}`. Left out: as the API
    says."""
    scopes: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """With a JWT: one of these must be among its scopes."""
    description: Annotated[str, Field(max_length=1024)] = ""
    """Description of the route. The console shows it for an HTTP API."""
    throttling: Throttling | None = None
    """Limits of the calls to this route. Left out: those of the stage."""
    body: ModelName | None = None
    """The model a body must fit, or API Gateway answers 400 by itself. REST only."""
    require: tuple[Parameter, ...] = ()
    """Parameters a call must have, such as `querystring.page` or `header.X-Tenant`. REST only."""


RouteEntry = Annotated[
    Annotated[FunctionName, Tag("text")] | Annotated[Route, Tag("mapping")], Discriminator(text_or_mapping)
]
"""A route, or just the function that answers it."""


class RouteKey(Struct, frozen=True):
    """The parsed key of a route.

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
        return tuple(map(shape, self.segments))

    @property
    def has_parameters(self) -> bool:
        """Whether a part of the path is a parameter."""
        return any(segment.startswith("{") for segment in self.segments)

    @property
    def prefixes(self) -> tuple[tuple[str, ...], ...]:
        """The path and every path above it, the shortest first, without `/`."""
        return tuple(self.segments[: length + 1] for length in range(len(self.segments)))

    @property
    def pattern(self) -> str:
        """The path with `*` for each parameter."""
        return "/" + "/".join("*" if segment.startswith("{") else segment for segment in self.segments)

    @property
    def place(self) -> str:
        """The key with `*` for each parameter, so that a parameter with another name has the same."""
        return f"{self.method} {self.pattern}" if self.method else DEFAULT

    @property
    def calls(self) -> str:
        """The text after the stage in the ARN of a call, with `*` for each parameter."""
        if not self.method:
            return DEFAULT
        method = "*" if self.method == "ANY" else self.method
        return f"{method}{self.pattern}"


def shape(segment: str) -> str:
    """A part of a path as callers see it: the name of a parameter makes no difference to them."""
    if segment.startswith("{"):
        return "{+}" if segment.endswith("+}") else "{}"
    return segment


def path_labels(paths: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """A Terraform label for each path: `/items/{id}` is `items_by_parameter`, and `/` is `root`.

    AWS has room for one parameter in one place, so a parameter with another name keeps the label of its place.
    """
    return _labels(paths, shape)


def statement_labels(paths: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """A word for each path in the ids of statements, which cannot change: `/items/{id}` is `items_by_id`."""
    return _labels(paths, str)


def _labels(paths: Iterable[tuple[str, ...]], identity: Callable[[str], str]) -> Mapping[tuple[str, ...], str]:
    """A label for each path; paths with the same identity in each part share one.

    Paths that read alike (`/a-b`, `/a/b`) are told apart by a piece of their hash behind all but the shortest.
    """
    identities = {path: tuple(map(identity, path)) for path in paths}
    labels: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    for one in sorted(set(identities.values()), key=lambda one: (len(one), one)):
        label = "_".join(map(_word, one)) or "root"
        if not label[0].isalpha():
            label = f"path_{label}"
        if label in taken:
            label = f"{label}_{hashlib.sha256('/'.join(one).encode()).hexdigest()[:6]}"
        taken.add(label)
        labels[one] = label
    return {path: labels[one] for path, one in identities.items()}


_PLACES = {"{}": "by_parameter", "{+}": "below"}


def _word(segment: str) -> str:
    if segment in _PLACES:
        return _PLACES[segment]
    word = re.sub(r"[^a-z0-9]+", "_", segment.lower()).strip("_")
    return f"by_{word}" if shape(segment) == "{}" else word
