"""The uses that an instance permits: each item of it with each access, and the actions that this grants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from hclpress.contract_calls.method_calls import every
from hclpress.module.grant import Grant
from hclpress.module.item_view import item_fields

if TYPE_CHECKING:
    from hclpress.module.site import Site


class PermittedUse(Struct, frozen=True):
    """One line that may stand in `uses`.

    Attributes:
        resource: the instance, or an item of it: `tables.orders`.
        access: the access to it.
        actions: the actions that it grants.
        more_actions: further ones that `actions:` may name.
    """

    resource: str
    access: str
    actions: tuple[str, ...]
    more_actions: tuple[str, ...] = ()


def permitted_uses(instance: str, site: Site) -> Iterator[PermittedUse]:
    """Yield every use of an instance that its contract permits.

    Args:
        instance: the instance that is used.
        site: the site of any instance of the environment.
    """
    settings, own = site.neighbours[instance], site.of(instance)
    items: dict[str, str | None] = {"": None}
    for entries in (getattr(settings, field) for field in item_fields(type(settings))):
        items |= {key: key for key in entries} if isinstance(entries, Mapping) else {}
    for shown, item in (items | dict(settings.example_items)).items():
        for access in settings.accesses:
            try:
                grants = every(Grant, settings.grants, item, access, own)
            except LookupError:
                continue
            actions = tuple(dict.fromkeys(action for one in grants for action in one.actions))
            more = tuple(
                dict.fromkeys(action for one in grants for action in one.more_actions if action not in actions)
            )
            yield PermittedUse(f"{instance}.{shown}" if shown else instance, access, actions, more)
