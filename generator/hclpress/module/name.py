"""Names of resources, with the place in the spec that decided them."""

from __future__ import annotations


class Name(str):
    """A finished name that knows which resource bears it and which part of the spec decided it.

    Attributes:
        resource: the Terraform resource type, a key of `NAME_RULES`.
        path: the place in the instance's spec to blame when the name does not fit, `()` for the instance itself.
    """

    __slots__ = ("path", "resource")
    resource: str
    path: tuple[str | int, ...]

    def __new__(cls, text: str, resource: str, path: tuple[str | int, ...] = ()) -> Name:
        """A name `text` for a `resource`, decided at `path`."""
        name = super().__new__(cls, text)
        name.resource = resource
        name.path = path
        return name
