"""An environment: the settings at the top of a spec, beside its modules."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.aws.version_constraint import Version, has_all_of, usable_constraint
from hclpress.spec.acceptance import Acceptance
from hclpress.spec.fields import AccountId, BucketName, InstanceName, KeyArn, Region, Text, spelled
from hclpress.spec.local_state_path import local_state_path
from hclpress.spec.naming_pattern import DEFAULT_PATTERN, made_name, placeholders_of
from hclpress.spec.permitted_removal import Removal, Thing
from hclpress.spec.posture import DEFAULTS, Posture, PostureDefaults
from hclpress.spec.readme_request import Request
from hclpress.spec.scanner import Scanner
from hclpress.spec.settings import Settings
from hclpress.spec.waiver import Waiver

EXTENDS = "extends"
MODULES = "modules"
"""The two keys of a spec that are not settings of the environment itself."""


# IAM API Reference, CreateRole: 64 characters of a name, behind a path.
RoleArn = Annotated[
    str,
    spelled(
        r"arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:role/(?:[!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}",
        "the ARN of a role",
        "arn:aws:iam::123456789012:role/deploy",
    ),
]
"""The ARN of an IAM role."""


class AssumedRole(Settings):
    """A role that Terraform assumes with the credentials of its caller."""

    role: RoleArn
    """The ARN of the role."""
    external_id: Annotated[str, Field(min_length=2, max_length=1224, pattern=r"^[A-Za-z0-9_+=,.@:/-]+$")] | None = None
    """The external id that the trust policy of the role asks for. Left out: none."""
    session_name: Annotated[str, Field(min_length=2, max_length=64, pattern=r"^[A-Za-z0-9_+=,.@-]+$")] | None = None
    """The name of the session in the log of AWS. Left out: the provider chooses one."""

    @property
    def arguments(self) -> dict[str, str]:
        """The arguments of a provider or a backend."""
        given = {"role_arn": self.role, "external_id": self.external_id, "session_name": self.session_name}
        return {name: value for name, value in given.items() if value is not None}


class WorkflowRoles(Settings):
    """The roles that generated workflows assume for this environment."""

    plan: RoleArn | None = None
    """The ARN of the role that plans. Left out: that of the account in the project file."""
    apply: RoleArn | None = None
    """The ARN of the role that applies. Left out: that of the account in the project file."""


class LocalBackend(Settings):
    """State in a file beside the configuration."""

    type: Literal["local"]
    path: Annotated[str, Field(min_length=1, max_length=1024), AfterValidator(local_state_path)] = "terraform.tfstate"
    """Path of the state file, relative to the environment's folder."""


class S3Backend(Settings):
    """State in an S3 bucket, locked by a file in it."""

    type: Literal["s3"]
    bucket: BucketName
    """The bucket that holds the state. It must exist; Terraform does not create its own backend."""
    key: Annotated[str, Field(min_length=1, max_length=1024, pattern=r"^[^/](.*[^/])?$")] | None = None
    """Key of the state object. Default: `<system>/<environment>/terraform.tfstate`."""
    region: Region | None = None
    """The bucket's region. Default: the environment's."""
    encrypt: bool = True
    """Whether the bucket's key encrypts the state object."""
    use_lockfile: bool = True
    """Whether a lock file beside the state prevents concurrent applies (Terraform 1.10 and later)."""
    kms_key_id: KeyArn | None = None
    """ARN of the key that encrypts the state. Default: the bucket's own."""
    assume_role: AssumedRole | None = None
    """A role that reads and writes the state, such as one in the account of the bucket. Default: the caller itself."""


class Providers(Settings):
    """The provider versions that `terraform init` may choose."""

    aws: Annotated[str, Field(max_length=256), AfterValidator(usable_constraint)] = ">= 5.100, < 7.0"
    """Version constraint of hashicorp/aws. If it leaves 5.x out, the text uses what only 6.x has."""

    def always_have(self, first: Version) -> bool:
        """Whether `terraform init` chooses a version that has what came with `first`, such as `(6, 20, 0)`."""
        return has_all_of(self.aws, first)


