"""An environment: what stands at the top of a spec, beside its modules."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.spec.fields import AccountId, Region, Text
from hclpress.spec.naming_pattern import DEFAULT_PATTERN, made_name, placeholders_of
from hclpress.spec.posture import DEFAULTS, Posture, PostureDefaults
from hclpress.spec.removal import Removal, Thing
from hclpress.spec.request import Request
from hclpress.spec.settings import Settings
from hclpress.spec.waiver import Waiver

EXTENDS = "extends"
MODULES = "modules"
"""The two keys of a spec that are not settings of the environment itself."""


class LocalBackend(Settings):
    """State in a file beside the configuration."""

    type: Literal["local"]
    path: Annotated[str, Field(min_length=1)] = "terraform.tfstate"
    """Path of the state file, relative to the environment's folder."""


class S3Backend(Settings):
    """State in an S3 bucket, locked by a file in it."""

    type: Literal["s3"]
    bucket: Annotated[str, Field(min_length=3, max_length=63)]
    """The bucket that holds the state. It must exist; Terraform does not make its own backend."""
    key: Annotated[str, Field(min_length=1)] | None = None
    """Key of the state object. Left out: `<system>/<environment>/terraform.tfstate`."""
    region: Region | None = None
    """The bucket's region. Left out: the environment's."""
    encrypt: bool = True
    """Whether the state object is encrypted by the bucket's key."""
    use_lockfile: bool = True
    """Whether a lock file beside the state keeps two applies apart (Terraform 1.10 and later)."""
    kms_key_id: str | None = None
    """ARN of the key the state is encrypted with. Left out: the bucket's own."""


class Providers(Settings):
    """Which provider versions `terraform init` may choose."""

    aws: Annotated[str, Field(pattern=r"^[~<>=!, .0-9a-z-]+$")] = "~> 5.100"
    """Version constraint of hashicorp/aws."""


def _pattern(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a naming pattern consists of characters that can be seen")
    found = placeholders_of(text)
    if "name" not in found:
        raise ValueError("a naming pattern needs `{name}`, or everything would be called the same")
    return text


class Environment(Settings):
    """One environment of one system."""

    project: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=32)]
    """What all of this is called. Stands in names and in the tag Project."""
    environment: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
    """Which environment this is. Stands in the tag Environment. Left out: the name of the file."""
    suffix: Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", max_length=24)] | None = None
    """What keeps the names of this environment apart from every other's."""
    owner: Annotated[str, Field(min_length=1, max_length=256)]
    """Who answers for it. Stands in the tag Owner."""
    region: Region
    """The AWS region everything lies in unless an instance says otherwise."""
    account_id: AccountId | None = None
    """The AWS account, 12 digits in quotes. Given, no other account can be touched."""
    posture: Posture = Posture.DEV
    """How much the environment matters: where defaults for price and safety come from."""
    destroyable: bool | None = None
    """Whether `terraform destroy` may remove data. Left out: as the posture has it."""
    naming: Annotated[str, Field(max_length=256), AfterValidator(_pattern)] = DEFAULT_PATTERN
    """How names are made, of {project}, {environment}, {suffix}, {component}, {name} and {region}."""
    names: Mapping[Annotated[str, Field(min_length=1)], Annotated[str, Field(min_length=1, max_length=1024)]] = {}
    """Names that stay as they were: a whole name as it is made now, and the one its bearer keeps. AWS renames almost
    nothing; a new name is a new thing, and the old one is destroyed."""
    tags: Mapping[Annotated[str, Field(min_length=1, max_length=128)], Annotated[str, Field(max_length=256)]] = {}
    """Tags on everything, beside Project, Environment, Owner and ManagedBy."""
    backend: Annotated[LocalBackend | S3Backend, Field(discriminator="type")] = LocalBackend(type="local")
    """Where Terraform keeps its state."""
    providers: Providers = Providers()
    """Which provider versions may be used."""
    outputs: Mapping[Annotated[str, Field(pattern=r"^[a-zA-Z_][a-zA-Z0-9_-]*$")], str] | None = None
    """Outputs of the root module: a name, and `instance.fact`. Left out: what each module exports."""
    waivers: tuple[Waiver, ...] = ()
    """What checks mind here and this environment accepts, each with its reason and its last day."""
    scanner_comments: bool = False
    """Whether each resource bears, for Checkov, what it minds there and why that is right: `checkov:skip=ID:reason`."""
    removed: Mapping[Thing, Removal] = {}
    """What may go although it holds something: an instance or an address that is no longer rendered (or that Terraform
    must make anew), and whether it is destroyed."""
    requests: tuple[Request, ...] = ()
    """Requests that show the environment works; its README states them as commands."""
    note: Text = ""
    """A remark that becomes a comment at the head of the root module."""

    @property
    def defaults(self) -> PostureDefaults:
        """What the posture decides."""
        return DEFAULTS[self.posture]

    @property
    def may_be_destroyed(self) -> bool:
        """Whether `terraform destroy` may remove data."""
        return self.defaults.destroyable if self.destroyable is None else self.destroyable

    @property
    def all_tags(self) -> dict[str, str]:
        """The tags every resource bears, in the order they are written."""
        own = {
            "Environment": self.environment,
            "ManagedBy": "terraform",
            "Owner": self.owner,
            "Project": self.project,
        }
        return dict(sorted((own | dict(self.tags)).items()))

    def name(self, component: str, name: str, region: str | None = None) -> str:
        """The naming pattern, filled for one resource."""
        return made_name(
            self.naming, self.project, self.environment, self.suffix or "", component, name, region or self.region
        )
