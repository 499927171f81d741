"""Problems of a database instance that show only across its settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.module import (
    Network,
    Problem,
    Site,
    admitted_problems,
    database_name_problems,
    database_parameter_problems,
    fields_of_secret,
    nearest,
    other_region_problems,
    proxy_problems,
    rds_tag_problems,
    store_subnet_problems,
    window_problems,
)

from .settings import LoginSecret, RdsSettings
from .storage import storage_problems

# Amazon RDS User Guide, "Amazon RDS DB engine, Region, and instance class support for Performance Insights".
_WITHOUT_INSIGHTS = re.compile(r"db\.t[234]g?\.(?:micro|small)")


def problems(rds: RdsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    engine = rds.engine_facts
    yield from _version_problems(rds)
    yield from store_subnet_problems(site, rds.vpc, rds.subnets, "database")
    yield from admitted_problems(rds.connect_from, "database")
    yield from storage_problems(rds.storage)
    yield from database_name_problems(engine, rds.master_user, rds.database)
    yield from database_parameter_problems(engine, rds.parameters, rds.parameters_at_restart)
    yield from _setting_problems(rds)
    yield from window_problems(rds.backup_window, rds.maintenance_window)
    yield from _login_problems(rds)
    yield from _field_problems(rds, site)
    yield from _copy_problems(rds, site)
    yield from _restore_problems(rds)
    yield from rds_tag_problems(site)
    yield from other_region_problems(rds.key, site, ("key",), "key")
    yield from other_region_problems(rds.restore_from, site, ("restore_from",), "snapshot")
    if rds.proxy is not None:
        yield from proxy_problems(rds.proxy, ("proxy",))


def _version_problems(rds: RdsSettings) -> Iterator[Problem]:
    engine = rds.engine_facts
    major = engine.major(rds.version)
    if not major:
        yield Problem(
            ("version",),
            "version-form",
            f"{rds.version!r} is no version of {engine.aws_name}",
            f'Its versions look like "{engine.example}"; `aws rds describe-db-engine-versions` lists them.',
        )
    elif _numbers(major) > _numbers(engine.majors[-1]):
        yield Problem.warning(
            ("version",),
            "version-unknown",
            f"Whether RDS offers {engine.aws_name} {major} is not known",
            f"The newest major version known here is {engine.majors[-1]}. `aws rds describe-db-engine-versions "
            f"--engine {engine.aws_name}` lists those of today.",
        )
    elif major not in engine.majors:
        yield Problem(
            ("version",),
            "version-unknown",
            f"RDS makes no instances of {engine.aws_name} {major}",
            f"Its standard support has ended, or it never had one. Write one of {', '.join(engine.majors)}.",
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _setting_problems(rds: RdsSettings) -> Iterator[Problem]:
    engine = rds.engine_facts
    for index, log in enumerate((rds.logs and rds.logs.exports) or ()):
        if log not in engine.logs:
            yield Problem(
                ("logs", "exports", index),
                "log-of-another-engine",
                f"{engine.aws_name} writes no `{log}` log",
                f"It writes {', '.join(engine.logs)}.",
            )
    for option in rds.options:
        if option not in engine.options:
            there = f"It has {', '.join(engine.options)}." if engine.options else "It has extensions instead."
            yield Problem(
                ("options", option),
                "option-of-another-engine",
                f"{engine.aws_name} has no option {option}",
                f"{there} Remove the line.",
            )
    if rds.insights and not engine.is_postgresql and _WITHOUT_INSIGHTS.fullmatch(rds.instance_class):
        yield Problem(
            ("instance_class",),
            "no-insights",
            f"{rds.instance_class} has no Performance Insights with {engine.aws_name}",
            "AWS refuses the two together. Set `insights: false`, or take db.t4g.medium or a larger class.",
        )


def _field_problems(rds: RdsSettings, site: Site) -> Iterator[Problem]:
    """Yield a problem for a field that the secret with the password lacks, as far as a module here tells its fields."""
    login, fields = rds.login, fields_of_secret(rds.login, site)
    if not isinstance(login, LoginSecret) or fields is None:
        return
    known: tuple[str | None, ...] = fields or (None,)
    if login.key in known:
        return
    if login.key is None:
        summary, way = "The secret is JSON, and the password is one of its fields", f"They are: {', '.join(fields)}."
    elif not fields:
        summary, way = "The secret is a password alone", "Set `key: null`, or give the secret `as_json`."
    else:
        guess = nearest(login.key, fields)
        meant = f"Did you mean `{guess}`? " if guess else ""
        summary, way = f"The secret has no field `{login.key}`", f"{meant}Its fields are: {', '.join(fields)}."
    path = ("login", "key") if "key" in login.model_fields_set else ("login",)
    yield Problem(path, "no-field", summary, way)


def _login_problems(rds: RdsSettings) -> Iterator[Problem]:
    if not rds.manages_login:
        if rds.rotation_days is not None:
            yield Problem(
                ("rotation_days",),
                "rotation-of-others",
                "AWS rotates a password that it manages",
                "`login` names a secret, and its own `rotation` changes it. Remove this line.",
            )
        return
    # Amazon RDS User Guide, "Limitations for Secrets Manager integration with Amazon RDS".
    if rds.replicas:
        yield Problem(
            ("replicas",),
            "replicas-need-own-login",
            "AWS makes no replica of an instance whose password it manages",
            "Set `login: {from: …}` to a secret of the module secrets, which AWS does not manage.",
        )
    if rds.updates == "blue_green":
        yield Problem(
            ("updates",),
            "blue-green-refused",
            "AWS makes no copy of an instance whose password it manages",
            "Set `login: {from: …}` to a secret of the module secrets, or `updates: in_place`.",
        )


def _copy_problems(rds: RdsSettings, site: Site) -> Iterator[Problem]:
    """Report replicas and copies that cannot be: both are made of backups."""
    network = site.neighbour(rds.vpc, Network)
    zones = network.zones_of(rds.subnets) if rds.subnets in network.tiers else ()
    for name, replica in rds.replicas.items():
        if replica.zone is not None and zones and replica.zone not in zones:
            yield Problem(
                ("replicas", name, "zone"),
                "zone-without-subnet",
                f"The instance has no subnet in {replica.zone}",
                f"Its subnets lie in {', '.join(zones)}.",
            )
        if replica.zone is not None and replica.multi_az:
            yield Problem(
                ("replicas", name, "zone"),
                "zone-of-two",
                "A replica with a standby lies in two zones",
                "AWS chooses both. Remove this line, or `multi_az`.",
            )
    if rds.replicas and not rds.backup_days:
        yield Problem(
            ("backup_days",),
            "replicas-need-backups",
            "A replica begins with a backup, and there is none",
            "Set `backup_days` to 1 or more.",
        )
    if rds.updates == "blue_green":
        if not rds.backup_days:
            yield Problem(
                ("backup_days",),
                "blue-green-needs-backups",
                "The copy of an update begins with a backup, and there is none",
                "Set `backup_days` to 1 or more, or `updates: in_place`.",
            )
        if rds.replicas:
            # hashicorp/aws, aws_db_instance, "Low-Downtime Updates".
            yield Problem(
                ("updates",),
                "blue-green-refused",
                "Terraform makes no copy of an instance with replicas",
                "The provider refuses it. Set `updates: in_place`, or remove the replicas for the update.",
            )


def _restore_problems(rds: RdsSettings) -> Iterator[Problem]:
    for field in ("master_user", "database"):
        if rds.restore_from is not None and getattr(rds, field) is not None:
            yield Problem(
                (field,),
                "restored-with-the-snapshot",
                f"The restored data decides the {field.replace('_', ' ')}",
                "AWS uses that value, and Terraform would replace the instance for another. Remove this line.",
            )
