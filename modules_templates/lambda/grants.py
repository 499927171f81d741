"""Grants of lambda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Grant, Site, identifier


def grants(functions: Mapping[str, object], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to call one of the functions.

    Raises:
        LookupError: with a sentence for people, where there is no such function or access.
    """
    if item is None or item not in functions:
        raise LookupError(
            f"Name the function: `{site.instance}.{next(iter(functions))}`. There is: {', '.join(functions)}."
        )
    if access not in ("full", "invoke"):
        raise LookupError("A function can only be called: set `access: invoke`, or leave `access` out.")
    sid = "".join(part.capitalize() for part in item.split("-"))
    arn = f"{identifier(item)}_function_arn"
    yield Grant(f"Call{sid}", ("lambda:InvokeFunction",), ((arn, ""),))
