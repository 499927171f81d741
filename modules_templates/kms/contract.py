"""kms: keys of one's own, each under a name that outlives it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.aws.regions import partition_of
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.facts import Input, Output
from hclpress.module.grant import Grant
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver, key_policy_waivers
from hclpress.spec.fields import ItemName

Service = Literal["cloudwatch", "logs", "log-delivery", "s3", "sns"]

# What each service is called in a key policy. CloudWatch Logs User Guide, "Encrypt log data"; SNS Developer Guide,
# "Key management", for the sources of messages to encrypted topics.
_PRINCIPALS: Mapping[Service, str] = {
    "cloudwatch": "cloudwatch.amazonaws.com",
    "logs": "logs.{region}.amazonaws.com",
    "log-delivery": "delivery.logs.amazonaws.com",
    "s3": "s3.amazonaws.com",
    "sns": "sns.amazonaws.com",
}

# KMS API reference, ScheduleKeyDeletion, PendingWindowInDays: 7 to 30. RotationPeriodInDays: 90 to 2560.
_SHORTEST_WINDOW, _LONGEST_WINDOW = 7, 30
_SHORTEST_ROTATION, _LONGEST_ROTATION = 90, 2560

_DECRYPTS = ("kms:Decrypt", "kms:DescribeKey")
_ENCRYPTS = ("kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey")
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("DecryptWithKeys", _DECRYPTS),
    "write": ("EncryptWithKeys", _ENCRYPTS),
    "full": ("UseKeys", (*_DECRYPTS, *_ENCRYPTS[1:])),
}


class Key(Item):
    """A key."""

    description: Annotated[str, Field(min_length=1, max_length=8192)]
    """What it encrypts, for those who see it in the console."""
    alias: ItemName | None = None
    """What `{name}` stands for in its alias. Left out: the key's own name."""
    rotation: bool = True
    """Whether AWS makes new key material regularly; what was encrypted before can still be read."""
    rotation_days: Annotated[int, Field(ge=_SHORTEST_ROTATION, le=_LONGEST_ROTATION)] | None = None
    """Days between rotations. Left out: AWS's own 365."""
    deletion_window_days: Annotated[int, Field(ge=_SHORTEST_WINDOW, le=_LONGEST_WINDOW)] | None = None
    """Days in which a deletion can still be taken back. Left out: 7 where data may be destroyed, otherwise 30."""
    multi_region: bool = False
    """Whether copies of it can be made in other regions. Changing it later makes a new key."""
    services: tuple[Service, ...] = ()
    """AWS services that use it in their own name: `logs` for encrypted log groups, `log-delivery` for logs in buckets,
    `cloudwatch` and `s3` to send messages to encrypted topics, `sns` to send them to encrypted queues."""


class Kms(Module):
    """Keys."""

    summary = "KMS keys with an alias, rotation and a policy each."

    keys: Annotated[Mapping[ItemName, Key], Field(min_length=1)]
    """The keys by name."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        taken: dict[str, str] = {}
        for name, key in self.keys.items():
            path = ("keys", name)
            if key.rotation_days is not None and not key.rotation:
                yield Problem(
                    (*path, "rotation_days"),
                    "days-without-rotation",
                    "The key is not rotated",
                    "Days mean nothing with `rotation: false`. Take one of the two lines away.",
                )
            holder = taken.setdefault(key.alias or name, name)
            if holder != name:
                yield Problem(
                    (*path, "alias") if key.alias else path,
                    "alias-twice",
                    f"Two keys would be called {key.alias or name!r}",
                    f"An alias leads to one key, and {holder} has it already. Say another `alias:`.",
                )
            for index, service in enumerate(key.services):
                if service in key.services[:index]:
                    yield Problem(
                        (*path, "services", index),
                        "service-twice",
                        f"{service} stands here twice",
                        "Take one of them away.",
                    )

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
        """Each key's ARN, id and alias."""
        for name in self.keys:
            label = identifier(name)
            for fact, value, description, exported in (
                ("key_arn", f"aws_kms_key.{label}.arn", f"ARN of the key {name}.", True),
                ("key_id", f"aws_kms_key.{label}.key_id", f"Id of the key {name}.", False),
                ("alias", f"aws_kms_alias.{label}.name", f"Alias of the key {name}.", False),
            ):
                yield Output(f"{label}_{fact}", "string", Expr(value), description, exported)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Decrypting and encrypting with one key (the item)."""
        if item is None or item not in self.keys:
            there = ", ".join(f"{site.instance}.{name}" for name in self.keys)
            raise LookupError(f"Say which key: {there}.")
        if access not in _GRANTS:
            raise LookupError(f"A key can be used with {', '.join(_GRANTS)}.")
        sid, actions = _GRANTS[access]
        yield Grant(sid, actions, ((f"{identifier(item)}_key_arn", ""),))

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Rotation."""
        for name, key in self.keys.items():
            yield Proof.equal(
                f"aws_kms_key.{identifier(name)}.enable_key_rotation",
                key.rotation,
                f"{name} must rotate as the spec says.",
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What a key's policy has to say."""
        for name in self.keys:
            yield from key_policy_waivers(f"data.aws_iam_policy_document.{identifier(name)}")

    def view(self, site: Site) -> "View":
        """What the templates see."""
        shortest = site.environment.may_be_destroyed
        names = self.names(site)
        partition = partition_of(site.region)
        return View(
            root=Expr(f'"arn:{partition}:iam::{site.account}:root"'),
            account=site.environment.account_id or Expr("var.account_id"),
            log_groups=Expr(f'"arn:{partition}:logs:{site.region}:{site.account}:log-group:*"'),
            key_views=tuple(
                KeyView(
                    label=identifier(name),
                    alias=names[identifier(name)],
                    settings=key,
                    deletion_window=key.deletion_window_days or (_SHORTEST_WINDOW if shortest else _LONGEST_WINDOW),
                    logs=_PRINCIPALS["logs"].format(region=site.region) if "logs" in key.services else None,
                    services=tuple(sorted(_PRINCIPALS[service] for service in key.services if service != "logs")),
                )
                for name, key in self.keys.items()
            ),
        )


class KeyView(Struct, frozen=True):
    """One key.

    Attributes:
        label: of its resources.
        alias: its name.
        settings: what the spec says.
        deletion_window: days in which a deletion can be taken back.
        logs: CloudWatch Logs as a principal, None where it does not use the key.
        services: the other services that use it, as principals.
    """

    label: str
    alias: Name
    settings: Key
    deletion_window: int
    logs: str | None
    services: tuple[str, ...]


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        root: ARN that stands for the account as a whole.
        account: the account's id.
        log_groups: what the ARNs of its log groups look like.
        key_views: the keys.
    """

    root: Expr
    account: str | Expr
    log_groups: Expr
    key_views: tuple[KeyView, ...]
