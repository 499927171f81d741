"""Instances of plain Terraform: a folder of the project, or a module of a registry or a Git repository."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar

from msgspec import Struct, structs
from pydantic import AfterValidator, Field, PrivateAttr

from hclpress.diagnostics import Span
from hclpress.hcl.expression import Expr
from hclpress.module.fact_references import FromFact
from hclpress.module.facts import Input, Output
from hclpress.module.module import Module
from hclpress.module.raw_arguments import raw_inputs, reference_of
from hclpress.module.site import Site

PlainName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$")]
"""The name of a variable or an output."""
_TERM = re.compile(r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?\s*")


def _constraint(text: str) -> str:
    for term in text.split(","):
        if _TERM.fullmatch(term) is None:
            raise ValueError(f"{term.strip()!r} is no version; write one such as `5.2.1`, or `~> 5.2`")
    return text


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
    version: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_constraint)] | None = None
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
            is_whole = isinstance(reference_of(value), FromFact)
            for one in raw_inputs(value, ("inputs", name)):
                yield structs.replace(one, type=variable.type) if variable and is_whole else one

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
            yield name, _with_values(self.given[name], values)


def _with_values(value: object, values: Mapping[str, Expr]) -> object:
    reference = reference_of(value)
    if reference is not None:
        return reference.with_values(values)
    if isinstance(value, Mapping):
        return {key: _with_values(one, values) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_with_values(one, values) for one in value]
    return value
