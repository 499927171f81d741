"""Items of a mapping in templates: the settings with their key, their label and their names."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar, get_args, get_origin

from msgspec import Struct

from hclpress.hcl.identifier import identifier
from hclpress.module.name import Name
from hclpress.source.document import SpecPath
from hclpress.spec.settings import Settings

AnySettings = TypeVar("AnySettings", bound=Settings)


class ItemView(Struct, Generic[AnySettings], frozen=True):
    """One entry of a mapping of settings, such as a queue under `queues:`.

    A template reads the settings through it: `queue.fifo` is the setting `fifo` of the queue. A module with derived
    values declares a subclass with further fields.

    Attributes:
        key: its key in the spec.
        settings: the settings under that key.
        names: the names of this item alone, by role without its own label; its only or first name under `name`.
    """

    key: str
    settings: AnySettings
    names: Mapping[str, Name]

    @property
    def label(self) -> str:
        """The label of its resources in HCL."""
        return identifier(self.key)

    @property
    def name(self) -> Name:
        """Its name in AWS, if `Module.names` has one under its label."""
        return self.names["name"]

    def __getattr__(self, attribute: str) -> object:
        """Read a setting."""
        return getattr(self.settings, attribute)


def item_views(
    entries: Mapping[str, AnySettings], field: str, names: Mapping[str, Name]
) -> Iterator[ItemView[AnySettings]]:
    """Yield every entry of a mapping of settings, in the order of the spec.

    Args:
        entries: the mapping.
        field: the name of the setting that holds it.
        names: every name of the instance by role; those decided at `(field, key, …)` belong to that entry.
    """
    of_each: dict[SpecPath, dict[str, Name]] = {}
    for role, name in names.items():
        of_each.setdefault(name.path[:2], {})[role] = name
    for key, settings in entries.items():
        label = identifier(key)
        yield ItemView(
            key, settings, {_short(role, label): name for role, name in of_each.get((field, key), {}).items()}
        )


@lru_cache(maxsize=256)
def item_fields(kind: type[Settings]) -> tuple[str, ...]:
    """Return the settings of a class that are mappings of settings by name."""
    return tuple(name for name, field in kind.model_fields.items() if _maps_settings(field.annotation))


def _maps_settings(annotation: object) -> bool:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _holds_settings(arguments[1])
    return any(map(_maps_settings, arguments))


def _holds_settings(annotation: object) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Settings)
    return any(map(_holds_settings, get_args(annotation)))


def _short(role: str, label: str) -> str:
    """Return a role within its item: `mails` of the item `mails` is its `name`, and `mails_dead` its `dead`."""
    return "name" if role == label else role.removeprefix(f"{label}_")
