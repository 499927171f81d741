"""Forms of text in what a contract gives. They are checked when a user's own module gives it."""

from typing import Annotated, TypeAlias

from msgspec import Meta

Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
"""A name of Terraform, such as that of an output or a variable: `vpc_id`."""
TypeConstraint: TypeAlias = Annotated[
    str, Meta(pattern=r"^(string|number|bool|any|(list|set|map|tuple|object)\([\w\s(){}\[\]=,]+\))$")
]
"""A type of Terraform: `string`, `list(string)`."""
Label: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
"""A name from which an address is made."""
FileStem: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
"""The name of a file without its ending, and of no folder."""
Words: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]+( [a-z]+)*$")]
"""Words in small letters, such as the kind of a fact: `key arn`."""
