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

    @property
    def under(self) -> object:
        """The path in front of its name, where the spec tells that apart."""
        ...


_READS = ("ssm:GetParameter", "ssm:GetParameters")
_WRITES = ("ssm:PutParameter",)
# By access: the statement's id, the actions, and those on the key of a secret.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadParameters", _READS, ("kms:Decrypt",)),
    "write": ("WriteParameters", _WRITES, ("kms:Encrypt",)),
    "full": ("UseParameters", (*_READS, *_WRITES), ("kms:Decrypt", "kms:Encrypt")),
}
_MORE_WRITES = (
    "ssm:DeleteParameter",
    "ssm:DeleteParameters",
    "ssm:LabelParameterVersion",
    "ssm:UnlabelParameterVersion",
)
# Service Authorization Reference, "AWS Systems Manager": the other actions on a parameter.
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": ("ssm:GetParameterHistory",),
    "write": _MORE_WRITES,
    "full": ("ssm:GetParameterHistory", *_MORE_WRITES),
}
_BY_PATH = ("ssm:GetParametersByPath",)


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
    more: tuple[tuple[str, str, tuple[str, ...]], ...] = ((f"{label}_parameter_arn", "", _MORE[access]),)
    if access != "write" and parameters[item].under:
        # IAM holds the path of the request against the policy, with a slash at its end where the request has one.
        more = (*more, (f"{label}_path_arn", "", _BY_PATH), (f"{label}_path_arn", "/", _BY_PATH))
    yield Grant(sid, actions, ((f"{label}_parameter_arn", ""),), more=more)
    if parameters[item].key != "aws":
        yield Grant(f"{sid[:-1]}Keys", key_actions, ((f"{label}_key_arn", ""),))
