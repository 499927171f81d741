"""CORS: the pages of other sites that may call."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Problem, Settings

from .auth import Header
from .route import METHODS, Kind, RouteKey

Origin = Annotated[str, Field(pattern=r"^(\*|https?://[A-Za-z0-9.*-]+(:[0-9]{1,5})?)$")]
CorsMethod = Literal["*", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
_ALL = tuple(method for method in METHODS if method != "ANY")


class Cors(Settings):
    """The answers to browsers when a page of another site wants to call."""

    origins: Annotated[tuple[Origin, ...], Field(min_length=1)]
    """Sites whose pages may call, such as `https://shop.example.com`, or `*`. A REST API takes one."""
    headers: tuple[Header | Literal["*"], ...] = ("Content-Type", "Authorization")
    """Request headers such a page may send."""
    methods: Annotated[tuple[CorsMethod, ...], Field(min_length=1)] | None = None
    """Methods such a page may use. Left out: those that have routes, and OPTIONS."""
    expose_headers: tuple[Header, ...] = ()
    """Headers of the answer such a page may read. A REST API leaves them to its functions."""
    max_age: Annotated[int, Field(ge=0, le=86400)] = 300
    """Seconds a browser remembers the answer."""
    credentials: bool = False
    """Whether such a page may send cookies and the like."""

    def allowed_methods(self, keys: Iterable[RouteKey]) -> tuple[str, ...]:
        """The methods that such a page may use on routes of these keys."""
        if self.methods is not None:
            return self.methods
        routed = {key.method or "ANY" for key in keys}
        return _ALL if "ANY" in routed else tuple(method for method in _ALL if method in {*routed, "OPTIONS"})


def cors_problems(cors: Cors, kind: Kind, keys: Mapping[str, RouteKey]) -> Iterator[Problem]:
    """Report answers that browsers or AWS refuse."""
    if cors.credentials:
        for field, values in (("origins", cors.origins), ("headers", cors.headers), ("methods", cors.methods or ())):
            if "*" in values:
                yield Problem(
                    ("cors", field),
                    "credentials-for-everybody",
                    f"With `credentials`, `*` is no answer about {field}",
                    "Browsers refuse it, because any site could act for whoever is logged in. Name each of them, or "
                    "set `credentials: false`.",
                )
    if kind == "rest" and len(cors.origins) > 1:
        yield Problem(
            ("cors", "origins"),
            "several-origins-on-rest",
            "A REST API can tell browsers of one origin only",
            f"Its answer is a constant, and {len(cors.origins)} origins stand here. Take `*` or one of them, or make "
            "it an HTTP API, which answers each caller with its own.",
        )
    for text, key in keys.items():
        if key.method == "OPTIONS":
            yield Problem(
                ("routes", text),
                "options-answered-already",
                f"`cors` answers {text} already",
                "API Gateway would not ask the function. Remove the route, or `cors`.",
            )
