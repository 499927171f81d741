"""Nothing travels unencrypted.

Whoever is on the way reads plain HTTP and an unencrypted connection to a database, with the passwords in them. Viewers
are redirected to HTTPS, origins are asked by HTTPS, databases refuse what is not encrypted, and file systems and caches
are reached by TLS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.checks._settings import Setting, is_dynamic, unmet
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("CloudFront.3", "CloudFront.9", "ElastiCache.5", "Opensearch.3", "Opensearch.8")
CHECKOV = ("CKV_AWS_34", "CKV_AWS_97", "CKV2_AWS_72", "CKV2_AWS_69")

_ENABLED = "Only TLS keeps what is sent from those on the way."
_SETTINGS = (
    Setting(
        "aws_elasticache_replication_group",
        "transit_encryption_enabled",
        (True,),
        "The cache speaks plain text",
        _ENABLED,
    ),
    Setting("aws_db_proxy", "require_tls", (True,), "The proxy lets clients connect in plain text", _ENABLED),
    Setting("aws_memorydb_cluster", "tls_enabled", (True, None), "The database speaks plain text", _ENABLED),
    Setting(
        "aws_opensearch_domain",
        "domain_endpoint_options.enforce_https",
        (True,),
        "The domain serves plain HTTP",
        "Set `enforce_https = true`.",
    ),
    Setting(
        "aws_opensearch_domain",
        "node_to_node_encryption.enabled",
        (True,),
        "The nodes of the domain speak plain text",
        "Set `enabled = true` in `node_to_node_encryption`.",
    ),
    Setting(
        "aws_ecs_task_definition",
        "volume.efs_volume_configuration.transit_encryption",
        ("ENABLED",),
        "The file system is mounted without TLS",
        'Set `transit_encryption = "ENABLED"`.',
        is_optional=True,
    ),
    Setting(
        "aws_msk_cluster",
        "encryption_info.encryption_in_transit.client_broker",
        ("TLS", None),
        "The brokers speak plain text",
        'Set `client_broker = "TLS"`.',
    ),
)
_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "rds.force_ssl": ("1",),
    "require_secure_transport": ("ON", "1"),
    "require_ssl": ("true", "1"),
    "tls": ("enabled", "tls1.2+", "tls1.3+", "fips-140-3"),
    "neptune_enforce_ssl": ("1",),
}
"""The parameters that make a database refuse plain connections, each with the values that do."""
_GROUPS = (
    *("aws_db_parameter_group", "aws_docdb_cluster_parameter_group", "aws_neptune_cluster_parameter_group"),
    *("aws_rds_cluster_parameter_group", "aws_redshift_parameter_group"),
)
_BY_FAMILY = {
    "aurora-postgresql": "rds.force_ssl",
    "postgres": "rds.force_ssl",
    "aurora-mysql": "require_secure_transport",
}


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource that speaks plain text."""
    yield from unmet(parsed, _SETTINGS)
    for placed in parsed.resources("aws_sns_topic_subscription"):
        if placed.block.attributes.get("protocol") == "http":
            yield Finding(placed, "Messages are delivered by plain HTTP", "Use an endpoint with https.")
    for placed in parsed.resources("aws_cloudfront_distribution"):
        for one in placed.block.blocks:
            if one.attributes.get("viewer_protocol_policy") == "allow-all":
                yield Finding(
                    placed, "Viewers may use plain HTTP", 'Set `viewer_protocol_policy = "redirect-to-https"`.'
                )
        for one in within(placed.block, "origin", "custom_origin_config"):
            if one.attributes.get("origin_protocol_policy") in ("http-only", "match-viewer"):
                yield Finding(
                    placed, "An origin is asked by plain HTTP", 'Set `origin_protocol_policy = "https-only"`.'
                )
    for placed in parsed.resources(*_GROUPS):
        told = {
            str(one.attributes.get("name")): one.attributes.get("value") for one in within(placed.block, "parameter")
        }
        for name in _PARAMETERS:
            if name in told and str(told[name]) not in _PARAMETERS[name]:
                yield Finding(
                    placed, f"{name} lets clients connect in plain text", f"Set it to {_PARAMETERS[name][0]}."
                )
        asked = "" if placed.instance in parsed.stack.plain else _asked(placed.block)
        if asked and asked not in told and not is_dynamic(placed.block, "parameter"):
            yield Finding(placed, f"{asked} is not set", f"Set it to {_PARAMETERS[asked][0]}: clients need TLS then.")


def _asked(group: Block) -> str:
    """Return the parameter that a family needs, since Aurora accepts plain connections without it."""
    family = str(group.attributes.get("family")).rstrip("0123456789.")
    return _BY_FAMILY.get(family, "") if group.labels[0] == "aws_rds_cluster_parameter_group" else ""
