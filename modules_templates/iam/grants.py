"""Grants of iam."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hclpress.module import Grant, Site, identifier


def grants(roles: Collection[str], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to assume one role (the item). The role itself has to trust the caller.

    Raises:
        LookupError: with a sentence for people, where there is no such role or access.
    """
    if item is None or item not in roles:
        there = ", ".join(f"{site.instance}.{name}" for name in roles) or "none"
        raise LookupError(f"Name the role: {there}.")
    if access != "full":
        raise LookupError("A role is assumed or not: leave `access` out.")
    yield Grant("AssumeRoles", ("sts:AssumeRole",), ((f"{identifier(item)}_role_arn", ""),))
