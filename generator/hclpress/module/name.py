"""Names of resources, with the part of the spec that decided them."""

from __future__ import annotations

from hclpress.aws.name_rules import NAME_RULES, NameRule


class Name(str):
    """A finished name that knows its resource type, its rule and the part of the spec that decided it.

    Attributes:
        resource: the Terraform type of the resource.
        path: the place in the instance's spec to report when the name does not fit, `()` for the instance itself.
        rule: the rule of AWS for such names.
    """

    __slots__ = ("path", "resource", "rule")
    resource: str
    path: tuple[str | int, ...]
    rule: NameRule

    def __new__(cls, text: str, resource: str, path: tuple[str | int, ...] = (), rule: NameRule | None = None) -> Name:
        """A name `text` for a `resource`, decided at `path`.

        Args:
            text: the name.
            resource: the Terraform type.
            path: the place in the instance's spec.
            rule: left out, that of `NAME_RULES`.

        Raises:
            KeyError: when there is no rule for such a resource.
        """
        name = super().__new__(cls, text)
        name.resource = resource
        name.path = path
        name.rule = rule or NAME_RULES[resource]
        return name
