"""Keys that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from hclpress.aws.arn import stand_in_arn
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    LookUp,
    Output,
    ParameterName,
    Problem,
    Site,
    StandInResource,
    Ways,
    item_label,
    parameter,
    spelled,
    told_elsewhere,
)

from .grants import grants

# KMS API reference, CreateAlias: `alias/` and 1 to 250 letters, digits, `/`, `_` and `-`.
AliasName = Annotated[str, spelled(r"alias/[a-zA-Z0-9/_-]{1,250}", "the alias of a key", "alias/shared")]


class FoundKey(Ways):
    """A key that exists already, found by its ARN, its alias or a parameter with its ARN."""

    ways: ClassVar[tuple[str, ...]] = ("arn", "alias", "ssm")

    arn: KeyArn | None = None
    """ARN of the key."""
    alias: AliasName | None = None
    """Alias of the key, such as `alias/shared`."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the ARN."""


class FoundKeys(FoundKey):
    """One key, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("arn", "alias", "ssm", "keys")
    several: ClassVar[str | None] = "keys"

    keys: Mapping[ItemName, FoundKey] = {}
    """Several keys, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingKms(Existing):
    """Keys that exist already."""

    existing: FoundKeys
    """Keys to find."""

    def keys_of(self, site: Site) -> Mapping[str, FoundKey]:
        """The keys by the names that the spec calls them."""
        return self.existing.keys or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report keys of another region."""
        for name, key in self.keys_of(site).items():
            if key.arn is not None:
                path = (*self.existing.place_of(name), "arn")
                yield from told_elsewhere(key.arn, "The key", site, path, shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to decrypt or encrypt with one key (the item)."""
        return grants(self.keys_of(site), self.existing.item_of(item, site), access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of the keys."""
        yield "the policy of the key lets IAM policies of the account permit its use, and the services that use it"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The keys, their aliases, and the parameters that hold their ARNs."""
        for name, key in self.keys_of(site).items():
            label = item_label(name, site)
            told = {key.arn: "arn", key.arn.partition("/")[2]: "key_id"} if key.arn else {}
            yield StandInResource("aws_kms_key", label, {"description": name}, site.region, told=told)
            if key.alias is not None:
                alias = {"name": key.alias, "target_key_id": Expr(f"aws_kms_key.{label}.key_id")}
                yield StandInResource("aws_kms_alias", label, alias, site.region)
            if key.ssm is not None:
                yield StandInResource.parameter(key.ssm, label, Expr(f"aws_kms_key.{label}.arn"), site.region)

    def found(self, site: Site) -> Found:
        """The ARN and the id of each key, and the alias of one that is found by it."""
        return Found.together(_found(name, key, site) for name, key in self.keys_of(site).items())


def _found(name: str, key: FoundKey, site: Site) -> Found:
    arn, needed = _arn_of(key, item_label(name, site), site.region)
    return Found(tuple(_facts(name, key, arn)), tuple(needed))


def _arn_of(key: FoundKey, label: str, region: str) -> tuple[FoundValue, list[LookUp]]:
    if key.arn is not None:
        return FoundValue.told(key.arn), []
    if key.ssm is not None:
        holder = parameter(key.ssm, label, stand_in_arn(region, f"key/{label}"))
        return FoundValue(holder.attribute("insecure_value")), [holder]
    answer = stand_in_arn(region, f"key/{label}")
    alias = LookUp("aws_kms_alias", label, {"name": key.alias}, {"target_key_arn": answer})
    return FoundValue(alias.attribute("target_key_arn")), [alias]


def _facts(name: str, key: FoundKey, arn: FoundValue) -> Iterator[Output]:
    label = identifier(name)
    # The id is the last part of the ARN (KMS Developer Guide, "Key ARN").
    identity = encode(arn.text.partition("/")[2]) if arn.text else Expr(f'split("/", {arn.expression})[1]')
    yield Output(f"{label}_key_arn", "string", arn.expression, f"ARN of the key {name}.", kind="key arn")
    yield Output(f"{label}_key_id", "string", identity, f"Id of the key {name}.")
    if key.alias is not None:
        yield Output(f"{label}_alias", "string", encode(key.alias), f"Alias of the key {name}.", kind="key alias name")
