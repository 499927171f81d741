"""ecr: repositories of container images, and mirrors of other registries."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import Grant, Input, Name, Output, Problem, ScannerWaiver, Site, identifier, reference_inputs

from .existing import ExistingEcr
from .grants import grants
from .outputs import outputs
from .problems import problems
from .settings import EcrSettings
from .view import View, view_of


class Ecr(EcrSettings):
    """Repositories of images."""

    summary = "ECR repositories with immutable tags, scans and a lifecycle, and mirrors of other registries."
    existing_form = ExistingEcr

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the repositories, and the prefixes of the mirrors."""
        named: dict[str, Name] = {}
        for name, one in self.repositories.items():
            prefix = f"{one.under}/" if one.under else ""
            path = ("repositories", name, "under") if one.under else ("repositories", name)
            named[identifier(name)] = site.name("aws_ecr_repository", name, path, prefix=prefix)
        for name in self.mirrors:
            rule = site.name("aws_ecr_pull_through_cache_rule", name, ("mirrors", name))
            named[f"{identifier(name)}_mirror"] = rule
        return named

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys, the secrets of the mirrors, and the account of functions."""
        if any(one.functions for one in self.repositories.values()):
            yield from site.account_inputs()
        for name, repository in self.repositories.items():
            yield from reference_inputs(repository.key, ("repositories", name, "key"))
        for name, mirror in self.mirrors.items():
            yield from reference_inputs(mirror.secret, ("mirrors", name, "secret"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The address, the ARN and the name of each repository, and the address and the ARN of each mirror."""
        return outputs(self, site)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to pull from or push to one repository (the item), and to pull through a mirror."""
        return grants(self.repositories, self.mirrors, item, access, site)

    def item_at(self, address: str, site: Site) -> str | None:
        """Return the repository or the mirror whose address is the fact `address`; None if it is none."""
        return {f"{identifier(name)}_url": name for name in (*self.repositories, *self.mirrors)}.get(address)

    def admits_functions(self, item: str) -> bool:
        """Return whether Lambda may pull the images of a repository. It may not through a mirror."""
        return item in self.repositories and self.repositories[item].functions

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of repositories under ECR's own key, without scans and with tags that move."""
        for name, one in self.repositories.items():
            address = f"aws_ecr_repository.{identifier(name)}"
            if one.key is None:
                yield from ScannerWaiver.each(
                    ("CKV_AWS_136", "AVD-AWS-0033"), address, "ECR encrypts it with its own key; IAM decides who pulls."
                )
            if one.image_tags == "mutable":
                yield from ScannerWaiver.each(
                    ("CKV_AWS_51", "AVD-AWS-0031"), address, "The spec lets a push move its tags."
                )
            if not one.scan:
                yield from ScannerWaiver.each(
                    ("CKV_AWS_163", "AVD-AWS-0030"), address, "The spec leaves scans of its images to somebody else."
                )

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, self.names(site), site)
