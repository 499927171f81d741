"""Problems of the settings of secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import partition_of
from hclpress.module import Problem, Site, SpecPath, function_problems, known_text, other_region_problems

from .names import name_of
from .settings import JsonSecret, Secret, SecretsSettings

# Secrets Manager User Guide, "AWS Secrets Manager quotas": the bytes of a value.
LONGEST_VALUE = 65_536
# Secrets Manager API Reference, CreateSecret, Name: a hyphen and six characters look like the end of an ARN.
_LIKE_AN_ARN = re.compile(r".*-[A-Za-z0-9]{6}")


def problems(settings: SecretsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    taken: dict[str, str] = {}
    for item, secret in settings.secrets.items():
        path = ("secrets", item)
        full = name_of(settings, item, site)
        holder = taken.setdefault(full, item)
        if holder != item:
            yield Problem(
                (*path, "name") if secret.name else path,
                "secret-twice",
                f"Two secrets would have the name {str(full)!r}",
                f"{holder} has this name already. Rename one of them.",
            )
        if secret.name is not None and _LIKE_AN_ARN.fullmatch(secret.name):
            yield Problem.warning(
                (*path, "name"),
                "name-like-an-arn",
                f"The name {secret.name!r} ends as the ARN of a secret does",
                "AWS puts a hyphen and six characters behind every name in its ARN. A search by a part of the ARN may "
                "then find another secret. Let the name end otherwise.",
            )
        yield from _value_problems(secret, path)
        yield from _key_problems(secret, site, path)
        yield from _replica_problems(secret, site, path)
        if secret.rotation is not None:
            place = (*path, "rotation")
            yield from function_problems(secret.rotation.function, site, (*place, "function"), "The secret")
            if secret.rotation.days is not None and secret.rotation.schedule is not None:
                yield Problem(
                    (*place, "schedule"),
                    "days-and-schedule",
                    "A rotation has one rhythm",
                    f"`days: {secret.rotation.days}` says it already. Remove one of the two lines.",
                )


def _value_problems(secret: Secret, path: SpecPath) -> Iterator[Problem]:
    if not secret.written_here:
        for field in ("version", "generate", "as_json"):
            if getattr(secret, field) is not None:
                yield Problem(
                    (*path, field),
                    "version-of-no-value" if field == "version" else "value-of-others",
                    f"`{field}` says nothing about a value that somebody else writes",
                    "`value: outside` says that Terraform writes none. Remove one of the two lines.",
                )
        return
    if secret.generate is not None:
        kinds = secret.generate.kinds
        if not kinds:
            yield Problem(
                (*path, "generate"),
                "no-characters",
                "No character is left for the password",
                "Letters, digits and punctuation are all left out. Allow one of them.",
            )
        elif secret.generate.each_kind and secret.generate.length < kinds:
            yield Problem(
                (*path, "generate", "length"),
                "password-too-short",
                f"{secret.generate.length} characters have no room for {kinds} kinds",
                f"Set a `length` of {kinds} at least, or `each_kind: false`.",
            )
    if secret.as_json is not None:
        yield from _json_problems(secret.as_json, (*path, "as_json"))


def _json_problems(whole: JsonSecret, path: SpecPath) -> Iterator[Problem]:
    if whole.field in whole.beside:
        yield Problem(
            (*path, "beside", whole.field),
            "field-twice",
            f"The field {whole.field!r} holds the secret part",
            "The spec would replace it. Remove the line, or set another `field`.",
        )
    size = sum(len(f'"{name}":"{known_text(value)}",'.encode()) for name, value in whole.beside.items())
    if size > LONGEST_VALUE:
        yield Problem(
            (*path, "beside"),
            "value-too-long",
            f"The fields have {size:,} bytes",
            f"A secret holds {LONGEST_VALUE:,}. Keep what is no secret elsewhere, such as in a bucket.",
        )


def _key_problems(secret: Secret, site: Site, path: SpecPath) -> Iterator[Problem]:
    if secret.key != "aws":
        yield from other_region_problems(secret.key, site, (*path, "key"), "key")
        return
    for index, reader in enumerate(secret.readers):
        arn = arn_of(reader)
        account = arn.account if arn else reader
        # Secrets Manager User Guide, "Access from a different account": not with the key that AWS keeps.
        if site.environment.account_id is not None and account != site.environment.account_id:
            yield Problem(
                (*path, "readers", index),
                "readers-without-key",
                f"The account {account} cannot decrypt the secret",
                "The key that AWS keeps serves its own account alone. Set `key` to one whose policy lets that account "
                "decrypt.",
            )


def _replica_problems(secret: Secret, site: Site, path: SpecPath) -> Iterator[Problem]:
    for region, replica in secret.replicas.items():
        place = (*path, "replicas", region)
        if region == site.region:
            yield Problem(
                place,
                "replica-at-home",
                f"The secret itself lies in {region}",
                "A replica lies in another region. Remove the line, or name another region.",
            )
        elif partition_of(region) != partition_of(site.region):
            yield Problem(
                place,
                "replica-of-another-partition",
                f"{region} belongs to {partition_of(region)}, and {site.region} to {partition_of(site.region)}",
                "AWS copies secrets within one partition. Name a region of the same one.",
            )
        arn = arn_of(replica.key) if replica.key else None
        if arn is not None and arn.region != region:
            yield Problem(
                (*place, "key"),
                "key-of-another-region",
                f"The key lies in {arn.region}",
                f"The replica lies in {region} and takes a key from there alone.",
            )
