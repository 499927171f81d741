"""Names of the resources of a database instance."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.module import Name, Site

from .settings import RdsSettings


def names_of(rds: RdsSettings, site: Site) -> Mapping[str, Name]:
    """The names of the instance and of the resources around it."""
    instance = site.name("aws_db_instance", site.instance)
    major = rds.engine_facts.major(rds.version).replace(".", "-")
    names = {
        "instance": instance,
        "subnets": site.name("aws_db_subnet_group", site.instance),
        "security_group": site.name("aws_security_group", site.instance),
        "parameters": site.name("aws_db_parameter_group", f"{site.instance}-{rds.engine}{major}", ("version",)),
    }
    if rds.options:
        names["options"] = site.name("aws_db_option_group", f"{site.instance}-{rds.engine}{major}", ("options",))
    for name in rds.replicas:
        names[f"replica_{name}"] = site.name("aws_db_instance", f"{site.instance}-{name}", ("replicas", name))
    for log in rds.exports:
        names[f"log_{log}"] = Name(f"/aws/rds/instance/{instance}/{log}", "aws_cloudwatch_log_group", ("logs",))
    if rds.key == "own":
        names["key"] = site.name("aws_kms_alias", site.instance, ("key",), prefix="alias/")
    if rds.monitoring_seconds is not None:
        names["monitoring"] = site.name("aws_iam_role", f"{site.instance}-monitoring", ("monitoring_seconds",))
    if rds.proxy is not None:
        names["proxy"] = site.name("aws_db_proxy", site.instance, ("proxy",))
        names["proxy_role"] = site.name("aws_iam_role", f"{site.instance}-proxy", ("proxy",))
    return names
