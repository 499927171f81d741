"""Values that the templates of dsql see beside the settings."""

from __future__ import annotations

from msgspec import Struct

from hclpress.hcl import Expr, encode
from hclpress.module import FromFact, Site

from .settings import DsqlSettings


class View(Struct, frozen=True):
    """Values derived from the settings. A key is None where AWS's own encrypts the cluster."""

    deletion_protection: bool
    cluster_key: Expr | None
    peer_key: Expr | None


def view_of(settings: DsqlSettings, site: Site) -> View:
    """The view of an instance."""
    return View(
        deletion_protection=not site.environment.may_be_destroyed,
        cluster_key=_key(settings.key),
        peer_key=_key(settings.peer.key) if settings.peer else None,
    )


def _key(key: str | FromFact) -> Expr | None:
    if isinstance(key, FromFact):
        return Expr(f"var.{key.input_name}")
    return None if key == "aws" else encode(key)
