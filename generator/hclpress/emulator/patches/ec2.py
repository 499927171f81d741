"""Gaps in Amazon EC2."""

from __future__ import annotations

from collections.abc import Callable

from moto.ec2.exceptions import InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from hclpress.emulator.patch import Patch, add, around


class DescribeRulesBetweenGroups(Patch):
    """The description of a rule that names another security group; moto knows it only of those that name addresses."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the description wherever a rule may keep it."""

        def description(self: SecurityGroupRule) -> str | None:
            found = self.ip_range.get("Description") or (self.source_group or {}).get("Description")
            return str(found) if found else None

        add(SecurityGroupRule, "description", property(description))


class RevokeRulesByTheirIds(Patch):
    """Revoking a rule whose id there is not is refused with `InvalidSecurityGroupRuleId.NotFound`.

    Moto says `InvalidPermission.NotFound`, which AWS keeps for rules that are described. The provider takes only AWS's
    answer for what it is when it asks a second time: that the rule is gone.
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
