"""The contract of a module: its settings, the facts it needs and gives, and everything that follows from them.

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


class Item(Settings):
    """A part of a module's settings that may bear a remark."""

    note: Text = ""
    """A remark that becomes a comment in the HCL."""


class Module(Settings):
    """The settings of one instance, and what follows from them. One subclass in each module's `contract.py`."""

    summary: ClassVar[str]
    """What the module makes, in one line for `hclpress modules`."""
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = None
    """Which scope of web ACL the module can stand behind. A regional one finds the output `waf_target_arn`; one of
    CloudFront is named by the distribution itself."""

    reaches_other_regions: ClassVar[bool] = True
    """Whether an instance in another region can stand on this one. Nothing reaches into a network elsewhere."""

    resource_facts: ClassVar[ResourceFacts] = ResourceFacts()
    """Facts about the types of resources that the module makes, where hclpress does not know them: name rules, what
    holds data, what encrypts it, what a rehearsal must set."""

    note: Text = ""
    """A remark that becomes a comment above the module's call."""
    region: Region | None = None
    """The region this instance lies in. Left out: the environment's."""
    extra: Mapping[Annotated[str, Field(pattern=r"^aws_[a-z0-9_]+\.[a-z][a-z0-9_]*$")], Mapping[str, Any]] = {}
    """Raw arguments for what no setting covers: `aws_rds_cluster.this: {backtrack_window: 0}`."""

    def region_in(self, environment: Environment) -> str:
        """The region the instance lies in; a module that AWS binds to one region overrides this."""
        return self.region or environment.region

    def problems(self, site: Site) -> Iterable[Problem]:
        """What is wrong across fields, or with the neighbours. Asked only when every field by itself is right."""
        return ()

    def names(self, site: Site) -> Mapping[str, Name]:
        """Every name the instance's resources bear, by the role templates know them under."""
        return {}

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts needed from other instances."""
        return ()

    def variables(self, site: Site) -> Iterable[Variable]:
        """The values people give at every plan and apply."""
        return ()

    def packages(self, site: Site) -> Iterable[Package]:
        """The zip files to be made of source code; templates see them as `packages.<name with _>`."""
        return ()

    def outputs(self, site: Site) -> Iterable[Output]:
        """The facts given to other instances and to people."""
        return ()

    def output_in(self, output: str, region: str, site: Site) -> str:
        """The output that `output` means for somebody in `region`; another one where a module spans several."""
        return output

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """The other regions the module itself works in, by the provider alias its templates use."""
        return {}

    def connections(self, site: Site) -> Iterable[Connection]:
        """The network connections this instance opens or lets in."""
        return ()

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The IAM statements that let another instance use this one (or one `item` of it).

        Raises:
            LookupError: with a sentence for people, where there is no such item or access.
        """
        raise LookupError(f"A {type(self).__name__} is nothing that IAM could grant the use of.")

    def listener(self, site: Site) -> Listener | None:
        """Where those who use this instance connect to; None when it needs no connection of theirs."""
        return None

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """What can go wrong with this instance that a metric tells."""
        return ()

    def proofs(self, site: Site) -> Iterable[Proof]:
        """The main facts of this instance, for those who own the output to prove without us."""
        return ()

    def scanner_waivers(self, site: Site) -> Iterable[ScannerWaiver]:
        """What Checkov minds in this instance without being right, or because the spec wants it so."""
        return ()

    def items(self, field: str, site: Site) -> tuple[ItemView[Settings], ...]:
        """The entries of a setting that is a mapping of settings, each with its key, label and names.

        Args:
            field: the setting.
            site: where the instance stands.
        """
        return tuple(item_views(getattr(self, field), field, self.names(site)))

    def template_folders(self) -> tuple[str, ...]:
        """The subfolders of the module whose templates are rendered beside those of its folder.

        A template imports another by its path below the module's folder. No two of them may make a file of one name.
        """
        return ()

    def view(self, site: Site) -> Struct | None:
        """What templates see beside the settings themselves: its fields are names in HCL."""
        return None
