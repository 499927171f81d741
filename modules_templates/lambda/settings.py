"""Settings of the module lambda."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import (
    EnvironmentValue,
    FromPosture,
    ItemName,
    KeyReference,
    LogDays,
    ManagedPolicy,
    Module,
    OwnStatement,
    PermissionsBoundary,
    UseEntry,
    VariableName,
)

from .arns import BucketReference
from .function import Function
from .roles import RoleChoice
from .runtime import Runtime
from .vpc_placement import Placement


class LambdaSettings(Module):
    """Settings of one instance."""

    functions: Annotated[Mapping[ItemName, Function], Field(min_length=1)]
    """The functions by name."""
    runtime: Runtime | None = None
    """Runtime of the functions that name no other, such as `python3.13`."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables of every function: text, or `{from: instance.fact}`."""
    kms_key: KeyReference | None = None
    """The KMS key environment variables are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    uses: tuple[UseEntry, ...] = ()
    """Resources that every function uses; the statements of the roles and the connections follow from them."""
    role: RoleChoice = "per_function"
    """`per_function`, or `{shared: …}` for one role that all functions run as."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """Managed policies to attach to each role: names of AWS's, or ARNs. A right that one of them is known to give is
    not written a second time."""
    statements: tuple[OwnStatement, ...] = ()
    """Permissions of every function that `uses` cannot state, as IAM has them."""
    permissions_boundary: PermissionsBoundary | None = None
    """ARN of the policy that bounds the permissions of each role. Left out: none."""
    vpc: Placement | None = None
    """Network of the functions. Left out: none, and they reach the internet by themselves."""
    tracing: Literal["active", "pass_through"] = "pass_through"
    """Whether X-Ray samples calls here, or only follows callers that do."""
    log_retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that logs are kept."""
    log_format: Literal["text", "json"] = "text"
    """Format of the lines that Lambda and the runtime's logger write."""
    log_kms_key: KeyReference | None = None
    """The KMS key logs are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    deployment_bucket: BucketReference | None = None
    """Bucket that Terraform uploads packages to: its name, or `{from: instance.fact}`. Left out: Terraform uploads them
    to Lambda directly."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """A tag for the name, where AWS has no other place for it."""
        return ("Name",) if self.vpc else ()
