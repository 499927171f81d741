"""References from one region into another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from pydantic.fields import FieldInfo

from hclpress.diagnostics import Diagnostic
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.field_annotations import ReferenceTo
from hclpress.module.module import Module


def reach_problems(spec: EnvironmentSpec, name: str) -> Iterator[Diagnostic]:
    """References into another region, where AWS has no way from one region to the other."""
    site, settings = spec.sites[name], spec.settings(name)
    for field in references_of(type(settings)):
        other = getattr(settings, field)
        if not isinstance(other, str) or site.neighbours[other].reaches_other_regions:
            continue
        region = spec.sites[other].region
        if region != site.region:
            yield Diagnostic(
                "spec/other-region",
                f"{other} is in {region}, and {name} in {site.region}",
                f"Users of a {spec.placements[spec.replica(other, region)].module} must be in its region. "
                f"Give {other} that region too, with `regions: [{region}, {site.region}]`.",
                spec.place(name, ("region",) if "region" in settings.model_fields_set else (field,)),
            )


@lru_cache(maxsize=256)
def references_of(kind: type[Module]) -> tuple[str, ...]:
    """The fields that name another instance, also those that may do without."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(marker, ReferenceTo) for marker in _markers(field))
    )


def _markers(field: FieldInfo) -> Iterator[object]:
    yield from field.metadata
    for member in get_args(field.annotation):
        yield from getattr(member, "__metadata__", ())
