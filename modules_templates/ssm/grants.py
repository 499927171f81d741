"""Grants of ssm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.module import Grant, Site, identifier


class GrantedParameter(Protocol):
    """A parameter, made here or not, as far as permissions are concerned."""

    @property
    def key(self) -> object:
        """The key that encrypts it: `aws`, or a KMS key."""
        ...


_READS = ("ssm:GetParameter", "ssm:GetParameters")
_WRITES = ("ssm:PutParameter",)
# By access: the statement's id, the actions, and those on the key of a secret.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadParameters", _READS, ("kms:Decrypt",)),
    "write": ("WriteParameters", _WRITES, ("kms:Encrypt",)),
    "full": ("UseParameters", (*_READS, *_WRITES), ("kms:Decrypt", "kms:Encrypt")),
}


def grants(parameters: Mapping[str, GrantedParameter], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to read or write one parameter (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such parameter or access.
    """
    if item is None or item not in parameters:
        there = ", ".join(f"{site.instance}.{name}" for name in parameters)
        raise LookupError(f"Name the parameter: {there}.")
    if access not in _GRANTS:
        raise LookupError(f"A parameter can be used with {', '.join(_GRANTS)}.")
    sid, actions, key_actions = _GRANTS[access]
    label = identifier(item)
    yield Grant(sid, actions, ((f"{label}_parameter_arn", ""),))
    if parameters[item].key != "aws":
        yield Grant(f"{sid[:-1]}Keys", key_actions, ((f"{label}_key_arn", ""),))
