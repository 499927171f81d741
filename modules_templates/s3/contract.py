"""s3: buckets that nobody outside the account can reach."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, encode, fragment
from hclpress.module.facts import Input, Output
from hclpress.module.grant import Grant
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import FromFact, environment_expression
from hclpress.module.waivers import ScannerWaiver, bucket_waivers
from hclpress.modules.s3.bucket import ABORT_RULE, Bucket, bucket_problems
from hclpress.modules.s3.view import BucketView, RuleView, SourceView, TransitionView, View
from hclpress.spec.fields import ItemName

# By access: the statement's id, the actions on objects, and those on the key of an encrypted bucket.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadObjects", ("s3:GetObject",), ("kms:Decrypt",)),
    "write": ("WriteObjects", ("s3:PutObject",), ("kms:Decrypt", "kms:GenerateDataKey")),
    "full": (
        "UseObjects",
        ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
        ("kms:Decrypt", "kms:GenerateDataKey"),
    ),
}
_ANY_ACCOUNT = "0" * 12
"""As long as an account's id, for names whose end is not known yet."""


class S3(Module):
    """Buckets."""

    summary = "S3 buckets: closed, encrypted, versioned, TLS only; lifecycle, access logs, website, CORS."

    buckets: Annotated[Mapping[ItemName, Bucket], Field(min_length=1)]
    """The buckets by name."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        for name in self.buckets:
            yield from bucket_problems(name, self.buckets, site.region)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The buckets' names; where the account is not known, with twelve zeros in its place."""
        account = f"-{site.environment.account_id or _ANY_ACCOUNT}"
        return {
            identifier(name): site.name(
                "aws_s3_bucket", name, ("buckets", name), suffix=account if bucket.account_suffix else ""
            )
            for name, bucket in self.buckets.items()
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys that encrypt the buckets, and the account where a name or a policy holds it."""
        if any(bucket.account_suffix for bucket in self.buckets.values()) or self._sources:
            yield from site.account_inputs()
        for name, bucket in self.buckets.items():
            if isinstance(bucket.key, FromFact):
                yield Input(bucket.key.input_name, bucket.key.source, path=("buckets", name, "key"))

    @property
    def _sources(self) -> Mapping[str, tuple[str, ...]]:
        """By bucket that takes records: the buckets that are recorded in it."""
        found: dict[str, tuple[str, ...]] = {}
        for name, bucket in self.buckets.items():
            if bucket.access_logs is not None:
                target = bucket.access_logs.bucket
                found[target] = (*found.get(target, ()), name)
        return found

    def outputs(self, site: Site) -> Iterable[Output]:
        """Each bucket's name, ARN and host name, and its key."""
        for name, bucket in self.buckets.items():
            label = identifier(name)
            resource = f"aws_s3_bucket.{label}"
            # What is written before these are there would be neither versioned nor under the right key.
            ready = ["public_access_block", "server_side_encryption_configuration"]
            ready += ["versioning"] if bucket.versioning else []
            yield Output(
                f"{label}_bucket_name",
                "string",
                Expr(f"{resource}.bucket"),
                f"Name of the bucket {name}.",
                exported=True,
                after=tuple(Expr(f"aws_s3_bucket_{one}.{label}") for one in ready),
            )
            yield Output(f"{label}_bucket_arn", "string", Expr(f"{resource}.arn"), f"ARN of the bucket {name}.")
            yield Output(
                f"{label}_bucket_regional_domain_name",
                "string",
                Expr(f"{resource}.bucket_regional_domain_name"),
                f"Host name of the bucket {name} in its region.",
            )
            if bucket.key != "s3":
                yield Output(
                    f"{label}_key_arn",
                    "string",
                    encode(environment_expression(bucket.key)),
                    f"ARN of the key that encrypts {name}.",
                )

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Reading and writing the objects of one bucket (the item), or `list`ing them."""
        if item is None or item not in self.buckets:
            there = ", ".join(f"{site.instance}.{name}" for name in self.buckets)
            raise LookupError(f"Say which bucket: {there}.")
        bucket, label = self.buckets[item], identifier(item)
        if access == "list":
            yield Grant("ListBuckets", ("s3:ListBucket",), ((f"{label}_bucket_arn", ""),))
            return
        if access not in _GRANTS:
            raise LookupError(f"Objects can be used with {', '.join(_GRANTS)}, the bucket with `list`.")
        sid, actions, key_actions = _GRANTS[access]
        yield Grant(sid, actions, ((f"{label}_bucket_arn", "/*"),))
        if bucket.key != "s3" and bucket.grant_key:
            yield Grant(f"{sid[:-7]}ObjectKeys", key_actions, ((f"{label}_key_arn", ""),))

    def proofs(self, site: Site) -> Iterable[Proof]:
        """No public access, for any bucket."""
        for name in self.buckets:
            block = f"aws_s3_bucket_public_access_block.{identifier(name)}"
            for flag in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"):
                yield Proof.equal(f"{block}.{flag}", True, f"{name} must be closed to the public ({flag}).")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What the spec does not ask of a bucket."""
        for name, bucket in self.buckets.items():
            resource = f"aws_s3_bucket.{identifier(name)}"
            yield from bucket_waivers(resource)
            if bucket.key == "s3":
                yield ScannerWaiver(
                    "CKV_AWS_145", resource, "S3 encrypts it with keys of its own; a KMS key costs with every request."
                )
            if bucket.access_logs is None:
                yield ScannerWaiver(
                    "CKV_AWS_18",
                    resource,
                    "The spec asks for no record of requests: `access_logs` switches it on.",
                )

    def view(self, site: Site) -> View:
        """What the templates see."""
        return View(bucket_views=tuple(self._bucket_view(name, bucket, site) for name, bucket in self.buckets.items()))

    def _bucket_view(self, name: str, bucket: Bucket, site: Site) -> BucketView:
        sources = self._sources.get(name, ())
        logs = bucket.access_logs
        return BucketView(
            label=identifier(name),
            name=_written(self.names(site)[identifier(name)], bucket, site),
            settings=bucket,
            destroyable=site.environment.may_be_destroyed,
            key_arn=None if bucket.key == "s3" else environment_expression(bucket.key),
            has_policy=bucket.tls_only or bool(sources),
            rules=tuple(_rules(bucket)),
            log_target=identifier(logs.bucket) if logs else None,
            log_prefix=_prefix(name, bucket),
            sources=tuple(
                SourceView(identifier(source), _title(source), _prefix(source, self.buckets[source]))
                for source in sources
            ),
            account=site.environment.account_id or Expr("var.account_id"),
        )


def _written(name: Name, bucket: Bucket, site: Site) -> str | Expr:
    """The name as HCL: where it ends in an account that is not known, a template."""
    if not bucket.account_suffix or site.environment.account_id is not None:
        return name
    return Expr(f'"{fragment(name.removesuffix(_ANY_ACCOUNT))}{site.account}"')


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _prefix(name: str, bucket: Bucket) -> str:
    return (bucket.access_logs.prefix if bucket.access_logs else None) or f"{name}/"


def _rules(bucket: Bucket) -> Iterator[RuleView]:
    for name, rule in bucket.lifecycle.items():
        yield RuleView(
            name=name,
            note=rule.note,
            prefix=rule.prefix,
            expire_days=rule.expire_days,
            noncurrent_days=rule.noncurrent_days,
            noncurrent_versions=rule.noncurrent_versions,
            transitions=tuple(TransitionView(one.days, one.storage.upper()) for one in rule.transitions),
            abort_days=None,
        )
    if bucket.abort_uploads_days is not None:
        yield RuleView(
            name=ABORT_RULE,
            note="Parts of uploads that were never finished cost like objects and show nowhere.",
            prefix="",
            expire_days=None,
            noncurrent_days=None,
            noncurrent_versions=None,
            transitions=(),
            abort_days=bucket.abort_uploads_days,
        )
