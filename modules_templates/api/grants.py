"""Grants of api."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Grant, Site


def grants(stage: str, item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to call the routes that ask for `iam`.

    Args:
        stage: the name of the stage.
        item: a part of the API, which none can be used alone.
        access: the level of access.
        site: the site of the API.

    Raises:
        LookupError: with a sentence for people, for a part of the API or another access.
    """
    if item is not None or access not in ("full", "invoke"):
        raise LookupError("An API can be called as a whole: set `access: invoke`, or leave `access` out.")
    sid = "".join(part.capitalize() for part in site.instance.split("-"))
    yield Grant(f"Call{sid}", ("execute-api:Invoke",), (("execution_arn", f"/{stage}/*"),))
