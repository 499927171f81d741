"""Settings of the module ssm."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import FormattedText, FromFact, Item, ItemName, KeyReference, Module, value_form

Tier = Literal["standard", "advanced", "intelligent"]

ParameterName = Annotated[str, Field(pattern=r"^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$", max_length=1011)]
Place = Annotated[str, Field(pattern=r"^(/[A-Za-z0-9_.-]+)+$", max_length=512)]


def _value_form(value: object) -> str:
    return "list" if isinstance(value, (list, tuple)) else value_form(value)


Value = Annotated[
    Annotated[str, Field(min_length=1), Tag("text")]
    | Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1), Tag("list")]
    | Annotated[FromFact, Tag("mapping")]
    | Annotated[FormattedText, Tag("format")],
    Discriminator(_value_form),
]


class Parameter(Item):
    """A parameter."""

    type: Literal["String", "StringList", "SecureString"] = "String"
    """`String`, `StringList`, or a `SecureString`, which is encrypted and whose value no file holds."""
    value: Value | None = None
    """Value of the parameter: text, a list for a `StringList`, `{from: instance.fact}`, or `!format` text. A
    `SecureString` has none here: the variable `<instance>_<parameter>_value` gives it at apply."""
    version: Annotated[int, Field(ge=1)] | None = None
    """Version of a `SecureString`: a higher one makes Terraform write the value again. Left out: 1."""
    managed: Literal["terraform", "outside"] = "terraform"
    """Maker of the parameter. `outside`: somebody else makes it; other instances can use its name and ARN."""
    name: ParameterName | None = None
    """Its whole name. Left out: by the naming pattern."""
    under: Place | None = None
    """Path in front of a name by the pattern, such as `/shop/prod`."""
    description: Annotated[str, Field(max_length=1024)] = ""
    """Description of the parameter, shown in the console."""
    tier: Tier = "standard"
    """`standard` holds 4 KB and costs nothing, `advanced` 8 KB; `intelligent` becomes advanced when it must."""
    key: Annotated[
        Annotated[Literal["aws"], Tag("aws")] | Annotated[KeyReference, Tag("own")],
        Discriminator(lambda value: "aws" if value == "aws" else "own"),
    ] = "aws"
    """Key that encrypts a `SecureString`: `aws` for the one AWS keeps for the account, or an ARN, or
    `{from: instance.fact}`."""

    @property
    def made_here(self) -> bool:
        """Whether Terraform makes it."""
        return self.managed == "terraform"

    @property
    def secret(self) -> bool:
        """Whether its value is a secret that is given at apply."""
        return self.made_here and self.type == "SecureString"


class SsmSettings(Module):
    """Settings of one instance."""

    parameters: Annotated[Mapping[ItemName, Parameter], Field(min_length=1)]
    """The parameters by name."""


def written(value: str | tuple[str, ...]) -> str:
    """The text of a value as AWS stores it."""
    return value if isinstance(value, str) else ",".join(value)
