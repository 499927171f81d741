"""Gaps in Elastic Load Balancing."""

from __future__ import annotations

from moto.elbv2.exceptions import DuplicateListenerError, DuplicateLoadBalancerName, ELBClientError
from moto.elbv2.models import ELBv2Backend

from hclpress.emulator.moto_patch import Patch, before


class RefuseBusyBalancers(Patch):
    """A port has one listener, a name one balancer, and a protected balancer cannot be deleted."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(ELBv2Backend, "create_listener")
        def _(
            self: ELBv2Backend,
            load_balancer_arn: str,
            protocol: str,  # noqa: ARG001
            port: str,
            *_: object,
            **__: object,
        ) -> None:
            balancer = self.load_balancers.get(load_balancer_arn)
            if balancer and any(str(one.port) == str(port) for one in balancer.listeners.values()):
                raise DuplicateListenerError

        @before(ELBv2Backend, "create_load_balancer")
        def _(self: ELBv2Backend, name: str, *_: object, **__: object) -> None:
            if any(one.name == name for one in self.load_balancers.values()):
                raise DuplicateLoadBalancerName

        @before(ELBv2Backend, "delete_load_balancer")
        def _(self: ELBv2Backend, arn: str) -> None:
            balancer = self.load_balancers.get(arn)
            if balancer and balancer.attrs.get("deletion_protection.enabled") == "true":
                words = f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
                raise ELBClientError("OperationNotPermitted", words)
