"""Names of the resources of a database cluster."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.module import Name, Site

from .settings import AuroraSettings


def names_of(aurora: AuroraSettings, site: Site) -> Mapping[str, Name]:
    """The names of the cluster and of the resources around it."""
    cluster = site.name("aws_rds_cluster", site.instance)
    major = aurora.version.partition(".")[0]
    names = {
        "cluster": cluster,
        "subnets": site.name("aws_db_subnet_group", site.instance),
        "security_group": site.name("aws_security_group", site.instance),
        "parameters": site.name("aws_rds_cluster_parameter_group", f"{site.instance}-{aurora.engine}{major}"),
    }
    for name in aurora.named_instances:
        path = () if isinstance(aurora.instances, int) else ("instances", name)
        names[f"instance_{name}"] = site.name("aws_rds_cluster_instance", f"{site.instance}-{name}", path)
    for log in aurora.exports:
        names[f"log_{log}"] = Name(f"/aws/rds/cluster/{cluster}/{log}", "aws_cloudwatch_log_group", ("logs",))
    if aurora.key == "own":
        names["key"] = site.name("aws_kms_alias", site.instance, ("key",), prefix="alias/")
    if aurora.monitoring_seconds is not None:
        names["monitoring"] = site.name("aws_iam_role", f"{site.instance}-monitoring", ("monitoring_seconds",))
    return names
