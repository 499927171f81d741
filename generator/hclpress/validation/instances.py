"""The settings of each instance: read into the class of its module, with its references filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from hclpress.contract_calls.faults import fault_of
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.module.field_annotations import UNKNOWN, ReferenceTo
from hclpress.module.module import Module
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.node_results import once_for_each_node
from hclpress.spec.environment import MODULES
from hclpress.spec.origin import MODULE, REGIONS
from hclpress.spec.placement import Placement
from hclpress.spec.posture import PostureDefaults
from hclpress.validation.defaults import with_defaults
from hclpress.validation.typed_settings import sound_settings, typed_settings

_NO_INSTANCE = "?"
"""A name that no instance can have."""


class Instances(Struct, frozen=True, dict=True):
    """The instances that references can name.

    Attributes:
        modules: the module type of each, by every name it has.
        declared: the same of those that the spec itself declares: a reference that is left out can mean only these.
    """

    modules: Mapping[str, str]
    declared: Mapping[str, str]

    @cached_property
    def _items(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        return tuple(self.modules.items()), tuple(self.declared.items())

    def __hash__(self) -> int:
        """Return the hash of all names and types."""
        return hash(self._items)

    def fitting(self, marker: ReferenceTo) -> list[str]:
        """The declared instances that a reference can mean."""
        return [known for known, module in self.declared.items() if module in (*marker.modules, UNKNOWN)]

    def only(self, marker: ReferenceTo) -> str | None:
        """The one instance that a reference can mean; None where there is none, or more than one."""
        fitting = self.fitting(marker)
        return fitting[0] if len(fitting) == 1 else None


def instance_settings(
    place: Cursor, placement: Placement, kind: type[Module], instances: Instances, defaults: PostureDefaults
) -> tuple[Module | None, tuple[Diagnostic, ...]]:
    """The settings of one instance that is made here or exists, or the problems that keep it from having any.

    Args:
        place: the instance in the document.
        placement: its name, module type and region.
        kind: the contract of its module, or the form of its existing instances.
        instances: those that its references can name.
        defaults: the defaults of the posture.

    Raises:
        Diagnosed: `module/contract-failed` when a validator of the module itself fails.
    """
    node = place.node
    if node is not None and (known := _sound_settings(node, kind, placement.region, instances, defaults)) is not None:
        return known, ()
    raw = _raw(place.plain, placement.region)
    modules, unfilled = dict(instances.modules), []
    for field, marker in _required_references(kind):
        if field in raw:
            continue
        fitting = instances.fitting(marker)
        if len(fitting) == 1:
            raw[field] = fitting[0]
        else:
            unfilled.append(_unfilled(placement, field, marker, fitting, place.key_span))
            # A stand-in, so that the rest of the instance is validated; the settings are thrown away below.
            raw[field] = _NO_INSTANCE
            modules[_NO_INSTANCE] = marker.modules[0]
    whole = with_defaults(kind, raw, defaults, instances.only)
    try:
        settings, problems = typed_settings(kind, whole, place, modules, also=(MODULE, REGIONS))
    except (Exception, SystemExit) as error:
        found = fault_of(error, f"Reading the settings of module {placement.module}")
        if found is None:
            raise
        raise Diagnosed([found]) from error
    return (None if unfilled else settings), (*problems, *unfilled)


@once_for_each_node(1024)
def _sound_settings(
    node: document.Node, kind: type[Module], region: str | None, instances: Instances, defaults: PostureDefaults
) -> Module | None:
    """Return the settings of an instance without a problem; None for any other, to be read again with its problems.

    Environments that extend one base share the instances of it that they do not change.
    """
    raw = with_defaults(kind, _raw(document.plain(node), region), defaults, instances.only)
    try:
        return sound_settings(kind, raw, instances.modules)
    except (Exception, SystemExit):
        return None


def _raw(plain: document.Plain, region: str | None) -> dict[str, document.Plain]:
    """Return what an instance sets of its module, with its region."""
    own = {key: one for key, one in plain.items() if key not in (MODULE, REGIONS)} if isinstance(plain, dict) else {}
    return own if region is None else {**own, "region": region}


@lru_cache(maxsize=256)
def _required_references(kind: type[Module]) -> tuple[tuple[str, ReferenceTo], ...]:
    return tuple(
        (name, marker)
        for name, field in kind.model_fields.items()
        for marker in field.metadata
        if isinstance(marker, ReferenceTo) and field.is_required()
    )


def _unfilled(placement: Placement, field: str, marker: ReferenceTo, fitting: list[str], span: Span) -> Diagnostic:
    wanted, name = " or ".join(marker.modules), placement.declared_name
    if fitting:
        return Diagnostic(
            "spec/which-one",
            f"Which {wanted} does {name} belong to?",
            f"There are several: {', '.join(fitting)}. Name one with `{field}:`.",
            span,
        )
    return Diagnostic(
        "spec/module-missing",
        f"{name} needs a {wanted}, and the environment has none",
        f"Every {placement.module} uses a {wanted}. Add one under `{MODULES}:`, for example `{marker.modules[0]}:`.",
        span,
    )
