"""Problems of settings that an HTTP API lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Problem

from ..settings import ApiSettings

_REST_ONLY: Mapping[str, str] = {
    "account_role": "Its access log needs no role of the account.",
    "declare_responses": "It passes on what the function answers, whatever the status.",
    "models": "It validates nothing; let the function check, or make it a REST API.",
}
_REST_ONLY_IN_ROUTES = ("body", "require")


def http_problems(settings: ApiSettings) -> Iterator[Problem]:
    """Report settings that only a REST API has."""
    for field, why in _REST_ONLY.items():
        if field in settings.model_fields_set:
            yield Problem((field,), "rest-only", f"An HTTP API has no `{field}`", f"{why} Remove it.")
    for key, route in settings.opened.items():
        for field in _REST_ONLY_IN_ROUTES:
            if getattr(route, field):
                yield Problem(
                    ("routes", key, field),
                    "rest-only",
                    f"An HTTP API has no `{field}`",
                    "It validates nothing. Let the function check, or make it a REST API.",
                )
