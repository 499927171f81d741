"""Problems of a database cluster that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    Problem,
    Site,
    admitted_problems,
    arn_region,
    database_name_problems,
    database_parameter_problems,
    other_region_problems,
    rds_tag_problems,
    store_subnet_problems,
    window_problems,
)

from .settings import AuroraSettings
from .sizing_problems import capacity_problems, instance_problems
from .version_problems import version_problems


def problems(aurora: AuroraSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    zones = aurora.zones_in(site)
    yield from version_problems(aurora.engine, aurora.version)
    yield from store_subnet_problems(site, aurora.vpc, aurora.subnets, "database")
    yield from capacity_problems(aurora.capacity, aurora.instance_class, aurora.engine_facts, aurora.version)
    if zones:
        yield from instance_problems(
            aurora.named_instances, zones, aurora.engine_facts, serverless=aurora.capacity is not None
        )
    yield from database_name_problems(aurora.engine_facts, aurora.master_user, aurora.database)
    yield from database_parameter_problems(aurora.engine_facts, aurora.parameters, aurora.parameters_at_restart)
    yield from window_problems(aurora.backup_window, aurora.maintenance_window)
    yield from admitted_problems(aurora.connect_from, "database")
    yield from _reach_problems(aurora, site)
    yield from _log_problems(aurora)
    yield from _snapshot_problems(aurora)
    yield from rds_tag_problems(site)
    yield from other_region_problems(aurora.restore_from, site, ("restore_from",), "snapshot")


def _reach_problems(aurora: AuroraSettings, site: Site) -> Iterator[Problem]:
    engine = aurora.engine_facts
    if aurora.data_api and engine.release(aurora.version) and not engine.can("data_api", aurora.version):
        yield Problem(
            ("data_api",),
            "no-data-api",
            f"{engine.aws_name} {aurora.version} has no data API",
            f"The first versions that do are {engine.first_with('data_api')}.",
        )
    if aurora.key not in ("aws", "own") and arn_region(aurora.key) != site.region:
        yield Problem(
            ("key",),
            "key-of-another-region",
            f"The key lies in {arn_region(aurora.key)}",
            f"The cluster lies in {site.region} and can use only keys from there.",
        )


def _log_problems(aurora: AuroraSettings) -> Iterator[Problem]:
    engine = aurora.engine_facts
    for index, log in enumerate((aurora.logs and aurora.logs.exports) or ()):
        if log not in engine.logs:
            yield Problem(
                ("logs", "exports", index),
                "log-of-another-engine",
                f"{engine.aws_name} writes no `{log}` log",
                f"It writes {', '.join(engine.logs)}.",
            )


def _snapshot_problems(aurora: AuroraSettings) -> Iterator[Problem]:
    for field in ("master_user", "database"):
        if aurora.restore_from is not None and getattr(aurora, field) is not None:
            yield Problem(
                (field,),
                "restored-with-the-snapshot",
                f"The snapshot decides the {field.replace('_', ' ')}",
                "AWS uses the snapshot's value, and Terraform would replace the cluster for another. Remove this line.",
            )