def _pattern(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a naming pattern consists of visible characters")
    found = placeholders_of(text)
    if "name" not in found:
        raise ValueError("a naming pattern needs `{name}`, or all names would be the same")
    return text


class Environment(Settings):
    """One environment of one system."""

    project: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=32)]
    """The name of the project. Used in names and in the tag Project."""
    environment: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    """The name of the environment. Used in the tag Environment. Default: the name of the file."""
    suffix: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length=24)] | None = None
    """The suffix that distinguishes the names of this environment from those of others."""
    owner: Annotated[str, Field(min_length=1, max_length=256)]
    """The responsible team. Used in the tag Owner."""
    region: Region
    """The AWS region of all instances that do not name another."""
    account_id: AccountId | None = None
    """The AWS account, 12 digits in quotes. If it is set, no other account can be changed."""
    assume_role: AssumedRole | None = None
    """A role in the account that the providers assume. Default: they work as the caller."""
    roles: WorkflowRoles = WorkflowRoles()
    """The roles with which the workflow of `hclpress workflow` plans and applies this environment."""
    posture: Posture = Posture.DEV
    """The importance of the environment, which decides defaults for price and safety."""
    destroyable: bool | None = None
    """Whether `terraform destroy` may remove data. Default: the posture decides."""
    naming: Annotated[str, Field(max_length=256), AfterValidator(_pattern)] = DEFAULT_PATTERN
    """The pattern of names, made of {project}, {environment}, {suffix}, {component}, {name} and {region}."""
    names: Mapping[Annotated[str, Field(min_length=1)], Annotated[str, Field(min_length=1, max_length=1024)]] = {}
    """Names that stay as they are: a whole name that the pattern would give, and the existing name to use instead. AWS
    renames almost nothing: a new name means a new resource, and the old one is destroyed."""
    tags: Mapping[Annotated[str, Field(min_length=1, max_length=128)], Annotated[str, Field(max_length=256)]] = {}
    """Tags on every resource, beside Project, Environment, Owner and ManagedBy."""
    backend: Annotated[LocalBackend | S3Backend, Field(discriminator="type")] = LocalBackend(type="local")
    """The place where Terraform stores its state."""
    providers: Providers = Providers()
    """The provider versions that may be used."""
    outputs: Mapping[Annotated[str, Field(pattern=r"^[a-zA-Z_][a-zA-Z0-9_-]*$")], str] | None = None
    """Outputs of the root module: a name, and `instance.fact`. Default: the exports of each module."""
    waivers: tuple[Waiver, ...] = ()
    """Findings of checks that this environment accepts, each with a reason and a last day."""
    scanner_comments: Annotated[
        Annotated[bool, Tag("all")] | Annotated[tuple[Scanner, ...], Tag("list")],
        Discriminator(lambda value: "all" if isinstance(value, bool) else "list"),
    ] = False
    """Scanners for which resources have comments with the skipped checks and the reasons: `[checkov]` for
    `checkov:skip=ID:reason`, `[trivy]` for `trivy:ignore:ID`, `true` for both."""
    removed: Mapping[Thing, Removal] = {}
    """Resources with data that may be removed: an instance or an address that is no longer rendered (or that Terraform
    must replace), and whether it is destroyed."""
    accept: Mapping[Thing, Acceptance] = {}
    """Replacements that interrupt what users use, by instance or address. In the posture `prod` they are errors unless
    they stand here."""
    adopt: Mapping[
        Annotated[str, Field(pattern=r"^[a-z]\w*\.[A-Za-z_][\w-]*(\[.+\])?$", max_length=1024)],
        Annotated[str, Field(min_length=1, max_length=2048)],
    ] = {}
    """Resources of the root module that exist already, such as the rule of a connection: an address, and the id by
    which Terraform imports it. Those of instances stand under `adopt` of the instance."""
    shares: tuple[InstanceName, ...] = ()
    """Instances whose facts other environments may use, by `shared_by`."""
    exchange: Literal["ssm", "state"] = "ssm"
    """The way in which others read the facts of `shares`: SSM parameters, or the outputs of the state."""
    requests: tuple[Request, ...] = ()
    """Requests that show the environment works; its README lists them as commands."""
    note: Text = ""
    """A remark that becomes a comment at the head of the root module."""

    @property
    def defaults(self) -> PostureDefaults:
        """The defaults of the posture."""
        return DEFAULTS[self.posture]

    @property
    def commented_scanners(self) -> tuple[Scanner, ...]:
        """The scanners for which resources have comments."""
        if isinstance(self.scanner_comments, bool):
            return tuple(Scanner) if self.scanner_comments else ()
        return self.scanner_comments

    @property
    def may_be_destroyed(self) -> bool:
        """Whether `terraform destroy` may remove data."""
        return self.defaults.destroyable if self.destroyable is None else self.destroyable

    @property
    def all_tags(self) -> dict[str, str]:
        """The tags of every resource, in the order they are written."""
        own = {
            "Environment": self.environment,
            "ManagedBy": "terraform",
            "Owner": self.owner,
            "Project": self.project,
        }
        return dict(sorted((own | dict(self.tags)).items()))

    def name(self, component: str, name: str, region: str | None = None) -> str:
        """Return the name of one resource by the naming pattern."""
        return made_name(
            self.naming, self.project, self.environment, self.suffix or "", component, name, region or self.region
        )
