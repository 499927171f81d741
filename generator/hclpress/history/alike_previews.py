"""Groups of environments in which an apply does the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from hclpress.model.environment_preview import AttributeChange, EnvironmentPreview, ResourcePreview


class AlikePreviews(Struct, frozen=True):
    """Environments in which an apply does the same, but for their own names.

    Attributes:
        environments: their addresses, in the order of the run.
        first: the preview of the first of them.
    """

    environments: tuple[str, ...]
    first: EnvironmentPreview


def alike_previews(previews: Iterable[EnvironmentPreview]) -> tuple[AlikePreviews, ...]:
    """Group previews; those in which nothing happens are left out.

    Two environments are alike if their previews are, once the account, the suffix, the region and the name of the
    environment are taken out of every value.

    Returns:
        The groups, the largest first.
    """
    groups: dict[object, list[EnvironmentPreview]] = {}
    for one in previews:
        if not one.is_empty:
            groups.setdefault(_shape(one), []).append(one)
    found = [AlikePreviews(tuple(one.address for one in ones), ones[0]) for ones in groups.values()]
    return tuple(sorted(found, key=lambda one: -len(one.environments)))


def _shape(preview: EnvironmentPreview) -> object:
    """Return what happens in an environment, without the names that are its own."""
    words = dict(preview.names)
    if not words:
        return (preview.resources, preview.unpredicted, preview.adopted, _codes(preview))
    own = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, words))})(?![A-Za-z0-9])")
    resources = tuple(_without_names(one, own, words) for one in preview.resources)
    return (resources, preview.unpredicted, preview.adopted, _codes(preview))


def _codes(preview: EnvironmentPreview) -> tuple[str, ...]:
    return tuple(sorted(one.code for one in preview.findings))


def _without_names(resource: ResourcePreview, own: re.Pattern[str], words: Mapping[str, str]) -> ResourcePreview:
    def text(value: str) -> str:
        return own.sub(lambda match: words[match[0]], value)

    def change(one: AttributeChange) -> AttributeChange:
        return structs.replace(
            one,
            was=None if one.was is None else text(one.was),
            now=None if one.now is None else text(one.now),
            added=tuple(map(text, one.added)),
            removed=tuple(map(text, one.removed)),
        )

    return structs.replace(resource, attributes=tuple(map(change, resource.attributes)))
