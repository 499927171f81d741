"""Grants of kms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Grant, Site, identifier

_DECRYPTS = ("kms:Decrypt", "kms:DescribeKey")
_ENCRYPTS = ("kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey")
# By access: the id of the statement, and the actions.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("DecryptWithKeys", _DECRYPTS),
    "write": ("EncryptWithKeys", _ENCRYPTS),
    "full": ("UseKeys", (*_DECRYPTS, *_ENCRYPTS[1:])),
}
_CALLS: Mapping[str, tuple[str, ...]] = {"ReEncrypt": ("ReEncryptFrom", "ReEncryptTo")}
_MORE_DECRYPTS = ("kms:ReEncryptFrom",)
_MORE_ENCRYPTS = (
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptTo",
)
# Service Authorization Reference, "AWS Key Management Service": the other actions with symmetric keys.
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": _MORE_DECRYPTS,
    "write": _MORE_ENCRYPTS,
    "full": (*_MORE_DECRYPTS, *_MORE_ENCRYPTS),
}


def grants(keys: Mapping[str, object], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to decrypt or encrypt with one key (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such key or access.
    """
    if item is None or item not in keys:
        there = ", ".join(f"{site.instance}.{name}" for name in keys)
        raise LookupError(f"Name the key: {there}.")
    if access not in _GRANTS:
        raise LookupError(f"A key can be used with {', '.join(_GRANTS)}.")
    sid, actions = _GRANTS[access]
    arn = f"{identifier(item)}_key_arn"
    yield Grant(sid, actions, ((arn, ""),), more=((arn, "", _MORE[access]),), calls=_CALLS)
