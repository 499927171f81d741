"""Network connections between instances."""

from msgspec import Struct

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.facts import Fact


class Connection(Struct, frozen=True):
    """One instance may open connections to another: an egress rule on one side, an ingress rule on the other.

    The rules stand in the root module, so that neither side needs the other's security group and one file lists who
    reaches whom.

    Attributes:
        source: security group of the side that connects.
        target: security group of the side that listens.
        source_name: what the connecting side is called in names and descriptions.
        target_name: what the listening side is called.
        port: TCP port on the target.
        provider: the aliased provider of the region both ends lie in; None for the environment's own. Set by wire.
    """

    source: Fact
    target: Fact
    source_name: str
    target_name: str
    port: int
    provider: Expr | None = None

    @property
    def label(self) -> str:
        """The label of both its rules."""
        return f"{identifier(self.source_name)}_to_{identifier(self.target_name)}_{self.port}"


class Listener(Struct, frozen=True):
    """Where an instance takes connections.

    Attributes:
        security_group: the fact that names its security group.
        port: its TCP port.
    """

    security_group: Fact
    port: int
