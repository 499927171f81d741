"""Roles as the templates see them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from hclpress.hcl import Expr
from hclpress.module import Name, Site, Statement, identifier, own_statements, use_statements

from .arns import expression
from .key_statements import key_statements
from .role_statements import Needs, attachments, role_statements
from .roles import Shared
from .settings import LambdaSettings


class RoleView(Struct, frozen=True):
    """A role with its policy.

    Attributes:
        statements: the statements beside the managed policies.
        policy_is_managed: whether they stand in a policy of its own.
        attached: the label of the attachment and the ARN of each managed policy.
    """

    label: str
    name: Name
    description: str
    statements: tuple[Statement, ...]
    attached: tuple[tuple[str, str], ...]
    note: str = ""
    policy_name: str = "use-resources"
    policy_description: str = ""
    policy_is_managed: bool = False

    @property
    def permissions(self) -> tuple[Expr, ...]:
        """The resources that must exist before a function can run as this role."""
        own: tuple[Expr, ...] = ()
        if self.statements:
            kind = "aws_iam_role_policy_attachment" if self.policy_is_managed else "aws_iam_role_policy"
            own = (Expr(f"{kind}.{self.label}"),)
        return (*own, *(Expr(f"aws_iam_role_policy_attachment.{label}") for label, _ in self.attached))


def role_views(settings: LambdaSettings, site: Site) -> tuple[RoleView, ...]:
    """The roles of an instance: one, or one for each function in the order of the spec."""
    needs = Needs(
        network=settings.vpc is not None,
        tracing=settings.tracing == "active",
        key=None if settings.kms_key is None else expression(settings.kms_key),
        common_environment=bool(settings.environment),
        managed=settings.managed_policies,
    )
    names = settings.names(site)
    if isinstance(settings.role, Shared):
        shared = settings.role.shared
        return (
            RoleView(
                label="this",
                name=names["role"],
                description=shared.description or _runs(tuple(sorted(settings.functions))),
                note=shared.note,
                statements=role_statements(
                    settings.functions,
                    needs,
                    use_statements(settings.uses, site),
                    own_statements(settings.statements),
                    key_statements(settings.functions, site),
                ),
                policy_name=names.get("policy", shared.policy.name),
                policy_description=shared.policy.description,
                policy_is_managed=shared.policy.kind == "managed",
                attached=attachments(settings.managed_policies, site.region),
            ),
        )
    return tuple(_own_role(name, names, settings, needs, site) for name in settings.functions)


def _own_role(name: str, names: Mapping[str, Name], settings: LambdaSettings, needs: Needs, site: Site) -> RoleView:
    label, function = identifier(name), settings.functions[name]
    managed = (*settings.managed_policies, *function.managed_policies)
    return RoleView(
        label=label,
        name=names[f"{label}_role"],
        description=f"Runs {name}",
        statements=role_statements(
            {name: function},
            replace(needs, managed=managed),
            use_statements((*settings.uses, *function.uses), site),
            own_statements((*settings.statements, *function.statements)),
            key_statements({name: function}, site),
        ),
        attached=tuple((f"{label}_{end}", arn) for end, arn in attachments(managed, site.region)),
    )


def _runs(functions: tuple[str, ...]) -> str:
    named = f"Runs {', '.join(functions)}"
    # IAM API Reference, CreateRole: a description has 1,000 characters at most.
    return named if len(named) <= 1000 else f"Runs {len(functions)} functions"
