"""Permissions that let other instances use a database instance."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.module import Grant, Site, database_grants

from .settings import RdsSettings


class _Granted(Struct, frozen=True):
    """An instance, as far as permissions are concerned: a secret of one's own has a key of its own."""

    iam_authentication: bool
    key: object


def grants_of(rds: RdsSettings, item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """Permissions to read the master secret, or to sign in by IAM as one database user (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such user or access.
    """
    granted = _Granted(rds.iam_authentication, rds.key if rds.manages_login else "aws")
    yield from database_grants(granted, item, access, site)
    if access == "connect" and rds.proxy is not None and rds.proxy.iam and item is not None:
        user = item.title().replace("_", "")
        yield Grant(f"SignInToProxyAs{user}", ("rds-db:connect",), (("proxy_users_arn", f"/{item}"),))
