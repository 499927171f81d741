"""Alarms of api."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Alarm, Fact, Site

from .settings import ApiSettings


def alarms(settings: ApiSettings, site: Site) -> Iterator[Alarm]:
    """Calls that end in errors of ours."""
    known: Mapping[str, str | Fact] = (
        {"ApiName": str(settings.names(site)["api"])}
        if settings.kind == "rest"
        else {"ApiId": Fact(site.instance, "api_id")}
    )
    yield Alarm(
        key="5xx",
        description="The API returns 5xx errors. Check its access log and its functions.",
        namespace="AWS/ApiGateway",
        metric=settings.product.errors,
        statistic="Sum",
        dimensions={**known, "Stage": settings.stage_name(site)},
        threshold=5,
        comparison="at_least",
    )
