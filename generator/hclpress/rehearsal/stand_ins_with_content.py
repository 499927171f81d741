"""Stand-ins for what a configuration names as text and what has content: buckets, packages in them, layers, snapshots.

Their content is the simplest: a package is an empty zip file, a snapshot that of an empty cluster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hclpress.aws.arn import arn_of
from hclpress.hcl.expression import Expr
from hclpress.module.stand_in_resource import StandInResource

_BLOCK = re.compile(r'^(?:data|resource)\s+"(?P<kind>\w+)"\s+"[^"]+"\s*\{$(?P<body>.*?)^\}', re.MULTILINE | re.DOTALL)
_BUCKET = re.compile(r'^\s*(?:s3_)?bucket\s*=\s*"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"', re.MULTILINE)
_LAYER = re.compile(r'"(arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:layer:[\w-]+:\d+)"')
_EMPTY_ZIP = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="
_STATE = "terraform_remote_state"
"""The state of another environment, which a rehearsal keeps elsewhere."""
_SHORTEST_VERSION = 8
"""A shorter text may be a part of many others, and its stand-in would take the place of all of them."""


def stand_ins_with_content(
    texts: Iterable[str], contracts: Iterable[StandInResource], home: str
) -> Iterator[StandInResource]:
    """Yield the stand-ins, some of them more than once.

    Args:
        texts: `.tf` files.
        contracts: the stand-ins that contracts give, whose buckets are not made again.
        home: the region of what is named without one.
    """
    given = {str(one.arguments.get("bucket")): one.label for one in contracts if one.kind == "aws_s3_bucket"}
    found = (one.group("kind", "body") for text in texts for one in _BLOCK.finditer(text))
    blocks = [(kind, body) for kind, body in found if kind != _STATE]
    made = {name for kind, body in blocks if kind == "aws_s3_bucket" for name in _BUCKET.findall(body)}
    for kind, body in blocks:
        for bucket in dict.fromkeys(_BUCKET.findall(body)):
            if bucket in made:
                continue
            if bucket not in given:
                yield _bucket(bucket, _label(bucket), home)
                yield _versioning(_label(bucket), home)
            if key := _text("s3_key", body):
                yield _package(given.get(bucket, _label(bucket)), key, _text("s3_object_version", body) or "", home)
        for arn in dict.fromkeys(_LAYER.findall(body)):
            yield from _layer(arn, home)
        if kind == "aws_rds_cluster" and (snapshot := _text("snapshot_identifier", body)):
            yield from _snapshot(snapshot, _text("engine", body) or "aurora-postgresql", home)
        if kind == "aws_db_instance":
            engine, version = _text("engine", body) or "postgres", _text("engine_version", body)
            if snapshot := _text("snapshot_identifier", body):
                yield from _instance_snapshot(snapshot, engine, version, home)


def _bucket(name: str, label: str, region: str) -> StandInResource:
    return StandInResource("aws_s3_bucket", label, {"bucket": name, "force_destroy": True}, region)


def _versioning(label: str, region: str) -> StandInResource:
    bucket = {"bucket": Expr(f"aws_s3_bucket.{label}.id")}
    enabled = {"versioning_configuration": {"status": "Enabled"}}
    return StandInResource("aws_s3_bucket_versioning", label, bucket, region, enabled)


def _package(bucket: str, key: str, version: str, region: str) -> StandInResource:
    """An object in a bucket with a label; a version is told only if it is too long to be a part of other texts."""
    # An object that is put before its bucket has versioning has no version.
    kind = "aws_s3_bucket_versioning" if bucket.startswith(_label()) else "aws_s3_bucket"
    arguments = {"bucket": Expr(f"{kind}.{bucket}.bucket"), "key": key, "content_base64": _EMPTY_ZIP}
    told = {version: "version_id"} if len(version) >= _SHORTEST_VERSION else {}
    return StandInResource("aws_s3_object", _label(bucket, key, version), arguments, region, told=told)


def _layer(arn: str, home: str) -> Iterator[StandInResource]:
    parts = arn_of(arn)
    if parts is None:
        return
    region, name = parts.region or home, parts.resource.split(":")[1]
    bucket, label = _label(region, "layers"), _label(region, name)
    yield _bucket(f"{parts.account}-{region}-layers", bucket, region)
    code = {"bucket": Expr(f"aws_s3_bucket.{bucket}.id"), "key": name, "content_base64": _EMPTY_ZIP}
    yield StandInResource("aws_s3_object", label, code, region)
    stored = {"s3_bucket": Expr(f"aws_s3_object.{label}.bucket"), "s3_key": Expr(f"aws_s3_object.{label}.key")}
    layer = {"layer_name": name, **stored}
    yield StandInResource("aws_lambda_layer_version", _label(arn), layer, region, told={arn: "arn"})


def _snapshot(named: str, engine: str, home: str) -> Iterator[StandInResource]:
    parts = arn_of(named)
    region, name = (parts.region or home, parts.resource.rpartition(":")[2]) if parts else (home, named)
    label = _label(named)
    cluster = {
        "cluster_identifier": f"of-{name}",
        "engine": engine,
        "master_username": "stand_in",
        "master_password": "only-a-stand-in",
        "storage_encrypted": True,
        "skip_final_snapshot": True,
    }
    yield StandInResource("aws_rds_cluster", label, cluster, region)
    taken = {
        "db_cluster_identifier": Expr(f"aws_rds_cluster.{label}.id"),
        "db_cluster_snapshot_identifier": name,
    }
    yield StandInResource(
        "aws_db_cluster_snapshot", label, taken, region, told={named: "db_cluster_snapshot_arn"} if parts else {}
    )


def _instance(name: str, label: str, engine: str, version: str | None, region: str) -> StandInResource:
    instance = {
        "identifier": name,
        "engine": engine,
        **({"engine_version": version} if version else {}),
        "instance_class": "db.t4g.medium",
        "allocated_storage": 20,
        "username": "stand_in",
        "password": "only-a-stand-in",
        "storage_encrypted": True,
        "backup_retention_period": 1,
        "skip_final_snapshot": True,
    }
    return StandInResource("aws_db_instance", label, instance, region)


def _instance_snapshot(named: str, engine: str, version: str | None, home: str) -> Iterator[StandInResource]:
    parts = arn_of(named)
    region, name = (parts.region or home, parts.resource.rpartition(":")[2]) if parts else (home, named)
    label = _label(named)
    yield _instance(f"of-{name}", label, engine, version, region)
    taken = {
        "db_instance_identifier": Expr(f"aws_db_instance.{label}.identifier"),
        "db_snapshot_identifier": name,
    }
    yield StandInResource("aws_db_snapshot", label, taken, region, told={named: "db_snapshot_arn"} if parts else {})


def _text(name: str, body: str) -> str | None:
    """The literal value of an argument in a block."""
    found = re.search(rf'^\s*{name}\s*=\s*"([^"$]+)"', body, re.MULTILINE)
    return found and found[1]


def _label(*parts: str) -> str:
    """A label that no instance gives its own stand-ins."""
    return re.sub(r"[^A-Za-z0-9_]", "_", "-".join(("named", *filter(None, parts))))
