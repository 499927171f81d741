"""Values that the templates of kms see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.aws.service_principals import service_principal
from hclpress.hcl import Expr
from hclpress.module import ItemView, Site, item_views

from .settings import LONGEST_WINDOW, SHORTEST_WINDOW, Key, KmsSettings, Service

# CloudWatch Logs User Guide, "Encrypt log data"; SNS Developer Guide, "Key management", for the sources of messages to
# encrypted topics.
_PRINCIPALS: Mapping[Service, str] = {
    "cloudwatch": "cloudwatch",
    "logs": "logs",
    "log-delivery": "delivery.logs",
    "s3": "s3",
    "sns": "sns",
}


class KeyView(ItemView[Key], frozen=True):
    """One key.

    Attributes:
        logs: CloudWatch Logs as a principal; None where it does not use the key.
        principals: the other services that use the key.
    """

    deletion_window: int
    logs: str | None
    principals: tuple[str, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        root: ARN that stands for the account as a whole.
        log_groups: pattern of the ARNs of the account's log groups.
    """

    root: Expr
    account: str | Expr
    log_groups: Expr
    keys: tuple[KeyView, ...]


def view_of(settings: KmsSettings, site: Site) -> View:
    """The view of an instance."""
    partition = partition_of(site.region)
    return View(
        root=Expr(f'"arn:{partition}:iam::{site.account}:root"'),
        account=site.environment.account_id or Expr("var.account_id"),
        log_groups=Expr(f'"arn:{partition}:logs:{site.region}:{site.account}:log-group:*"'),
        keys=tuple(_key_views(settings, site)),
    )


def _key_views(settings: KmsSettings, site: Site) -> Iterator[KeyView]:
    window = SHORTEST_WINDOW if site.environment.may_be_destroyed else LONGEST_WINDOW
    for item in item_views(settings.keys, "keys", settings.names(site)):
        key = item.settings
        yield KeyView(
            item.key,
            key,
            item.names,
            deletion_window=key.deletion_window_days or window,
            logs=service_principal("logs", site.region) if "logs" in key.services else None,
            principals=tuple(
                sorted(
                    service_principal(_PRINCIPALS[service], site.region)
                    for service in key.services
                    if service != "logs"
                )
            ),
        )
