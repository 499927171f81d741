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
    yield Grant(sid, actions, ((f"{identifier(item)}_key_arn", ""),))
