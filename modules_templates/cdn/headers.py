"""Settings of response headers of your own."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Settings, spelled

_SECONDS_A_DAY = 86400


# RFC 9110, "Tokens" and "Field Values".
HeaderValue = Annotated[
    str, spelled(r"[\t -~\u00a1-\u00ff]*", "the value of a header (one line of Latin letters and signs)", "noindex")
]
HeaderName = Annotated[str, spelled(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", "the name of a header", "X-Robots-Tag")]


class Headers(Settings):
    """Headers of every answer; they override those of the origin."""

    hsts_days: Annotated[int, Field(ge=1, le=3650)] | None = 365
    """Days that browsers use this site only with TLS (Strict-Transport-Security). `null`: no such header."""
    hsts_subdomains: bool = True
    """Whether browsers do so for all subdomains too."""
    hsts_preload: bool = False
    """Whether browsers may have the site built in. That is hard to undo."""
    content_security_policy: Annotated[HeaderValue, Field(min_length=1)] | None = None
    """Content that pages may load and run, such as `default-src 'self'`."""
    frames: Literal["DENY", "SAMEORIGIN"] | None = "DENY"
    """Sites that may show the pages inside their own (X-Frame-Options)."""
    referrer: Literal[
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    ] = "strict-origin-when-cross-origin"
    """Part of an address that other sites learn from a click (Referrer-Policy)."""
    custom: Mapping[HeaderName, HeaderValue] = {}
    """Further headers by name."""

    @property
    def hsts_seconds(self) -> int | None:
        """The days in seconds, as AWS takes them."""
        return None if self.hsts_days is None else self.hsts_days * _SECONDS_A_DAY

    @property
    def sorted_custom(self) -> Mapping[str, str]:
        """The further headers in the order of their names."""
        return dict(sorted(self.custom.items()))
