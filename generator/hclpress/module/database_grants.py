"""Permissions that let other instances use a relational database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from hclpress.aws.database_words import USER_NAME
from hclpress.module.grant import Grant
from hclpress.module.site import Site


class GrantedDatabase(Protocol):
    """A database, made here or not, as far as permissions are concerned."""

    @property
    def iam_authentication(self) -> bool:
        """Whether IAM roles may sign in."""
        ...

    @property
    def key(self) -> object:
        """The key that encrypts its secret: one that AWS keeps, or another one."""
        ...


def database_grants(database: GrantedDatabase, item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """Yield permissions to read the master secret, or to sign in by IAM as one database user (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such user or access.
    """
    sid = "".join(part.capitalize() for part in site.instance.split("-"))
    if access == "connect":
        if not database.iam_authentication:
            raise LookupError(f"{site.instance} says `iam_authentication: false`.")
        if item is None:
            raise LookupError(f"Name the database user: `{{resource: {site.instance}.app, access: connect}}`.")
        if not USER_NAME.fullmatch(item):
            raise LookupError(f"{item!r} is no database user: letters, digits and `_`, a letter first.")
        user = item.title().replace("_", "")
        yield Grant(f"SignInTo{sid}As{user}", ("rds-db:connect",), (("database_users_arn", f"/{item}"),))
        return
    if access not in ("read", "write", "full"):
        raise LookupError("`read`, `write` and `full` give the master user's password; `connect` signs in by IAM.")
    if item is not None:
        raise LookupError(f"Users of a database are granted with `access: connect`; write `{site.instance}` alone.")
    yield Grant(
        f"ReadSecretOf{sid}",
        ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
        (("master_secret_arn", ""),),
    )
    if database.key != "aws":
        yield Grant(f"DecryptSecretOf{sid}", ("kms:Decrypt",), (("secret_key_arn", ""),))
