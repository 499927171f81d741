"""Problems of a database cluster that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Network, Problem, Quota, Site, above_quota, arn_region, other_region_problems

from .engine_problems import name_problems, parameter_problems, version_problems
from .settings import AuroraSettings
from .sizing_problems import capacity_problems, instance_problems
from .windows import window_problems

_GROUP_RULES = Quota("Amazon VPC", "Inbound or outbound rules per security group", 60)


def problems(aurora: AuroraSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    zones = aurora.zones_in(site)
    yield from version_problems(aurora.engine, aurora.version)
    yield from _subnet_problems(aurora, site)
    yield from capacity_problems(aurora.capacity, aurora.instance_class, aurora.engine_facts, aurora.version)
    if zones:
        yield from instance_problems(
            aurora.named_instances, zones, aurora.engine_facts, serverless=aurora.capacity is not None
        )
    yield from name_problems(aurora.engine, aurora.master_user, aurora.database)
    yield from parameter_problems(aurora.engine, aurora.parameters, aurora.parameters_at_restart)
    yield from window_problems(aurora.backup_window, aurora.maintenance_window)
    yield from _reach_problems(aurora, site)
    yield from _log_problems(aurora)
    yield from _snapshot_problems(aurora)
    yield from _tag_problems(site)
    yield from other_region_problems(aurora.restore_from, site, ("restore_from",), "snapshot")
    yield from above_quota(_GROUP_RULES, len(aurora.connect_from), "rules of one security group", ("connect_from",))


def _subnet_problems(aurora: AuroraSettings, site: Site) -> Iterator[Problem]:
    network, tier = site.neighbour(aurora.vpc, Network), aurora.subnets
    zones = aurora.zones_in(site)
    if tier not in network.tiers:
        yield Problem(
            ("subnets",),
            "no-such-tier",
            f"{aurora.vpc} has no subnets called `{tier}`",
            f"It has {', '.join(network.tiers)}. Add the tier, or name another with `subnets:`.",
        )
    elif network.reach_of(tier) == "public":
        yield Problem(
            ("subnets",),
            "public-subnets",
            "A database cannot be in public subnets",
            f"The tier `{tier}` of {aurora.vpc} has a route from the internet. Choose a private or isolated one.",
        )
    elif len(zones) < 2:
        yield Problem(
            ("subnets",),
            "one-zone",
            "A cluster needs subnets in two zones",
            f"AWS refuses a subnet group in one zone, and the tier `{tier}` of {aurora.vpc} has only "
            f"{', '.join(zones)}. Add a zone to it.",
        )


def _reach_problems(aurora: AuroraSettings, site: Site) -> Iterator[Problem]:
    for name, cidr in aurora.connect_from.items():
        if cidr == "0.0.0.0/0":
            yield Problem(
                ("connect_from", name),
                "open-to-the-world",
                "The database accepts connections from the whole internet",
                f"{cidr} is the whole internet. List the networks that may connect.",
            )
    blocks: dict[str, str] = {}
    for name, cidr in aurora.connect_from.items():
        other = blocks.setdefault(cidr, name)
        if other != name:
            yield Problem(
                ("connect_from", name),
                "network-twice",
                f"{other} and {name} are the same network",
                f"Both are {cidr}, and AWS refuses a second rule for it. Remove one of them.",
            )
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


def _tag_problems(site: Site) -> Iterator[Problem]:
    """Report tags that RDS keeps for itself (Amazon RDS API Reference, Tag)."""
    for tag, value in site.environment.all_tags.items():
        for text in (tag, value):
            if text.lower().startswith("rds:"):
                yield Problem(
                    (),
                    "tag-reserved",
                    f"The tag `{tag}` belongs to RDS",
                    f"RDS refuses {text!r}, since keys and values that begin with `rds:` are its own. The tags of the "
                    "environment go to each resource: write another.",
                )
