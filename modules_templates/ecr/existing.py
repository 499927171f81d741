"""Repositories that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    Output,
    Problem,
    Site,
    StandInResource,
    Ways,
    account_of,
    arn_of_one,
    item_label,
    spelled,
    told_elsewhere,
)

from .grants import grants
from .outputs import facts_of

_NAME = r"[a-z0-9]+(?:[._/-]+[a-z0-9]+)*"
RepositoryName = Annotated[str, spelled(rf"(?=.{{2,256}}\Z){_NAME}", "the name of a repository", "shop/web")]
RepositoryArn = Annotated[
    str, arn_of_one("ecr", rf"repository/{_NAME}", "a repository", "arn:aws:ecr:us-east-1:123456789012:repository/web")
]


class FoundRepository(Ways):
    """A repository that exists already, found by its name, or its ARN where it belongs to another account."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn")

    name: RepositoryName | None = None
    """Name of the repository, such as `shop/web`."""
    arn: RepositoryArn | None = None
    """ARN of the repository, which may belong to another account."""


class FoundRepositories(FoundRepository):
    """One repository, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "repositories")
    several: ClassVar[str | None] = "repositories"

    repositories: Mapping[ItemName, FoundRepository] = {}
    """Several repositories, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingEcr(Existing):
    """Repositories that exist already."""

    existing: FoundRepositories
    """Repositories to find."""

    def repositories_of(self, site: Site) -> Mapping[str, FoundRepository]:
        """The repositories by the names that the spec calls them."""
        return self.existing.repositories or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report repositories of another region."""
        for name, one in self.repositories_of(site).items():
            if one.arn is not None:
                path = (*self.existing.place_of(name), "arn")
                yield from told_elsewhere(one.arn, "The repository", site, path, shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to pull from or push to one repository (the item)."""
        return grants(self.repositories_of(site), (), self.existing.item_of(item, site), access, site)

    def item_at(self, address: str, site: Site) -> str | None:
        """Return the repository whose address is the fact `address`; None if it is none."""
        return {f"{identifier(name)}_url": name for name in self.repositories_of(site)}.get(address)

    def admits_functions(self, item: str) -> bool:
        """Return whether Lambda may pull the images: its policy is told to say so."""
        return True

    def required(self, site: Site) -> Iterator[str]:
        """The policies of the repositories."""
        yield "the policy of a repository of another account names this one, and Lambda where functions run its images"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The repositories."""
        for item, one in self.repositories_of(site).items():
            name = one.name or (one.arn or "").partition(":repository/")[2]
            told = {one.arn: "arn"} if one.arn else {}
            yield StandInResource("aws_ecr_repository", item_label(item, site), {"name": name}, site.region, told=told)

    def found(self, site: Site) -> Found:
        """The address, the ARN and the name of each repository."""
        return Found(
            tuple(fact for item, one in self.repositories_of(site).items() for fact in _facts(item, one, site))
        )


def _facts(item: str, one: FoundRepository, site: Site) -> Iterator[Output]:
    parts = arn_of(one.arn) if one.arn else None
    account = FoundValue.told(parts.account) if parts else account_of(site)
    name = one.name or (one.arn or "").partition(":repository/")[2]
    host = f".dkr.ecr.{site.region}.{dns_suffix_of(site.region)}/{name}"
    arn = account.within(f"arn:{partition_of(site.region)}:ecr:{site.region}:", f":repository/{name}")
    yield from facts_of(item, account.within("", host), arn, encode(name))
