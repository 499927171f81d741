"""kms: customer managed keys, each with an alias that outlives it."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    identifier,
    key_policy_waivers,
)

from .problems import problems
from .settings import KmsSettings
from .view import View, view_of

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


class Kms(KmsSettings):
    """Keys."""

    summary = "KMS keys with an alias, rotation and a policy each."

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The aliases; keys themselves have only ids."""
        return {
            identifier(name): site.name(
                "aws_kms_alias",
                key.alias or name,
                ("keys", name, "alias") if key.alias else ("keys", name),
                prefix="alias/",
            )
            for name, key in self.keys.items()
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The account, which every key policy names."""
        return site.account_inputs()

    def outputs(self, site: Site) -> Iterable[Output]:
        """The ARN, the id and the alias of each key."""
        for name in self.keys:
            label = identifier(name)
            yield Output.of(
                "aws_kms_key", label, "arn", f"ARN of the key {name}.", name=f"{label}_key_arn", exported=True
            )
            yield Output.of("aws_kms_key", label, "key_id", f"Id of the key {name}.")
            yield Output.of("aws_kms_alias", label, "name", f"Alias of the key {name}.", name=f"{label}_alias")

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to decrypt or encrypt with one key (the item)."""
        if item is None or item not in self.keys:
            there = ", ".join(f"{site.instance}.{name}" for name in self.keys)
            raise LookupError(f"Name the key: {there}.")
        if access not in _GRANTS:
            raise LookupError(f"A key can be used with {', '.join(_GRANTS)}.")
        sid, actions = _GRANTS[access]
        arn = f"{identifier(item)}_key_arn"
        yield Grant(sid, actions, ((arn, ""),), more=((arn, "", _MORE[access]),), calls=_CALLS)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of each key policy."""
        for name in self.keys:
            yield from key_policy_waivers(f"data.aws_iam_policy_document.{identifier(name)}")

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
