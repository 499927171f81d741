"""iam: identity providers of pipelines, roles that pipelines and other accounts assume, and policies."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Grant,
    Input,
    Name,
    Output,
    Problem,
    Site,
    identifier,
    statement_inputs,
    use_inputs,
)

from .existing import ExistingIam
from .grants import grants
from .outputs import outputs
from .problems import problems
from .settings import IamSettings
from .view import View, view_of


class Iam(IamSettings):
    """Providers, roles and policies."""

    summary = "Roles for pipelines of GitHub and GitLab and for other accounts, their identity providers, and policies."
    existing_form = ExistingIam

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the roles and of the policies."""
        roles = {f"{identifier(key)}_role": ("roles", key) for key in self.roles}
        policies = {f"{identifier(key)}_policy": ("policies", key) for key in self.policies}
        return {role: site.name("aws_iam_role", path[1], path) for role, path in roles.items()} | {
            role: site.name("aws_iam_policy", path[1], path) for role, path in policies.items()
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts in statements, and the account of providers that are made elsewhere."""
        trusts = [role.trust for role in self.roles.values()]
        trusted = {"github": any(one.github for one in trusts), "gitlab": any(one.gitlab for one in trusts)}
        if any(trusted[provider] and provider not in self.providers for provider in trusted):
            yield from site.account_inputs()
        for field, entries in (("roles", self.roles), ("policies", self.policies)):
            for name, one in entries.items():
                yield from use_inputs(one.uses, site, (field, name, "uses"))
                yield from statement_inputs(one.statements, (field, name, "statements"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The ARNs of the providers and policies, and the ARN and the name of each role."""
        return outputs(self)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to assume one role (the item)."""
        return grants(self.roles, item, access, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, self.names(site), site)
