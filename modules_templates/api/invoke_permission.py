"""Permissions of an API to call functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from .route import RouteKey

# Lambda, AddPermission: StatementId has 1 to 100 letters, digits, `-` and `_`.
_LONGEST_ID = 100
_PREFIX = "AllowExecutionFromAPIGateway-"

# Lambda quotas: 20 KB for a function's policy; a permission takes some 370 bytes of it.
MOST_PERMISSIONS = 50


class Permission(Struct, frozen=True):
    """One statement in a function's policy.

    Attributes:
        key: a stable key, because it becomes an address.
        statement_id: its id, unique within the function's policy.
        function: the function, as `instance.function`.
        calls: the calls it permits: stage, method and path in the form of ARNs.
    """

    key: str
    statement_id: str
    function: str
    calls: str


def per_route(
    functions: Mapping[str, str], keys: Mapping[str, RouteKey], labels: Mapping[str, str], instance: str
) -> Iterator[Permission]:
    """A permission for each route, for just its method and path.

    Args:
        functions: the function of each route.
        keys: the parsed key of each route.
        labels: the label of each route.
        instance: the API's name, so that two of them can call one function.
    """
    for route, key in keys.items():
        statement_id = statement_id_of(f"{instance}-{labels[route]}")
        yield Permission(key.place, statement_id, functions[route], f"*/{key.calls}")


def per_path(
    functions: Mapping[str, str], keys: Mapping[str, RouteKey], labels: Mapping[tuple[str, ...], str]
) -> Iterator[Permission]:
    """A permission for each function below each first part of a path, for anything.

    Args:
        functions: the function of each route.
        keys: the parsed key of each route.
        labels: the label of each path.
    """
    for route, key in keys.items():
        top = labels[key.segments[:1]] if key.method else "default"
        yield Permission(f"{top} {functions[route]}", statement_id_of(top), functions[route], "*/*")


def permissions_of(
    mode: Literal["per_route", "per_path"],
    functions: Mapping[str, str],
    keys: Mapping[str, RouteKey],
    labels: Mapping[tuple[str, ...], str],
    instance: str,
) -> tuple[Permission, ...]:
    """Every permission an API needs for its routes, each once."""
    if mode == "per_path":
        return tuple(dict.fromkeys(per_path(functions, keys, labels)))
    return tuple(per_route(functions, keys, route_labels(keys, labels), instance))


def route_labels(keys: Mapping[str, RouteKey], labels: Mapping[tuple[str, ...], str]) -> Mapping[str, str]:
    """The label of each route: `get_items_by_id`, and `default` for the default one."""
    return {
        route: f"{key.method.lower()}_{labels[key.segments]}" if key.method else "default"
        for route, key in keys.items()
    }


def statement_id_of(text: str) -> str:
    """The id of a permission; a text that is too long ends in a piece of its hash."""
    statement_id = _PREFIX + text.replace("_", "-")
    if len(statement_id) <= _LONGEST_ID:
        return statement_id
    return f"{statement_id[: _LONGEST_ID - 7]}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"
