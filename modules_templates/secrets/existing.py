"""Secrets that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

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
    word_or_own,
)

from .grants import grants
from .settings import SecretName

SecretArn = Annotated[
    str,
    spelled(
        r"arn:aws(?:-us-gov|-cn)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}",
        "the ARN of a secret, with the six characters behind its name",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme/token-AbCdEf",
    ),
]
KeyChoice = Annotated[
    Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")],
    word_or_own("aws"),
]


class FoundSecret(Ways):
    """A secret that exists already, found by its name, its ARN or a parameter with its ARN."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm")

    name: SecretName | None = None
    """Name of the secret."""
    arn: SecretArn | None = None
    """ARN of the secret, with the six characters behind its name."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the ARN."""
    key: KeyChoice = "aws"
    """Key that encrypts it: the one that AWS keeps, or a KMS key by ARN, which users may then use."""


class FoundSecrets(FoundSecret):
    """One secret, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm", "secrets")
    several: ClassVar[str | None] = "secrets"

    secrets: Mapping[ItemName, FoundSecret] = {}
    """Several secrets, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingSecrets(Existing):
    """Secrets that exist already."""

    existing: FoundSecrets
    """Secrets to find."""

    def secrets_of(self, site: Site) -> Mapping[str, FoundSecret]:
        """The secrets by the names that the spec calls them."""
        return self.existing.secrets or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report secrets and keys of another region."""
        for item, secret in self.secrets_of(site).items():
            path = self.existing.place_of(item)
            if secret.arn is not None:
                yield from told_elsewhere(secret.arn, "The secret", site, (*path, "arn"), shared=True)
            if secret.key != "aws":
                yield from told_elsewhere(secret.key, "The key", site, (*path, "key"), shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one secret (the item)."""
        return grants(self.secrets_of(site), self.existing.item_of(item, site), access, site)

    def required(self, site: Site) -> Iterator[str]:
        """Its value, and the policies of keys."""
        yield "it has a value"
        if any(one.key != "aws" for one in self.secrets_of(site).values()):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The secrets with a value each, and the parameters that hold their ARNs."""
        for item, secret in self.secrets_of(site).items():
            label = item_label(item, site)
            told = {secret.arn: "arn"} if secret.arn else {}
            # The ARN ends with a hyphen and six characters of AWS's.
            name = secret.arn.partition(":secret:")[2][:-7] if secret.arn else secret.name or f"{label}-stand-in"
            arguments = {"name": name, "recovery_window_in_days": 0}
            yield StandInResource("aws_secretsmanager_secret", label, arguments, site.region, told=told)
            arn = Expr(f"aws_secretsmanager_secret.{label}.arn")
            value = {"secret_id": arn, "secret_string": '{"username": "app", "password": "stand-in"}'}
            yield StandInResource("aws_secretsmanager_secret_version", label, value, site.region)
            if secret.ssm is not None:
                yield StandInResource.parameter(secret.ssm, label, arn, site.region)

    def found(self, site: Site) -> Found:
        """The ARN of each secret, its name where the spec tells it, and its key."""
        return Found.together(_found(item, secret, site) for item, secret in self.secrets_of(site).items())


def _found(item: str, secret: FoundSecret, site: Site) -> Found:
    arn, needed = _arn_of(secret, item_label(item, site), site.region)
    return Found(tuple(_facts(item, secret, arn)), tuple(needed))


def _arn_of(secret: FoundSecret, label: str, region: str) -> tuple[FoundValue, list[LookUp]]:
    if secret.arn is not None:
        return FoundValue.told(secret.arn), []
    answer = stand_in_arn(region, f"secret/{label}")
    if secret.ssm is not None:
        holder = parameter(secret.ssm, label, answer)
        return FoundValue(holder.attribute("insecure_value")), [holder]
    found = LookUp("aws_secretsmanager_secret", label, {"name": secret.name}, {"arn": answer})
    return FoundValue(found.attribute("arn")), [found]


def _facts(item: str, secret: FoundSecret, arn: FoundValue) -> Iterator[Output]:
    label = identifier(item)
    yield Output(f"{label}_secret_arn", "string", arn.expression, f"ARN of the secret {item}.", kind="secret arn")
    if secret.name is not None:
        name = encode(secret.name)
        yield Output(f"{label}_secret_name", "string", name, f"Name of the secret {item}.", kind="secret name")
    if secret.key != "aws":
        yield Output(f"{label}_key_arn", "string", encode(secret.key), f"ARN of the key that encrypts {item}.")
