"""Gaps in AWS WAF."""

from __future__ import annotations

from moto.cloudfront.models import Distribution, cloudfront_backends
from moto.wafv2.exceptions import WAFv2ClientError
from moto.wafv2.models import WAFV2Backend

from hclpress.emulator.moto_patch import Patch, before


class RefuseAssociatedItems(Patch):
    """Items that a web ACL or a resource uses cannot be deleted, and a name exists once in its scope."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        def refuse_second(held: bool) -> None:
            if held:
                words = "AWS WAF could not perform the operation because some resource in your request is a duplicate"
                raise WAFv2ClientError("WAFDuplicateItemException", f"{words} of an existing one.")

        def refuse_used(used: bool) -> None:
            if used:
                words = "AWS WAF couldn't perform the operation because your resource is being used by another resource"
                raise WAFv2ClientError("WAFAssociatedItemException", f"{words} or it is associated with another one.")

        @before(WAFV2Backend, "create_ip_set")
        def _(self: WAFV2Backend, name: str, scope: str, *_: object, **__: object) -> None:
            refuse_second(any((one.name, one.scope) == (name, scope) for one in self.ip_sets.values()))

        @before(WAFV2Backend, "create_web_acl")
        def _(self: WAFV2Backend, name: str, *_: object, **__: object) -> None:
            refuse_second(any(one.name == name for one in self.wacls.values()))

        @before(WAFV2Backend, "delete_ip_set")
        def _(self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:  # noqa: ARG001
            arns = [one.arn for one in self.ip_sets.values() if one.ip_set_id == _id]
            rules = [rule.to_dict() for acl in self.wacls.values() for rule in acl.rules]
            refuse_used(any(arn in str(rules) for arn in arns))

        @before(WAFV2Backend, "delete_web_acl")
        def _(self: WAFV2Backend, name: str, scope: str, _id: str, lock_token: str) -> None:  # noqa: ARG001
            for acl in self.wacls.values():
                if acl.id != _id:
                    continue
                distributions = cloudfront_backends[self.account_id]["aws"].distributions.values()
                refuse_used(bool(acl.associated_resources) or any(_web_acl(one) == acl.arn for one in distributions))


def _web_acl(distribution: Distribution) -> str:
    config = distribution.distribution_config
    return str(config.get("WebACLId", "")) if isinstance(config, dict) else ""
