"""Gaps in Amazon EC2."""

from __future__ import annotations

from collections.abc import Callable

from moto.ec2.exceptions import InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from hclpress.emulator.moto_patch import Patch, add, around


class DescribeRulesBetweenGroups(Patch):
    """The description of a rule that names another security group; moto finds it only in rules that name addresses."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the description in all parts of a rule."""

        def description(self: SecurityGroupRule) -> str | None:
            found = self.ip_range.get("Description") or (self.source_group or {}).get("Description")
            return str(found) if found else None

        add(SecurityGroupRule, "description", property(description))


class RevokeRulesByTheirIds(Patch):
    """Revoking a missing rule by its id is refused with `InvalidSecurityGroupRuleId.NotFound`.

    Moto returns `InvalidPermission.NotFound`, which AWS uses for rules given by their description. On a second attempt,
    the provider accepts only AWS's error as proof that the rule is gone.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the ids first."""

        def checking(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
            def make(original: Callable[..., None]) -> Callable[..., None]:
                def revoke(
                    self: SecurityGroupBackend, group_name_or_id: str, *arguments: object, **named: object
                ) -> None:
                    group = self.get_security_group_by_name_or_id(group_name_or_id, None)
                    asked = named.get("security_rule_ids")
                    known = {rule.id for rule in getattr(group, kind)} if group else set()
                    for identity in asked if isinstance(asked, list) else ():
                        if identity not in known:
                            raise InvalidSecurityGroupRuleIdNotFoundError(identity)
                    original(self, group_name_or_id, *arguments, **named)

                return revoke

            return make

        around(SecurityGroupBackend, "revoke_security_group_egress")(checking("egress_rules"))
        around(SecurityGroupBackend, "revoke_security_group_ingress")(checking("ingress_rules"))
