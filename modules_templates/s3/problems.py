"""Problems of the settings of s3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Problem, Site, SpecPath, arn_region

from .lifecycle_problems import rule_problems
from .settings import ABORT_RULE, Bucket, S3Settings

# Amazon S3 User Guide, "Managing the lifecycle of objects": rules in a configuration.
MOST_RULES = 1000


def problems(settings: S3Settings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    for name in settings.buckets:
        yield from _bucket_problems(name, settings.buckets, site.region)


def _bucket_problems(name: str, buckets: Mapping[str, Bucket], region: str) -> Iterator[Problem]:
    bucket, path = buckets[name], ("buckets", name)
    if isinstance(bucket.key, str) and bucket.key != "s3" and arn_region(bucket.key) != region:
        yield Problem(
            (*path, "key"),
            "key-of-another-region",
            f"The key lies in {arn_region(bucket.key)}",
            f"The bucket lies in {region} and can use only keys from there.",
        )
    for rule_name, rule in bucket.lifecycle.items():
        place = (*path, "lifecycle", rule_name)
        if rule_name == ABORT_RULE and bucket.abort_uploads_days is not None:
            yield Problem(
                place,
                "rule-twice",
                f"There is a rule called {ABORT_RULE} already",
                "It follows from `abort_uploads_days`. Rename this one.",
            )
        yield from rule_problems(rule, place, versioned=bucket.versioning)
    yield from _log_problems(name, buckets)
    if bucket.website is not None and "/" in bucket.website.index:
        yield Problem(
            (*path, "website", "index"),
            "index-in-a-folder",
            "The index page has a slash in its name",
            "S3 looks for it in every folder, so a path is refused. Write its name only, such as index.html.",
        )
    if len(bucket.lifecycle) > MOST_RULES:
        yield Problem(
            (*path, "lifecycle"),
            "too-many-rules",
            f"{len(bucket.lifecycle)} lifecycle rules are too many",
            f"S3 accepts {MOST_RULES} for a bucket. Let one prefix stand for many.",
        )
    for index, cors in enumerate(bucket.cors):
        for position, header in enumerate(cors.expose_headers):
            if "*" in header:
                yield Problem(
                    (*path, "cors", index, "expose_headers", position),
                    "wildcard-exposed",
                    "S3 exposes headers by name only",
                    f"It refuses `*` in {header!r}. List the headers that pages may read, such as ETag.",
                )
        for field, values in (("origins", cors.origins), ("headers", cors.headers)):
            for position, value in enumerate(values):
                if value.count("*") > 1:
                    yield Problem(
                        (*path, "cors", index, field, position),
                        "too-many-wildcards",
                        f"{value!r} has more than one `*`",
                        "S3 accepts one in each value. Write several values instead.",
                    )


def _log_problems(name: str, buckets: Mapping[str, Bucket]) -> Iterator[Problem]:
    logs = buckets[name].access_logs
    if logs is None:
        return
    place: SpecPath = ("buckets", name, "access_logs", "bucket")
    target = buckets.get(logs.bucket)
    if target is None:
        yield Problem(
            place,
            "no-such-bucket",
            f"No bucket here is called {logs.bucket!r}",
            f"There is: {', '.join(buckets)}. The target must be a bucket of the same instance, whose policy "
            "then lets S3 write it.",
        )
        return
    if name in _recorded_in(name, buckets):
        yield Problem(
            place,
            "logs-in-a-circle",
            "The bucket would log its own log writes",
            f"Each log write to {logs.bucket} would be logged again, without end. Use a target "
            "bucket without access logs.",
        )
    if target.key != "s3":
        yield Problem(
            place,
            "logs-under-kms",
            f"S3 cannot write access logs to {logs.bucket}",
            "Access logs are delivered only to buckets encrypted with S3's own key. Give that bucket `key: s3`.",
        )


def _recorded_in(name: str, buckets: Mapping[str, Bucket]) -> tuple[str, ...]:
    """The chain of buckets that take the record of `name`, of its taker, and so on."""
    found: dict[str, None] = {}
    logs = buckets[name].access_logs
    while logs is not None and logs.bucket in buckets and logs.bucket not in found:
        found[logs.bucket] = None
        logs = buckets[logs.bucket].access_logs
    return tuple(found)
