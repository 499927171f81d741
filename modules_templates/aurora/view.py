"""Values that the templates of a database cluster see beside its settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from hclpress.aws.aurora_class import SERVERLESS
from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, Object, attributes
from hclpress.module import Site

from .engine import Log
from .settings import AuroraSettings
from .sizing import placed, whole

DEFAULT_USER = "dbadmin"


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        family: parameter group family.
        user: master user; None where a snapshot brings it.
        key_arn: ARN of the key that encrypts everything; None for AWS's own.
        greatest_units: greatest capacity of a serverless cluster; None for a cluster of fixed size.
        differing: whether instances differ in class.
        tiered: whether instances differ in their order of promotion.
        instance_map: zone, or zone and more, of each instance by name.
        instance_zone: expression for the zone of one of them.
        placed_in_turn: whether the order of the zones places an instance.
        admitted: names of the networks that may connect, by their blocks.
        life: a digest of the settings that replace the cluster.
        parameters_now: parameters that change while the cluster runs.
        parameters_later: parameters that wait for a restart.
    """

    engine_name: str
    family: str
    listening_port: int
    user: str | None
    key_arn: str | Expr | None
    key_description: str
    least_units: int | float | None
    greatest_units: int | float | None
    aws_upgrades: bool
    default_class: str
    differing: bool
    tiered: bool
    instance_map: Mapping[str, Object | str]
    instance_zone: Expr
    placed_in_turn: bool
    instance_name: Expr
    admitted: Mapping[str, str]
    life: str
    parameters_now: Mapping[str, str]
    parameters_later: Mapping[str, str]
    exports: tuple[Log, ...]
    log_groups: Mapping[str, str]
    monitoring_policy: str


def view_of(aurora: AuroraSettings, site: Site) -> View:
    """Derive the view of a database cluster."""
    engine, capacity, names = aurora.engine_facts, aurora.capacity, aurora.names(site)
    instances = aurora.named_instances
    differing = any(one.instance_class is not None for one in instances.values())
    tiered = any(one.promotion_tier is not None for one in instances.values())
    return View(
        engine_name=engine.aws_name,
        family=engine.family(aurora.version),
        listening_port=aurora.listening_port,
        user=None if aurora.restore_from else aurora.master_user or DEFAULT_USER,
        key_arn={"aws": None, "own": Expr("aws_kms_key.this.arn")}.get(aurora.key, aurora.key),
        key_description=f"Encrypts {names['cluster']}, its snapshots and its secret",
        least_units=whole(capacity.min) if capacity else None,
        greatest_units=whole(capacity.max) if capacity else None,
        aws_upgrades=aurora.minor_versions_managed_by == "aws",
        default_class=aurora.instance_class or SERVERLESS,
        differing=differing,
        tiered=tiered,
        instance_map=_instance_map(aurora, site, differing=differing, tiered=tiered),
        instance_zone=Expr("each.value.zone" if differing or tiered else "each.value"),
        placed_in_turn=any(one.zone is None for one in instances.values()),
        instance_name=site.name_of_each("aws_rds_cluster_instance", site.instance, instances),
        admitted={cidr: name for name, cidr in sorted(aurora.connect_from.items())},
        life=_life(aurora),
        parameters_now=_parameters(aurora),
        parameters_later=dict(sorted(aurora.parameters_at_restart.items())),
        exports=aurora.exports,
        log_groups={log: names[f"log_{log}"] for log in aurora.exports},
        monitoring_policy=(
            f"arn:{partition_of(site.region)}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
        ),
    )


def _life(aurora: AuroraSettings) -> str:
    fixed = (aurora.engine, aurora.database, aurora.master_user, aurora.restore_from, aurora.key)
    return hashlib.sha256(repr(fixed).encode()).hexdigest()[:6]


def _parameters(aurora: AuroraSettings) -> Mapping[str, str]:
    tls, on, off = aurora.engine_facts.tls
    switches = aurora.engine_facts.switches
    switched = {name: value for log in aurora.exports for name, value in switches.get(log, {}).items()}
    at_once = {tls: on if aurora.force_tls else off} | switched | dict(aurora.parameters)
    return dict(sorted(at_once.items()))


def _instance_map(aurora: AuroraSettings, site: Site, *, differing: bool, tiered: bool) -> Mapping[str, Object | str]:
    instances = aurora.named_instances
    zones = placed(instances, aurora.zones_in(site))
    if not differing and not tiered:
        return zones
    return {
        name: attributes(
            {
                **({"class": one.instance_class or aurora.instance_class or SERVERLESS} if differing else {}),
                **({"tier": 1 if one.promotion_tier is None else one.promotion_tier} if tiered else {}),
                "zone": zones[name],
            }
        )
        for name, one in instances.items()
    }
