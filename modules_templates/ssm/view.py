"""Values that the templates of ssm see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr
from hclpress.module import FactReference, ItemView, Site, environment_expression, item_views

from .settings import Parameter, SsmSettings, Tier, written

_TIERS: Mapping[Tier, str] = {"standard": "Standard", "advanced": "Advanced", "intelligent": "Intelligent-Tiering"}


class ParameterView(ItemView[Parameter], frozen=True):
    """One parameter that is made here.

    Attributes:
        text: its value; empty for a secret.
        variable: the variable a secret arrives in.
        version: the version of a secret.
        tier_name: its tier in AWS's words; None for the standard one.
        key_arn: the customer managed key that encrypts a secret.
    """

    text: str | Expr
    variable: Expr
    version: int
    tier_name: str | None
    key_arn: str | Expr | None


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        has_plain: whether some parameters are no secrets.
        parameters: the parameters that are made here.
    """

    has_plain: bool
    parameters: tuple[ParameterView, ...]


def view_of(settings: SsmSettings, site: Site) -> View:
    """The view of an instance."""
    return View(
        has_plain=any(one.made_here and not one.secret for one in settings.parameters.values()),
        parameters=tuple(_parameter_views(settings, site)),
    )


def _parameter_views(settings: SsmSettings, site: Site) -> Iterator[ParameterView]:
    for item in item_views(settings.parameters, "parameters", settings.names(site)):
        parameter, value = item.settings, item.settings.value
        if parameter.made_here:
            yield ParameterView(
                item.key,
                parameter,
                item.names,
                text=environment_expression(value) if isinstance(value, FactReference) else written(value or ""),
                variable=Expr(f"var.{item.label}_value"),
                version=parameter.version or 1,
                tier_name=None if parameter.tier == "standard" else _TIERS[parameter.tier],
                key_arn=None if parameter.key == "aws" else environment_expression(parameter.key),
            )
