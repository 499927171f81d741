"""Response headers of one's own."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module.problem import Problem
from hclpress.spec.settings import Settings

_YEAR = 365


class Headers(Settings):
    """Headers that every answer bears, whatever the origin says."""

    hsts_days: Annotated[int, Field(ge=1, le=3650)] | None = 365
    """Days that browsers will not try this site without TLS (Strict-Transport-Security). `null`: not said."""
    hsts_subdomains: bool = True
    """Whether that holds for all subdomains too."""
    hsts_preload: bool = False
    """Whether browsers may have it built in. That is hard to take back."""
    content_security_policy: str | None = None
    """What pages may load and run, such as `default-src 'self'`."""
    frames: Literal["DENY", "SAMEORIGIN"] | None = "DENY"
    """Who may show pages inside their own (X-Frame-Options)."""
    referrer: Literal[
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    ] = "strict-origin-when-cross-origin"
    """How much of an address other sites learn from a click (Referrer-Policy)."""
    custom: Mapping[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")], str] = {}
    """Further headers by name."""


def header_problems(headers: Headers) -> Iterator[Problem]:
    """What browsers would not take."""
    if headers.hsts_preload and not (headers.hsts_subdomains and (headers.hsts_days or 0) >= _YEAR):
        yield Problem(
            ("headers", "hsts_preload"),
            "preload-too-weak",
            "Browsers do not preload this",
            f"The preload list asks for `hsts_subdomains: true` and {_YEAR} days at least; `hsts_days` is "
            f"{headers.hsts_days}.",
        )
