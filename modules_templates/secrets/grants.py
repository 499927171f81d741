"""Grants of secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.module import Grant, Site, identifier


class GrantedSecret(Protocol):
    """A secret, made here or not, as far as permissions are concerned."""

    @property
    def key(self) -> object:
        """The key that encrypts it: `aws`, or a KMS key."""
        ...


_READS = ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue")
_WRITES = ("secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue")
# By access: the statement's id, the actions, and those on the key. Secrets Manager User Guide, "Secret encryption and
# decryption": to write a value takes both actions on the key.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadSecrets", _READS, ("kms:Decrypt",)),
    "write": ("WriteSecrets", _WRITES, ("kms:Decrypt", "kms:GenerateDataKey")),
    "full": ("UseSecrets", (*_READS, _WRITES[1]), ("kms:Decrypt", "kms:GenerateDataKey")),
}
_MORE_READS = ("secretsmanager:GetResourcePolicy", "secretsmanager:ListSecretVersionIds")
_MORE_WRITES = (
    "secretsmanager:CancelRotateSecret",
    "secretsmanager:RotateSecret",
    "secretsmanager:UpdateSecret",
    "secretsmanager:UpdateSecretVersionStage",
)
# Service Authorization Reference, "AWS Secrets Manager": other actions on one secret.
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": _MORE_READS,
    "write": _MORE_WRITES,
    "full": (*_MORE_READS, *_MORE_WRITES),
}


def grants(secrets: Mapping[str, GrantedSecret], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to read or write one secret (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such secret or access.
    """
    if item is None or item not in secrets:
        there = ", ".join(f"{site.instance}.{name}" for name in secrets)
        raise LookupError(f"Name the secret: {there}.")
    if access not in _GRANTS:
        raise LookupError(f"A secret can be used with {', '.join(_GRANTS)}.")
    sid, actions, key_actions = _GRANTS[access]
    arn = f"{identifier(item)}_secret_arn"
    yield Grant(sid, actions, ((arn, ""),), more=((arn, "", _MORE[access]),))
    if secrets[item].key != "aws":
        yield Grant(f"{sid[:-1]}Keys", key_actions, ((f"{identifier(item)}_key_arn", ""),))
