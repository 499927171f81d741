"""Problems of routes: their keys, alone and beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.module import Problem, Quota, SpecPath, above_quota, nearest

from .route import DEFAULT, METHODS, Kind, RouteKey, shape

# API Gateway Developer Guide, "Quotas for configuring and running an HTTP API" and "… a REST API".
_ROUTES = Quota("Amazon API Gateway", "Routes per API", 300)
_RESOURCES = Quota("Amazon API Gateway", "Resources per API", 300)
# API Gateway Developer Guide, "Important notes": paths at the root that the service keeps for health checks.
_KEPT = frozenset({"ping", "sping"})

# API Gateway's own words when it refuses a path part of a REST API: a-zA-Z0-9._-: or a variable in curly braces.
_SEGMENT = re.compile(r"[A-Za-z0-9._:-]+|\{[A-Za-z0-9._-]+\+?\}")


def key_problems(text: str, kind: Kind, path: SpecPath) -> Iterator[Problem]:
    """Report a malformed key of a route. `path` is its place in the spec."""
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
    if text[1:] in _KEPT:
        yield Problem(
            path,
            "route-kept",
            f"API Gateway keeps {text} for its own health checks",
            "The function would never be called. Choose another path, such as /health.",
        )
    wrong = next((segment for segment in segments if not _SEGMENT.fullmatch(segment)), None)
    if wrong is not None:
        what = f"its part {wrong!r} is not" if wrong else "one of its parts is empty"
        yield Problem(
            path,
            "route-path",
            f"API Gateway accepts no path {text}",
            f"A part is letters, digits and `. _ - :`, or a parameter such as {{id}}; {what}. No slash ends a path.",
        )
        return
    if any(shape(segment) == "{+}" for segment in segments[:-1]):
        yield Problem(
            path,
            "route-path",
            "A greedy parameter must stand last",
            f"In {text} something follows the part that takes all the rest. Remove `+`, or what follows.",
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
    """Report routes that AWS refuses beside the others."""
    if kind == "http":
        yield from above_quota(_ROUTES, len(keys), "routes", ("routes",))
    else:
        paths = {prefix for key in keys.values() for prefix in key.prefixes}
        yield from above_quota(_RESOURCES, len(paths), "paths and parts of paths", ("routes",))
    methods: dict[tuple[str, tuple[str, ...]], str] = {}
    variables: dict[tuple[str, ...], str] = {}
    for text, key in keys.items():
        path = ("routes", text)
        other = methods.setdefault((key.method, key.shape), text)
        if other != text:
            yield Problem(
                path,
                "routes-alike",
                f"{text} and {other} match the same calls",
                "Names of parameters make no difference to callers. Remove one of them.",
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
                f"A REST API accepts one parameter in one place, whatever the method. Call it {other} here too.",
            )
            return
