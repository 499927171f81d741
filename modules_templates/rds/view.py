"""Values that the templates of a database instance see beside its settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, Object, attributes, encode
from hclpress.module import ProxyView, Site, proxy_view

from .engine import Log
from .outputs import secret_arn
from .settings import LoginSecret, RdsSettings

DEFAULT_USER = "dbadmin"


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        family: parameter group family.
        user: master user; None where the restored data brings it.
        password: the password that Terraform sets; None where AWS manages it.
        password_version: the version of that password.
        key_arn: ARN of the key that encrypts everything; None for AWS's own.
        rotation: days between changes of a managed password.
        admitted: names of the networks that may connect, by their blocks.
        life: a digest of the settings that replace the instance.
        parameters_now: parameters that change while it runs.
        parameters_later: parameters that wait for a restart.
        option_list: the options, each with its settings.
        replica_map: class, zone and standby of each replica by name.
        replica_name: expression for the name of one of them.
        zoned: whether the spec says the zone of a replica.
        db_identifier: the instance, as its proxy names it.
        before: the proxy, if there is one.
    """

    engine_name: str
    family: str
    major: str
    listening_port: int
    user: str | None
    password: Expr | None
    password_version: int
    key_arn: str | Expr | None
    key_description: str
    rotation: int | None
    aws_upgrades: bool
    admitted: Mapping[str, str]
    life: str
    parameters_now: Mapping[str, str]
    parameters_later: Mapping[str, str]
    option_list: tuple[tuple[str, Mapping[str, str]], ...]
    replica_map: Mapping[str, Object]
    replica_name: Expr
    zoned: bool
    db_identifier: Expr
    exported_logs: tuple[Log, ...]
    log_groups: Mapping[str, str]
    monitoring_policy: str
    before: ProxyView | None


def view_of(rds: RdsSettings, site: Site) -> View:
    """Derive the view of a database instance."""
    engine, names = rds.engine_facts, rds.names(site)
    login = rds.login if isinstance(rds.login, LoginSecret) else None
    key = {"aws": None, "own": Expr("aws_kms_key.this.arn")}.get(rds.key, rds.key)
    return View(
        engine_name=engine.aws_name,
        family=engine.family(rds.version),
        major=engine.major(rds.version),
        listening_port=rds.listening_port,
        user=None if rds.restore_from else rds.master_user or DEFAULT_USER,
        password=_password(login) if login else None,
        password_version=login.version if login else 1,
        key_arn=key,
        key_description=f"Encrypts {names['instance']}, its snapshots and its secret",
        rotation=rds.rotation_days or 30 if rds.manages_login else None,
        aws_upgrades=rds.minor_versions_managed_by == "aws",
        admitted={cidr: name for name, cidr in sorted(rds.connect_from.items())},
        life=_life(rds),
        parameters_now=_parameters(rds),
        parameters_later=dict(sorted(rds.parameters_at_restart.items())),
        option_list=tuple((name, dict(sorted(one.items()))) for name, one in sorted(rds.options.items())),
        replica_map=_replicas(rds),
        replica_name=site.name_of_each("aws_db_instance", site.instance, rds.replicas),
        zoned=any(one.zone for one in rds.replicas.values()),
        db_identifier=Expr("aws_db_instance.this.identifier"),
        exported_logs=rds.exports,
        log_groups={log: names[f"log_{log}"] for log in rds.exports},
        monitoring_policy=(
            f"arn:{partition_of(site.region)}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
        ),
        before=None
        if rds.proxy is None
        else proxy_view(
            rds.proxy,
            postgresql=engine.is_postgresql,
            port=rds.listening_port,
            master=secret_arn(rds),
            key=key if rds.manages_login else None,
        ),
    )


def _password(login: LoginSecret) -> Expr:
    secret = "ephemeral.aws_secretsmanager_secret_version.login.secret_string"  # noqa: S105  (it is an address)
    return Expr(secret if login.key is None else f"jsondecode({secret})[{encode(login.key)}]")


def _life(rds: RdsSettings) -> str:
    fixed = (rds.engine, rds.database, rds.master_user, rds.restore_from, rds.key)
    return hashlib.sha256(repr(fixed).encode()).hexdigest()[:6]


def _parameters(rds: RdsSettings) -> Mapping[str, str]:
    tls, on, off = rds.engine_facts.tls
    switches = rds.engine_facts.switches
    switched = {name: value for log in rds.exports for name, value in switches.get(log, {}).items()}
    at_once = {tls: on if rds.force_tls else off} | switched | dict(rds.parameters)
    return dict(sorted(at_once.items()))


def _replicas(rds: RdsSettings) -> Mapping[str, Object]:
    zoned = any(one.zone for one in rds.replicas.values())
    return {
        name: attributes(
            {
                "class": one.instance_class or rds.instance_class,
                "multi_az": one.multi_az,
                **({"zone": one.zone} if zoned else {}),
            }
        )
        for name, one in sorted(rds.replicas.items())
    }
