"""What the templates of a cluster see beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.values import Expr, Object
from hclpress.modules.aurora.engine import Log


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        engine_name: what AWS calls the engine.
        family: of the parameter group.
        listening_port: of every instance.
        user: the master user, None where a snapshot brings it.
        protected: whether data must survive `terraform destroy`.
        final_snapshot: the name of the snapshot taken before a protected cluster goes.
        key_arn: of the key that encrypts everything, None for AWS's own.
        least_units: least capacity of a serverless cluster.
        greatest_units: its greatest capacity, None for a cluster of fixed size.
        aws_upgrades: whether AWS decides the minor version.
        default_class: the class of an instance that names none.
        differing: whether instances differ in class.
        tiered: whether instances differ in who takes over first.
        instance_map: what differs between instances, by name: their zones, or more.
        instance_zone: the zone of one of them.
        instance_name: their identifiers.
        parameters_now: parameters that change while the cluster runs.
        parameters_later: parameters that wait for a restart.
        exports: logs sent to CloudWatch.
        log_groups: the log group of each.
        account_ids: the environment's account, if it is known.
        monitoring_policy: ARN of the policy Enhanced Monitoring needs.
    """

    engine_name: str
    family: str
    listening_port: int
    user: str | None
    protected: bool
    final_snapshot: str
    key_arn: str | Expr | None
    least_units: int | float | None
    greatest_units: int | float | None
    aws_upgrades: bool
    default_class: str
    differing: bool
    tiered: bool
    instance_map: Mapping[str, Object | str]
    instance_zone: Expr
    instance_name: Expr
    parameters_now: Mapping[str, str]
    parameters_later: Mapping[str, str]
    exports: tuple[Log, ...]
    log_groups: Mapping[str, str]
    account_ids: tuple[str, ...]
    monitoring_policy: str
