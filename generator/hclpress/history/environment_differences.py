"""The differences between two environments, resource by resource."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.consequences import Consequence
from hclpress.aws.posture_aspects import Aspect, aspect_of
from hclpress.aws.provider_schema import provider_schemas
from hclpress.hcl.address import ResourceAddress
from hclpress.history.attribute_changes import attribute_changes
from hclpress.history.changes import Reason
from hclpress.history.configuration import Blocks, Configuration, Configured
from hclpress.history.edits import edits_between
from hclpress.model.environment_preview import AttributeChange


class ResourceDifference(Struct, frozen=True):
    """One difference.

    Attributes:
        address: the resource.
        aspect: the aspect of an environment that it decides.
        change: the attribute, from the first environment to the second; None if only one of them has the resource.
        is_in_first: whether the first environment has the resource.
        is_in_second: whether the second one has it.
    """

    address: str
    aspect: Aspect
    change: AttributeChange | None = None
    is_in_first: bool = True
    is_in_second: bool = True

    @property
    def path(self) -> str:
        """The attribute; empty if only one of the environments has the resource."""
        return "" if self.change is None else self.change.path


def differences_between(first: Blocks, second: Blocks) -> tuple[ResourceDifference, ...]:
    """Return the differences, in order of their addresses.

    Args:
        first: the blocks of each module of the first environment, as for `Configuration`.
        second: the same of the second one.
    """
    ones, others = Configuration(first).resources, Configuration(second).resources
    return tuple(one for address in sorted(ones.keys() | others.keys()) for one in _of_resource(address, ones, others))


def _of_resource(
    address: str, ones: Mapping[str, Configured], others: Mapping[str, Configured]
) -> Iterator[ResourceDifference]:
    one, other = ones.get(address), others.get(address)
    if one is None or other is None:
        kind = ResourceAddress.of(address).kind
        yield ResourceDifference(address, aspect_of(kind), None, one is not None, other is not None)
        return
    schema = provider_schemas()[0].find("resource", one.kind)
    edits = edits_between(one.arguments, other.arguments, schema)
    for change in attribute_changes(Reason(edit, Consequence.UPDATED) for edit in edits):
        yield ResourceDifference(address, aspect_of(one.kind, change.path), change)
