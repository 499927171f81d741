"""Values that the templates of secrets see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import partition_of
from hclpress.aws.service_principals import service_principal
from hclpress.hcl import Expr, encode
from hclpress.module import (
    ItemView,
    Site,
    environment_expression,
    function_alias,
    item_views,
)

from .settings import GeneratedPassword, Secret, SecretsSettings


class PasswordView(Struct, frozen=True):
    """Arguments of a password that AWS makes; those at AWS's default are None."""

    length: int
    without: str | None
    no_small: bool
    no_capital: bool
    no_numbers: bool
    no_punctuation: bool
    space: bool
    each_kind: bool


class RotationView(Struct, frozen=True):
    """One rotation.

    Attributes:
        days: the days between two changes; None with a schedule.
        duration: the window, such as `3h`.
        function_arn: the function, as Secrets Manager calls it.
        function_id: the function, as its permission names it.
        role_arn: the role of the function.
    """

    days: int | None
    schedule: str | None
    duration: str | None
    at_once: bool
    function_arn: Expr
    function_id: Expr
    alias: str | None
    role_arn: Expr


class SecretView(ItemView[Secret], frozen=True):
    """One secret.

    Attributes:
        written: the value that Terraform writes; None where somebody else does.
        password: the password that AWS makes, if it does.
        key_arn: the customer managed key.
        recovery: the days in which a deletion can be cancelled.
        copies: each replica with its region and its key.
        reading: principals of other accounts that may read it.
    """

    written: Expr | None
    value_version: int
    password: PasswordView | None
    key_arn: str | Expr | None
    recovery: int
    copies: tuple[tuple[str, str | None], ...]
    reading: tuple[str, ...]
    turning: RotationView | None


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        writes: whether Terraform writes a value.
        rotates: whether a function changes one.
        service: Secrets Manager as a principal.
        secrets: the secrets.
    """

    writes: bool
    rotates: bool
    service: str
    secrets: tuple[SecretView, ...]


def view_of(settings: SecretsSettings, site: Site) -> View:
    """The view of an instance."""
    return View(
        writes=any(one.written_here for one in settings.secrets.values()),
        rotates=any(one.rotation for one in settings.secrets.values()),
        service=service_principal("secretsmanager", site.region),
        secrets=tuple(_secret_views(settings, site)),
    )


def _secret_views(settings: SecretsSettings, site: Site) -> Iterator[SecretView]:
    least = 0 if site.environment.may_be_destroyed else 30
    for item in item_views(settings.secrets, "secrets", settings.names(site)):
        secret = item.settings
        yield SecretView(
            item.key,
            secret,
            item.names,
            written=_written(secret, item.label),
            value_version=secret.version or 1,
            password=_password(secret.generate) if secret.generate else None,
            key_arn=None if secret.key == "aws" else environment_expression(secret.key),
            recovery=least if secret.recovery_days is None else secret.recovery_days,
            copies=tuple((region, one.key) for region, one in sorted(secret.replicas.items())),
            reading=tuple(_principal(reader, site.region) for reader in secret.readers),
            turning=_rotation(secret, item.label, site),
        )


def _written(secret: Secret, label: str) -> Expr | None:
    if not secret.written_here:
        return None
    made = f"ephemeral.aws_secretsmanager_random_password.{label}.random_password"
    value = Expr(made if secret.generate else f"var.{label}_value")
    if secret.as_json is None:
        return value
    fields = {name: environment_expression(one) for name, one in secret.as_json.beside.items()}
    return Expr(f"jsonencode({encode(dict(sorted({**fields, secret.as_json.field: value}.items())))})")


def _password(form: GeneratedPassword) -> PasswordView:
    return PasswordView(
        length=form.length,
        without=form.without or None,
        no_small=form.letters in ("capital", "none"),
        no_capital=form.letters in ("small", "none"),
        no_numbers=not form.numbers,
        no_punctuation=not form.punctuation,
        space=form.space,
        each_kind=form.each_kind,
    )


def _principal(reader: str, region: str) -> str:
    return reader if arn_of(reader) else f"arn:{partition_of(region)}:iam::{reader}:root"


def _rotation(secret: Secret, label: str, site: Site) -> RotationView | None:
    rotation = secret.rotation
    if rotation is None:
        return None
    return RotationView(
        days=rotation.interval,
        schedule=rotation.schedule,
        duration=f"{rotation.window_hours}h" if rotation.window_hours else None,
        at_once=rotation.at_once,
        function_arn=Expr(f"var.{label}_function_arn"),
        function_id=Expr(f"var.{label}_function_id"),
        alias=function_alias(rotation.function, site),
        role_arn=Expr(f"var.{label}_function_role_arn"),
    )
