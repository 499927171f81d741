"""Problems of the permissions to call functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hclpress.module import Problem, Site

from .invoke_permission import MOST_PERMISSIONS
from .route_problems import key_problems
from .settings import ApiSettings


def malformed(settings: ApiSettings) -> tuple[Problem, ...]:
    """The problems of single keys of routes."""
    return tuple(found for key in settings.routes for found in key_problems(key, settings.kind, ("routes", key)))


def permission_problems(settings: ApiSettings, site: Site) -> Iterator[Problem]:
    """Report functions with too many permissions, and permissions that another API has too."""
    granted = settings.granted(site.instance)
    counts = Counter(one.function for one in granted)
    for function, count in counts.items():
        if count > MOST_PERMISSIONS:
            yield Problem(
                ("permissions",),
                "too-many-permissions",
                f"{function} would need {count} permissions",
                f"There is room for some {MOST_PERMISSIONS} in the 20 KB of a function's policy. Set `permissions: "
                "per_path`, or let one route `ANY /…/{proxy+}` stand for many.",
            )
    mine = {(one.function, one.statement_id) for one in granted}
    for name, other in site.neighbours.items():
        if other is settings:
            return
        if isinstance(other, ApiSettings) and site.of(name).region == site.region and not malformed(other):
            theirs = {(one.function, one.statement_id) for one in other.granted(name)}
            for function, statement in sorted(mine & theirs):
                yield Problem(
                    ("permissions",),
                    "permission-twice",
                    f"{name} has a permission {statement} for {function} too",
                    "AWS refuses a second one of that name. Set `permissions: per_route` at one of both.",
                )
