"""The base class of modules: settings, needed and provided facts, and everything derived from them.

A module is a folder with a `contract.py` that holds one subclass of `Module`. Its fields are the YAML a user writes.
The stages call its methods in this order: `validate` calls `problems` and `names`; `wire` calls `inputs`, `outputs` and
`connections`; `render` calls `view`. All of them are pure.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.aws.resource_facts import ResourceFacts
from hclpress.module.alarm import Alarm
from hclpress.module.connection import Connection, Listener
from hclpress.module.delivery import Delivery
from hclpress.module.facts import Input, Output, Variable
from hclpress.module.grant import Grant
from hclpress.module.item_view import ItemView, item_views
from hclpress.module.name import Name
from hclpress.module.package import Package
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver
from hclpress.spec.environment import Environment
from hclpress.spec.fields import Region, Text
from hclpress.spec.settings import Settings

Address = Annotated[str, Field(pattern=r"^aws_[a-z0-9_]+\.[a-z][a-z0-9_]*$")]
"""The address of a resource in its module."""


class Module(Settings):
    """The settings of one instance, and everything derived from them. One subclass in each module's `contract.py`."""

    summary: ClassVar[str]
    """The purpose of the module, in one line for `hclpress modules`."""
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = None
    """The scope of web ACLs that can protect the module. A regional one uses the output `waf_target_arn`; the
    distribution itself names one of CloudFront."""

    reaches_other_regions: ClassVar[bool] = True
    """Whether an instance in another region can use this one. A network cannot be reached from another region."""

    existing_form: ClassVar["type[Module] | None"] = None
    """The settings of an instance that exists already; None if it cannot be named."""

    resource_facts: ClassVar[ResourceFacts] = ResourceFacts()
    """Facts about the types of resources that the module makes, where hclpress does not know them: name rules, what
    holds data, what encrypts it, what a rehearsal must set."""

    accesses: ClassVar[tuple[str, ...]] = ("full", "read", "write")
    """The words for `access` that `grants` may know."""

    example_items: ClassVar[Mapping[str, str]] = {}
    """Items that `grants` takes beside the entries of settings, by a word for their kind: `{"<user>": "app"}`."""

    note: Text = ""
    """A note that becomes a comment above the module's call."""
    region: Region | None = None
    """The region of the instance. Default: the environment's."""
    extra: Mapping[Address, Mapping[str, Any]] = {}
    """Raw arguments that no setting covers, by address: `aws_rds_cluster.this: {backtrack_window: 0}`. A mapping or a
    list of mappings stands for blocks where the provider has blocks."""
    override: Mapping[Address, Mapping[str, Any]] = {}
    """Raw arguments that take the place of the module's own, by address."""

    @property
    def raw_arguments(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """The raw arguments under `extra` and `override`, by these words."""
        return {"extra": self.extra, "override": self.override}

    adopt: Mapping[
        Annotated[str, Field(min_length=1, max_length=1024)], Annotated[str, Field(min_length=1, max_length=2048)]
    ] = {}
    """Resources that exist already and are made here from now on: an address inside the module, or an item, and the id
    by which Terraform imports it. `aws_s3_bucket.assets: acme-assets`."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """The keys of tags that the module writes on resources itself, beside the tags of the environment."""
        return ()

    def region_in(self, environment: Environment) -> str:
        """Return the region of the instance; a module that AWS binds to one region overrides this."""
        return self.region or environment.region

    def problems(self, site: Site) -> Iterable[Problem]:
        """Return the problems across fields and with neighbours. Called only if every field by itself is valid."""
        return ()

    def names(self, site: Site) -> Mapping[str, Name]:
        """Return every name of the instance's resources, by its role in templates."""
        return {}

    def inputs(self, site: Site) -> Iterable[Input]:
        """Return the facts needed from other instances."""
        return ()

    def variables(self, site: Site) -> Iterable[Variable]:
        """Return the values that users provide at every plan and apply."""
        return ()

    def packages(self, site: Site) -> Iterable[Package]:
        """Return the zip files to make of source code; templates see them as `packages.<name with _>`."""
        return ()

    def outputs(self, site: Site) -> Iterable[Output]:
        """Return the facts for other instances and for users."""
        return ()

    def output_in(self, output: str, region: str, site: Site) -> str:
        """Return the output that `output` means in `region`; another one if a module spans several."""
        return output

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """Return the other regions of the module itself, by the provider alias in its templates."""
        return {}

    def connections(self, site: Site) -> Iterable[Connection]:
        """Return the network connections that this instance opens or accepts."""
        return ()

    def deliveries(self, site: Site) -> Iterable[Delivery]:
        """Return the messages that services of AWS bring from this instance to queues and topics of others."""
        return ()

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Return the IAM statements that let another instance use this one (or one `item` of it).

        Raises:
            LookupError: with a sentence for the user, if there is no such item or access.
        """
        raise LookupError(f"Nothing of {site.instance} is used through IAM. Remove the line.")

    def listener(self, site: Site) -> Listener | None:
        """Return the port for users of this instance; None if they need no connection."""
        return None

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Return the alarms of this instance."""
        return ()

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Return the main facts of this instance, which `terraform test` verifies."""
        return ()

    def scanner_waivers(self, site: Site) -> Iterable[ScannerWaiver]:
        """Return the findings of Checkov and Trivy in this instance that are wrong, or that the spec accepts.

        A check that asks for the same as Checkov leaves such a resource alone (`docs/checks.md`).
        """
        return ()

    def items(self, field: str, site: Site) -> tuple[ItemView[Settings], ...]:
        """Return the entries of a setting that is a mapping of settings, each with its key, label and names.

        Args:
            field: the name of the setting.
            site: the site of the instance.
        """
        return tuple(item_views(getattr(self, field), field, self.names(site)))

    def template_folders(self) -> tuple[str, ...]:
        """The subfolders of the module whose templates are rendered beside those of its folder.

        A template imports another by its path below the module's folder. No two of them may make a file of one name.
        """
        return ()

    def view(self, site: Site) -> Struct | None:
        """Return the derived values for templates; its fields are names in HCL."""
        return None
