"""Compares two environments: their settings, their resources, and how much of it their postures and names explain."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Span
from hclpress.fleet.generate_variant import IDENTITY, generate_variant
from hclpress.history.environment_differences import ResourceDifference, differences_between
from hclpress.pipeline import Generated, generate, merged
from hclpress.project.project import Project
from hclpress.source import document
from hclpress.spec.environment_file import EnvironmentFile

_NAMES = (*IDENTITY, "owner", "tags")
_POSTURE = ("posture", "destroyable")
_WITHOUT_EFFECT = frozenset({"waivers", "requests", "note"})
"""Settings at the top that decide about no resource."""


class SettingDifference(Struct, frozen=True):
    """A setting that two specs give different values.

    Attributes:
        path: its path.
        first: the value in the first environment; None if it is not set there.
        second: the value in the second one; None if it is not set there.
        places: the places of both, as far as they are set.
    """

    path: document.SpecPath
    first: document.Plain
    second: document.Plain
    places: tuple[Span | None, Span | None]


class EnvironmentComparison(Struct, frozen=True):
    """The comparison of two environments.

    Attributes:
        settings: the settings that differ.
        by_names: the differences that follow from the names, the account, the region, the owner or the tags.
        by_posture: the differences that follow from the posture, and from whether data may be destroyed.
        unexplained: all others. The values of the first environment are those that it has with the second one's names.
        is_split: whether the three could be told apart: the first one renders with names and posture of the second.
    """

    settings: tuple[SettingDifference, ...]
    by_names: tuple[ResourceDifference, ...]
    by_posture: tuple[ResourceDifference, ...]
    unexplained: tuple[ResourceDifference, ...]
    is_split: bool


def compare_environments(project: Project, first: EnvironmentFile, second: EnvironmentFile) -> EnvironmentComparison:
    """Compare two environments of a project.

    The first environment is generated again with the names of the second one, and then with its posture too. Whatever
    still differs then, they do not explain.

    Raises:
        Diagnosed: when one of the two has a problem.
    """
    one, other = (generate(where, project.catalog, project.checks) for where in (first, second))
    settings = tuple(_settings(merged(first), merged(second)))
    differences = differences_between(one.parsed.modules, other.parsed.modules)
    renamed = _with_settings_of(_NAMES, project, first, one, other)
    disguised = _with_settings_of((*_NAMES, *_POSTURE), project, first, one, other)
    if renamed is None or disguised is None:
        return EnvironmentComparison(settings, (), (), differences, is_split=False)
    despite_names = differences_between(renamed.parsed.modules, other.parsed.modules)
    unexplained = differences_between(disguised.parsed.modules, other.parsed.modules)
    return EnvironmentComparison(
        settings,
        _without(differences, despite_names),
        _without(despite_names, unexplained),
        unexplained,
        is_split=True,
    )


def _without(
    ones: tuple[ResourceDifference, ...], others: tuple[ResourceDifference, ...]
) -> tuple[ResourceDifference, ...]:
    """Return the differences at places at which the others have none."""
    known = {(each.address, each.path) for each in others}
    return tuple(each for each in ones if (each.address, each.path) not in known)


def _with_settings_of(
    keys: Iterable[str], project: Project, where: EnvironmentFile, one: Generated, other: Generated
) -> Generated | None:
    """Generate an environment with some settings at the top of another one; None if that has a problem."""
    mine, theirs = (each.parsed.stack.environment.model_dump(mode="json") for each in (one, other))
    settings = {key: theirs[key] for key in keys if theirs[key] != mine[key]}
    with tempfile.TemporaryDirectory(prefix="hclpress-") as scratch:
        try:
            return generate_variant(project, where, settings, Path(scratch))
        except Diagnosed:
            return None


def _settings(first: document.Mapping, second: document.Mapping) -> Iterator[SettingDifference]:
    ones, others = dict(document.walk(first)), dict(document.walk(second))
    for path in dict.fromkeys((*ones, *others)):
        if path[:1] and path[0] in _WITHOUT_EFFECT:
            continue
        one, other = ones.get(path), others.get(path)
        values = tuple(None if each is None else document.plain(each) for each in (one, other))
        if values[0] != values[1]:
            places = (None if one is None else one.span, None if other is None else other.span)
            yield SettingDifference(path, values[0], values[1], places)
