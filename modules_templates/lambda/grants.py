"""Grants of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Grant, Site, identifier

from .settings import LambdaSettings


def grants(settings: LambdaSettings, item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to call one of the functions.

    Raises:
        LookupError: with a sentence for people, where there is no such function or access.
    """
    if item is None or item not in settings.functions:
        raise LookupError(
            f"Name the function: `{site.instance}.{next(iter(settings.functions))}`. "
            f"There is: {', '.join(settings.functions)}."
        )
    if access not in ("full", "invoke"):
        raise LookupError("A function can only be called: set `access: invoke`, or leave `access` out.")
    sid = "".join(part.capitalize() for part in item.split("-"))
    arn = f"{identifier(item)}_function_arn"
    yield Grant(f"Call{sid}", ("lambda:InvokeFunction",), ((arn, ""),))
