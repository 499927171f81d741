"""The file of differences between two environments that are expected, for `hclpress diff --expect`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import Field

from hclpress.spec.settings import Settings


class ExpectedDifference(Settings):
    """Differences that are expected."""

    resource: Annotated[str, Field(min_length=1, max_length=1024)]
    """Address of the resource, in which `*` stands for any text: `module.vpc.*`."""
    attribute: Annotated[str, Field(max_length=1024)] = "*"
    """Attribute, in which `*` stands for any text. Left out: every attribute, and the presence of the resource."""
    reason: Annotated[str, Field(min_length=1, max_length=4096)]
    """Reason for the difference."""

    def covers(self, address: str, path: str) -> bool:
        """Return whether a difference is one of these."""
        resource = self.resource.replace("[", "[[]")
        return fnmatchcase(address, resource) and fnmatchcase(path, self.attribute.replace("[", "[[]"))


class ExpectedDifferences(Settings):
    """The content of the file."""

    expected: tuple[ExpectedDifference, ...] = ()
    """The differences, each with its reason."""
