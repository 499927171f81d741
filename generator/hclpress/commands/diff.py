"""hclpress diff: compare two environments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import to_builtins

from hclpress.aws.posture_aspects import Aspect
from hclpress.diagnostics import Diagnostic, Severity, shown
from hclpress.fleet.compare_environments import EnvironmentComparison, SettingDifference, compare_environments
from hclpress.history.environment_differences import ResourceDifference
from hclpress.project.project import Project
from hclpress.source import document
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json
from hclpress.ui.preview_words import attribute_lines
from hclpress.validation.expectations import Expectation, read_expectations

STOPPED = 4
"""The exit code if there are differences that `--expect` does not list."""


def diff(console: Console, project: Project, first: str, second: str, expect: Path | None = None) -> int:
    """Compare two environments: their specs, their resources, and how much of it their postures and names explain.

    Args:
        console: the console to print to.
        project: the project of both.
        first: one environment.
        second: the other one.
        expect: the file of differences that are expected; None to expect nothing.

    Returns:
        0, or 4 if `expect` is given and something else differs.

    Raises:
        Diagnosed: when one of the two has a problem, or the file has.
    """
    expected = () if expect is None else read_expectations(expect)
    found = compare_environments(project, project.environment(first), project.environment(second))
    unexpected = [one for one in found.unexplained if not any(_covers(each, one) for each in expected)]
    listed = [one for one in found.unexplained if one not in unexpected]
    console.say("\n".join(_lines(found, first, second, unexpected, listed)))
    idle = [one for one in expected if not any(_covers(one, each) for each in found.unexplained)]
    warnings = [
        *(_is_idle(one, first, second) for one in idle),
        *([] if found.is_split else [_not_split(first, second)]),
    ]
    console.report(warnings, _as_json(found, unexpected))
    return STOPPED if expect is not None and unexpected else 0


def _covers(expectation: Expectation, one: ResourceDifference) -> bool:
    return expectation.difference.covers(one.address, one.path)


def _lines(
    found: EnvironmentComparison,
    first: str,
    second: str,
    unexpected: Sequence[ResourceDifference],
    listed: Sequence[ResourceDifference],
) -> Iterator[str]:
    yield f"From {first} to {second}"
    yield ""
    yield from _setting_lines(found.settings)
    yield from _section("Differences that neither the posture nor names explain", unexpected)
    yield from _section("Differences that are listed as expected", listed)
    for aspect in Aspect:
        ones = [one for one in found.by_posture if one.aspect is aspect]
        yield from _section(f"Explained by the posture: {aspect}", ones)
    if found.by_names:
        yield f"Explained by names, account, region, owner and tags: {len(found.by_names)}, which JSON lists"


def _setting_lines(settings: Sequence[SettingDifference]) -> Iterator[str]:
    if not settings:
        return
    yield f"Settings: {len(settings)}"
    for one in settings:
        path = ".".join(map(str, one.path))
        places = " → ".join(shown(Path(place.file)) + f":{place.line}" if place else "not set" for place in one.places)
        yield f"  {path} {_value(one.first)} → {_value(one.second)}  ({places})"
    yield ""


def _section(title: str, ones: Sequence[ResourceDifference]) -> Iterator[str]:
    if not ones:
        return
    yield f"{title}: {len(ones)}"
    last = ""
    for one in ones:
        sign = "~" if one.change else "-" if one.is_in_first else "+"
        if one.address != last or one.change is None:
            yield f"  {sign} {one.address}"
        last = one.address
        if one.change is not None:
            yield from (f"      {line}" for line in attribute_lines([one.change]))
    yield ""


def _value(value: document.Plain) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _is_idle(one: Expectation, first: str, second: str) -> Diagnostic:
    return Diagnostic(
        "diff/expects-nothing",
        f"Nothing of {first} and {second} differs as `{one.difference.resource}` says",
        "Remove the entry, or it will hide a difference later.",
        one.place,
        Severity.WARNING,
    )


def _not_split(first: str, second: str) -> Diagnostic:
    return Diagnostic(
        "diff/not-split",
        f"{first} has a problem with the posture and names of {second}",
        "So hclpress cannot tell which differences these explain, and lists all of them as unexplained.",
        severity=Severity.WARNING,
    )


def _as_json(found: EnvironmentComparison, unexpected: Iterable[ResourceDifference]) -> dict[str, Json]:
    return {
        "settings": [
            {
                "path": list(one.path),
                "first": one.first,
                "second": one.second,
                "places": [None if place is None else f"{place.file}:{place.line}" for place in one.places],
            }
            for one in found.settings
        ],
        "unexpected": to_builtins(list(unexpected)),
        "unexplained": to_builtins(found.unexplained),
        "by_posture": to_builtins(found.by_posture),
        "by_names": to_builtins(found.by_names),
    }
