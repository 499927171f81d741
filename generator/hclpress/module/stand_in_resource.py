"""Stand-ins in a rehearsal for what exists already: resources that are made before the environment is applied."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl.expression import Expr


class StandInResource(Struct, frozen=True):
    """A resource that a rehearsal makes in place of one that exists already.

    Attributes:
        kind: its Terraform type.
        label: its label; those of one environment differ.
        arguments: its arguments by name; an `Expr` may refer to another stand-in.
        blocks: its nested blocks by type, each with its arguments; a mapping among these is a block inside.
        told: values that the spec tells, each with the attribute that has its place in the rehearsal: an id that AWS
            gives cannot be chosen.
        region: its region.
    """

    kind: str
    label: str
    arguments: Mapping[str, object]
    region: str
    blocks: Mapping[str, Mapping[str, object]] = {}
    told: Mapping[str, str] = {}

    @classmethod
    def parameter(cls, name: str, label: str, value: Expr, region: str) -> "StandInResource":
        """Return the stand-in of an SSM parameter that holds an id, a name or a list of them.

        Args:
            name: the parameter's name.
            label: as of the class.
            value: its value, which may refer to another stand-in.
            region: as of the class.
        """
        return cls("aws_ssm_parameter", label, {"name": name, "type": "String", "value": value}, region)


def stand_in_network(label: str, block: str, region: str, group: str | None) -> Iterator[StandInResource]:
    """Yield a network with two subnets, `<label>_network_0` and `_1`, and a security group `<label>` in it.

    Args:
        label: the label of what stands in it.
        block: the first two numbers of its addresses, such as `10.255`.
        region: its region.
        group: the id of the security group, if the spec tells it.
    """
    network = f"{label}_network"
    own = Expr(f"aws_vpc.{network}.id")
    yield StandInResource("aws_vpc", network, {"cidr_block": f"{block}.0.0/16"}, region)
    for index, letter in enumerate("ab"):
        subnet = {"vpc_id": own, "cidr_block": f"{block}.{index}.0/24", "availability_zone": f"{region}{letter}"}
        yield StandInResource("aws_subnet", f"{network}_{index}", subnet, region)
    told = {group: "id"} if group else {}
    yield StandInResource("aws_security_group", label, {"name": f"{label}-stand-in", "vpc_id": own}, region, told=told)
