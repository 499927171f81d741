"""Problems of response headers of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Quota, above_quota

from .headers import Headers

_YEAR = 365
# Amazon CloudFront Developer Guide, "Quotas on headers".
_CUSTOM = Quota("Amazon CloudFront", "Custom headers per response headers policy", 10)
_LONGEST_NAME, _LONGEST_VALUE, _LONGEST_TOGETHER = 256, 1_783, 10_240
# Amazon CloudFront API Reference, ResponseHeadersPolicySecurityHeadersConfig: headers that have arguments of their own,
# and the setting here that writes each.
_SECURITY_HEADERS = {
    "content-security-policy": "Set `content_security_policy` instead.",
    "referrer-policy": "Set `referrer` instead.",
    "strict-transport-security": "Set `hsts_days` instead.",
    "x-content-type-options": "Remove the line: this header is always written.",
    "x-frame-options": "Set `frames` instead.",
    "x-xss-protection": "Remove the line: browsers no longer read it, and `content_security_policy` says more.",
}


def header_problems(headers: Headers) -> Iterator[Problem]:
    """Report headers that CloudFront refuses, and a preload that browsers refuse."""
    if headers.hsts_preload and not (headers.hsts_subdomains and (headers.hsts_days or 0) >= _YEAR):
        yield Problem(
            ("headers", "hsts_preload"),
            "preload-too-weak",
            "The preload list does not accept these headers",
            f"The preload list asks for `hsts_subdomains: true` and {_YEAR} days at least; `hsts_days` is "
            f"{headers.hsts_days}.",
        )
    yield from _custom_problems(headers)
    yield from above_quota(_CUSTOM, len(headers.custom), "headers of your own", ("headers", "custom"))


def _custom_problems(headers: Headers) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for name, value in headers.custom.items():
        place = ("headers", "custom", name)
        other = taken.setdefault(name.lower(), name)
        if name.lower() in _SECURITY_HEADERS:
            yield Problem(
                place,
                "security-header-as-custom",
                f"CloudFront takes {name} under its own setting only",
                f"It refuses security headers among custom ones. {_SECURITY_HEADERS[name.lower()]}",
            )
        elif other != name:
            yield Problem(
                place,
                "header-twice",
                f"{other} and {name} are one header",
                "Capitals make no difference in the name of a header. Remove one of them.",
            )
        for what, text, longest in (("name", name, _LONGEST_NAME), ("value", value, _LONGEST_VALUE)):
            if len(text) > longest:
                yield Problem(
                    place,
                    "header-too-long",
                    f"The {what} of the header has {len(text)} characters",
                    f"CloudFront accepts {longest}. Shorten it, or let the origin write the header.",
                )
    together = sum(len(name) + len(value) for name, value in headers.custom.items())
    if together > _LONGEST_TOGETHER:
        yield Problem(
            ("headers", "custom"),
            "headers-too-long",
            f"The names and values of the headers have {together} characters",
            f"CloudFront accepts {_LONGEST_TOGETHER} together. Let the origin write some of them.",
        )
