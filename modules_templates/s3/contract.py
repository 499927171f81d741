"""s3: buckets that nobody outside the account can reach."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    bucket_waivers,
    identifier,
    reference_inputs,
    unkeyed_bucket_waivers,
    unlogged_bucket_waivers,
)

from .existing import ExistingS3
from .grants import grants
from .outputs import outputs
from .problems import problems
from .settings import S3Settings
from .view import ANY_ACCOUNT, View, view_of


class S3(S3Settings):
    """Buckets."""

    summary = "S3 buckets: private, encrypted, versioned, TLS only; lifecycle, access logs, website, CORS."
    existing_form = ExistingS3
    accesses = ("full", "read", "write", "list")

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the buckets, with twelve zeros in place of an account that is not known."""
        account = f"-{site.environment.account_id or ANY_ACCOUNT}"
        return {
            identifier(name): site.name(
                "aws_s3_bucket", name, ("buckets", name), suffix=account if bucket.account_suffix else ""
            )
            for name, bucket in self.buckets.items()
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys that encrypt the buckets, and the account where a name or a policy holds it."""
        if any(bucket.account_suffix for bucket in self.buckets.values()) or self.recorded_in:
            yield from site.account_inputs()
        for name, bucket in self.buckets.items():
            yield from reference_inputs(bucket.key, ("buckets", name, "key"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The name, the ARN and the host name of each bucket, and its key."""
        return outputs(self)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write the objects of one bucket (the item), or to `list` them."""
        return grants(self.buckets, item, access, site)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of each bucket."""
        for name, bucket in self.buckets.items():
            resource = f"aws_s3_bucket.{identifier(name)}"
            yield from bucket_waivers(resource)
            if bucket.key == "s3":
                yield from unkeyed_bucket_waivers(
                    resource, "S3 encrypts it with its own keys; a KMS key costs with every request."
                )
            if bucket.access_logs is None:
                yield from unlogged_bucket_waivers(
                    resource, "The spec requests no access logs; `access_logs` enables them."
                )

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
