"""Parameters that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.regions import partition_of
from hclpress.hcl import encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    Output,
    ParameterName,
    Problem,
    Settings,
    Site,
    StandInResource,
    Ways,
    account_of,
    item_label,
    told_elsewhere,
    word_or_own,
)

from .grants import grants

PUBLIC = "/aws/service/"
"""Beginning of the names of parameters that AWS itself keeps, for every account (Systems Manager User Guide, "Working
with public parameters")."""
KeyChoice = Annotated[
    Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")],
    word_or_own("aws"),
]


class FoundParameter(Settings):
    """A parameter that exists already, found by its name."""

    name: ParameterName
    """Whole name of the parameter."""
    key: KeyChoice = "aws"
    """Key that encrypts a `SecureString`: the one that AWS keeps, or a KMS key by ARN, which users may then use."""

    @property
    def under(self) -> None:
        """None: the path of an existing parameter is a part of its name."""
        return


class FoundParameters(Ways):
    """One parameter, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "parameters")
    several: ClassVar[str | None] = "parameters"

    name: ParameterName | None = None
    """Whole name of the parameter."""
    key: KeyChoice = "aws"
    """Key that encrypts a `SecureString`: the one that AWS keeps, or a KMS key by ARN, which users may then use."""
    parameters: Mapping[ItemName, FoundParameter] = {}
    """Several parameters, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingSsm(Existing):
    """Parameters that exist already."""

    existing: FoundParameters
    """Parameters to find."""

    def parameters_of(self, site: Site) -> Mapping[str, FoundParameter]:
        """The parameters by the names that the spec calls them."""
        if self.existing.name is None:
            return self.existing.parameters
        return {site.instance: FoundParameter(name=self.existing.name, key=self.existing.key)}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report names that no parameter has, and keys of another region."""
        for item, one in self.parameters_of(site).items():
            path = ("existing",) if self.existing.name else ("existing", "parameters", item)
            if "/" in one.name and not one.name.startswith("/"):
                yield Problem(
                    (*path, "name"),
                    "name-without-slash",
                    f"No parameter is called {one.name!r}",
                    f"A name with levels begins with a slash: /{one.name}.",
                )
            if one.key != "aws":
                yield from told_elsewhere(one.key, "The key", site, (*path, "key"), shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one parameter (the item)."""
        parameters = self.parameters_of(site)
        named = item or (site.instance if self.existing.name else None)
        used = parameters.get(named or "")
        if access != "read" and used is not None and used.name.startswith(PUBLIC):
            raise LookupError(f"AWS alone writes {used.name}. Set `access: read`.")
        return grants(parameters, named, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of keys."""
        if any(one.key != "aws" for one in self.parameters_of(site).values()):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The parameters, apart from those that AWS itself keeps."""
        for item, one in self.parameters_of(site).items():
            if one.name.startswith(PUBLIC):
                continue
            label = item_label(item, site)
            kind = "String" if one.key == "aws" else "SecureString"
            arguments = {"name": one.name, "type": kind, "value": "stand-in"}
            yield StandInResource("aws_ssm_parameter", label, arguments, site.region)

    def found(self, site: Site) -> Found:
        """The name and the ARN of each parameter, and the key of a secret."""
        # A data source would read the value as well, and keep it in the state.
        return Found(tuple(_facts(self.parameters_of(site), site)))


def _facts(parameters: Mapping[str, FoundParameter], site: Site) -> Iterator[Output]:
    for item, one in parameters.items():
        label = identifier(item)
        account = FoundValue.told("") if one.name.startswith(PUBLIC) else account_of(site)
        arn = FoundValue.joined(
            f"arn:{partition_of(site.region)}:ssm:{site.region}:", account, f":parameter/{one.name.lstrip('/')}"
        )
        yield Output(f"{label}_parameter_name", "string", encode(one.name), f"Name of the parameter {item}.")
        yield Output(f"{label}_parameter_arn", "string", arn.expression, f"ARN of the parameter {item}.")
        if one.key != "aws":
            yield Output(f"{label}_key_arn", "string", encode(one.key), f"ARN of the key that encrypts {item}.")
