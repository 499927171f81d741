"""Grants of dsql."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Grant, Site

_ACTIONS = {"full": "dsql:DbConnect", "connect": "dsql:DbConnect", "admin": "dsql:DbConnectAdmin"}


def grants(item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to sign in by IAM: as a role of the database, or as its administrator.

    Raises:
        LookupError: with a sentence for people, for a part of the cluster or another access.
    """
    if item is not None:
        raise LookupError(f"A cluster has no parts that could be used; write `{site.instance}` alone.")
    if access not in _ACTIONS:
        raise LookupError(
            "`connect` signs in as a role of the database, `admin` as its administrator; what that role may read "
            "and write is granted in SQL."
        )
    yield Grant("SignIn", (_ACTIONS[access],), (("cluster_arn", ""),))
