"""Instances of plain Terraform: a folder of the project, or a module of a registry or a Git repository."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeAlias

from msgspec import Struct
from pydantic import Field, PrivateAttr

from hclpress.diagnostics import Span
from hclpress.hcl.expression import Expr
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.forms import TypeConstraint
from hclpress.module.module import Module
from hclpress.module.site import Site
from hclpress.source.document import SpecPath

_FACT = "from"
PlainName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$")]
"""The name of a variable or an output."""
Given: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | None
"""A value of an input: data, in which `{from: instance.fact}` stands for a fact."""


class PlainVariable(Struct, frozen=True):
    """A variable of a folder of Terraform.

    Attributes:
        name: its name.
        type: its type constraint; `any` where it has none.
        is_required: whether it has no default.
        place: the place of its block.
        is_nullable: whether it may be null.
    """

    name: str
    type: str
    is_required: bool
    place: Span
    is_nullable: bool = True


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
        calls_modules: whether it calls modules, whose code is not read.
    """

    variables: Mapping[str, PlainVariable]
    outputs: Mapping[str, Output]
    files: tuple[PlainFile, ...]
    calls_modules: bool = False


class PlainTerraform(Module):
    """An instance of plain Terraform."""

    summary: ClassVar[str] = "Plain Terraform: a folder of the project, or a module of a registry."

    source: Annotated[str, Field(min_length=1, max_length=1024)]
    """Folder of the project, such as `./terraform/cache`; a module of a registry, such as
    `terraform-aws-modules/sqs/aws`; or `git::https://…?ref=…`."""
    version: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    """Version of a module of a registry."""
    given: Annotated[
        Mapping[Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$")], Any], Field(alias="inputs")
    ] = {}
    """Values of its variables. `{from: instance.fact}` is a fact, at any depth."""
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
        for path, fact in facts_in(self.given):
            variable = self._folder.variables.get(str(path[0])) if self._folder else None
            kind: TypeConstraint = variable.type if variable and len(path) == 1 else "any"
            yield Input(input_name(path), fact, kind, ("inputs", *path))

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


def facts_in(value: Given | Mapping[str, Any], path: SpecPath = ()) -> Iterator[tuple[SpecPath, Fact]]:
    """Yield each fact in a value, with its path.

    Args:
        value: the value.
        path: the path of the value itself.
    """
    if is_fact(value):
        instance, _, output = str(value[_FACT]).partition(".")  # type: ignore[call-overload,index]
        yield path, Fact(instance, output)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from facts_in(one, (*path, key))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from facts_in(one, (*path, index))


def is_fact(value: object) -> bool:
    """Return whether a value is `{from: instance.fact}`."""
    return isinstance(value, Mapping) and value.keys() == {_FACT} and isinstance(value[_FACT], str)


def input_name(path: SpecPath) -> str:
    """Return the name of the input for a fact at a path: the variable, and the path inside its value."""
    return "_".join(str(step) for step in path)


def _with_values(value: object, path: SpecPath, values: Mapping[str, Expr]) -> object:
    if is_fact(value):
        return values[input_name(path)]
    if isinstance(value, Mapping):
        return {key: _with_values(one, (*path, key), values) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_with_values(one, (*path, index), values) for index, one in enumerate(value)]
    return value
