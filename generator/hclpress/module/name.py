"""Names of resources, with the part of the spec that decided them."""

from __future__ import annotations


class Name(str):
    """A finished name with its resource and the part of the spec that decided it.

    Attributes:
        resource: the Terraform resource type, a key of `NAME_RULES`.
        path: the place in the instance's spec for the error if the name is invalid, `()` for the instance itself.
    """

    __slots__ = ("path", "resource")
    resource: str
    path: tuple[str | int, ...]

    def __new__(cls, text: str, resource: str, path: tuple[str | int, ...] = ()) -> Name:
        """Return the name `text` of a `resource`, decided at `path`."""
        name = super().__new__(cls, text)
        name.resource = resource
        name.path = path
        return name
