"""Roles that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from hclpress.aws.regions import partition_of
from hclpress.hcl import encode
from hclpress.module import (
    Existing,
    Found,
    Grant,
    ItemName,
    Output,
    Site,
    StandInResource,
    Ways,
    account_of,
    item_label,
    spelled,
)

from .grants import grants
from .outputs import role_facts

_NAME = r"[A-Za-z0-9+=,.@_-]{1,64}"
RoleName = Annotated[str, spelled(_NAME, "the name of a role", "deploy")]
RoleArn = Annotated[
    str,
    spelled(
        rf"arn:aws(?:-cn|-us-gov)?:iam::[0-9]{{12}}:role/(?:[A-Za-z0-9+=,.@_-]+/)*{_NAME}",
        "the ARN of a role",
        "arn:aws:iam::123456789012:role/deploy",
    ),
]
_TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)


class FoundRole(Ways):
    """A role that exists already, found by its name, or its ARN where it has a path or another account."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn")

    name: RoleName | None = None
    """Name of the role, without a path."""
    arn: RoleArn | None = None
    """ARN of the role, which may belong to another account."""


class FoundRoles(FoundRole):
    """One role, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "roles")
    several: ClassVar[str | None] = "roles"

    roles: Mapping[ItemName, FoundRole] = {}
    """Several roles, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingIam(Existing):
    """Roles that exist already."""

    existing: FoundRoles
    """Roles to find."""

    def roles_of(self, site: Site) -> Mapping[str, FoundRole]:
        """The roles by the names that the spec calls them."""
        return self.existing.roles or {site.instance: self.existing}

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to assume one role (the item)."""
        item = item or (None if self.existing.roles else site.instance)
        return grants(self.roles_of(site), item, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The trust of the roles."""
        yield "the trust policy of a role names its callers"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The roles."""
        for name, one in self.roles_of(site).items():
            path, _, told = (one.arn or f"role/{one.name}").partition("role/")[2].rpartition("/")
            arguments = {"name": told, "path": f"/{path}/" if path else "/", "assume_role_policy": _TRUST}
            arns = {one.arn: "arn"} if one.arn else {}
            yield StandInResource("aws_iam_role", item_label(name, site), arguments, site.region, told=arns)

    def found(self, site: Site) -> Found:
        """The ARN and the name of each role."""
        facts: list[Output] = []
        for name, one in self.roles_of(site).items():
            told = one.name or (one.arn or "").rpartition("/")[2]
            made = account_of(site).within(f"arn:{partition_of(site.region)}:iam::", f":role/{told}")
            facts += role_facts(name, encode(one.arn) if one.arn else made, encode(told))
        return Found(tuple(facts))
