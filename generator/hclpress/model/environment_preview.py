"""The preview of one environment: the actions of an apply on each of its resources."""

from __future__ import annotations

from msgspec import Struct

from hclpress.diagnostics import Diagnostic


class AttributeChange(Struct, frozen=True):
    """The change of one attribute, or of one part of a policy or of JSON in it.

    Attributes:
        path: the attribute with the parts around it, such as `policy.Statement[ReadTable].Action`.
        was: the value before as HCL; None if it was not set, or is a set of which only some items change.
        now: the value afterwards as HCL; None if it is not set, or is a set of which only some items change.
        added: the items that a set gains.
        removed: the items that a set loses.
        forces: whether the provider replaces the resource because of it.
        follows: the resource whose change makes the value unknown until the apply; empty if the spec changes it.
    """

    path: str
    was: str | None = None
    now: str | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    forces: bool = False
    follows: str = ""


class ResourcePreview(Struct, frozen=True):
    """The action of an apply on one resource.

    Attributes:
        address: its address afterwards; that before if it is destroyed.
        action: the word of a plan: `create`, `update`, `replace`, `delete`, `forget` or, for a move alone, `move`.
        moved_from: its address before, if that was another one; else empty.
        loses: the data that is destroyed with it, in words; empty if it holds none, or keeps it.
        is_created_first: whether the successor of a replaced resource is created before it is destroyed.
        attributes: the changes of attributes, those that force a replacement first.
    """

    address: str
    action: str
    moved_from: str = ""
    loses: str = ""
    is_created_first: bool = False
    attributes: tuple[AttributeChange, ...] = ()


class EnvironmentPreview(Struct, frozen=True):
    """The preview of one environment.

    Attributes:
        address: the environment.
        resources: the resources to which an apply does something, by address.
        unpredicted: the resources of which only Terraform knows how many there are.
        adopted: the resources that exist in AWS and enter the state.
        findings: what a render refuses of the change, and what it warns of.
        names: the texts that distinguish the environment from others of its system, each with the word for it.
    """

    address: str
    resources: tuple[ResourcePreview, ...] = ()
    unpredicted: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether an apply does nothing, and nothing is said."""
        return not (self.resources or self.unpredicted or self.adopted or self.findings)
