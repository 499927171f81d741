"""Instances of plain Terraform: a folder of the project, or a module of a registry or a Git repository."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

from msgspec import Struct, structs
from pydantic import Field, PrivateAttr

from hclpress.diagnostics import Span
from hclpress.hcl.expression import Expr
from hclpress.module.fact_references import FormattedText
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.forms import TypeConstraint
from hclpress.module.module import Module
from hclpress.module.raw_arguments import reference_of
from hclpress.module.site import Site
from hclpress.source.document import SpecPath

_FACT = "from"
PlainName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$")]
"""The name of a variable or an output."""


class PlainVariable(Struct, frozen=True):
    """A variable of a folder of Terraform.

    Attributes:
        name: its name.
        type: its type constraint; `any` where it has none.
        is_required: whether it has no default.
        place: the place of its block.
    """

    name: str
    type: str
    is_required: bool
    place: Span


class PlainFile(Struct, frozen=True):
    """A file of a folder of Terraform.

    Attributes:
        path: its path below the folder, with `/`.
        content: its bytes.
        origin: the file itself.
    """

    path: str
    content: bytes
    origin: Path


class PlainFolder(Struct, frozen=True):
    """A folder of Terraform, as far as it can be read.

    Attributes:
        variables: its variables by name.
        outputs: its outputs by name.
        files: its files, in order of path.
    """

    variables: Mapping[str, PlainVariable]
    outputs: Mapping[str, Output]
    files: tuple[PlainFile, ...]


class PlainTerraform(Module):
    """An instance of plain Terraform."""

    summary: ClassVar[str] = "Plain Terraform: a folder of the project, or a module of a registry."

    source: Annotated[str, Field(min_length=1, max_length=1024)]
    """Folder of the project, such as `./terraform/cache`; a module of a registry, such as
    `terraform-aws-modules/sqs/aws`; or `git::https://…?ref=…`."""
    version: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    """Version of a module of a registry."""
    given: Annotated[Mapping[PlainName, Any], Field(alias="inputs")] = {}
    """Values of its variables. `{from: instance.fact}` is a fact and `!format` text with facts, at any depth."""
    declared: Annotated[Mapping[PlainName, str], Field(alias="outputs")] = {}
    """Outputs of a module that is not a folder of the project, each with its type."""

    _folder: PlainFolder | None = PrivateAttr(default=None)

    @property
    def folder(self) -> PlainFolder | None:
        """The folder of the project; None for a module from elsewhere."""
        return self._folder

    def of_folder(self, folder: PlainFolder) -> "PlainTerraform":
        """Return the settings with the folder that `source` names."""
        self._folder = folder
        return self

    def inputs(self, site: Site) -> Iterable[Input]:
        """Return the facts in the values of its variables."""
        for name, value in self.given.items():
            variable = self._folder.variables.get(name) if self._folder else None
            yield from _inputs(value, (name,), variable.type if variable and is_fact(value) else "any")

    def outputs(self, site: Site) -> Iterable[Output]:
        """Return the outputs of the folder, or those that the spec declares."""
        if self._folder is not None:
            return self._folder.outputs.values()
        return (
            Output(name, kind, Expr(""), f"Output {name} of {self.source}.") for name, kind in self.declared.items()
        )

    def arguments(self, values: Mapping[str, Expr]) -> Iterator[tuple[str, object]]:
        """Yield the arguments of its call in the root module, by name.

        Args:
            values: the expression of each input in the root module.
        """
        for name in sorted(self.given):
            yield name, _with_values(self.given[name], (name,), values)


def _inputs(value: object, path: SpecPath, kind: TypeConstraint) -> Iterator[Input]:
    """Yield the input of each fact in a value. `kind` is the type of the value itself, if it is a fact."""
    if is_fact(value):
        instance, _, output = str(value[_FACT]).partition(".")  # type: ignore[index]
        yield Input(input_name(path), Fact(instance, output), kind, ("inputs", *path))
    elif (text := formatted(value)) is not None:
        for one in text.inputs(("inputs", *path)):
            yield structs.replace(one, name=input_name((*path, one.name)))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _inputs(one, (*path, key), "any")
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _inputs(one, (*path, index), "any")


def is_fact(value: object) -> bool:
    """Return whether a value is `{from: instance.fact}`."""
    return isinstance(value, Mapping) and value.keys() == {_FACT} and isinstance(value[_FACT], str)


def formatted(value: object) -> FormattedText | None:
    """Return the text with facts that a value is; None for any other value."""
    reference = reference_of(value)
    return reference if isinstance(reference, FormattedText) else None


def input_name(path: SpecPath) -> str:
    """Return the name of the input for a fact at a path: the variable, and the path inside its value."""
    return "_".join(str(step) for step in path)


def _with_values(value: object, path: SpecPath, values: Mapping[str, Expr]) -> object:
    if is_fact(value):
        return values[input_name(path)]
    if (text := formatted(value)) is not None:
        return text.with_values(lambda fact: values[input_name((*path, fact.label))])
    if isinstance(value, Mapping):
        return {key: _with_values(one, (*path, key), values) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_with_values(one, (*path, index), values) for index, one in enumerate(value)]
    return value
