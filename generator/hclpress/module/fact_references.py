"""References to facts where a spec may have a value: `{from: database.endpoint}`."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Discriminator, Field, PrivateAttr, Tag

from hclpress.hcl.expression import Expr
from hclpress.module.facts import Fact, Input
from hclpress.module.field_annotations import OfKind
from hclpress.source.document import SpecPath
from hclpress.spec.fields import KeyArn
from hclpress.spec.settings import Settings


class FromFact(Settings):
    """A value that only AWS decides."""

    fact: Annotated[str, Field(alias="from", pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$")]
    """The fact, as `instance.output`."""
    _kinds: tuple[str, ...] = PrivateAttr(default=())

    def of_kinds(self, kinds: tuple[str, ...]) -> None:
        """Remember the kinds that its field takes. `OfKind` calls it when a spec is read."""
        self._kinds = kinds

    @property
    def source(self) -> Fact:
        """The fact."""
        instance, _, output = self.fact.partition(".")
        return Fact(instance, output)

    @property
    def input_name(self) -> str:
        """The name of its variable."""
        return input_name(self.source)

    @property
    def expression(self) -> Expr:
        """The variable that holds it."""
        return Expr(f"var.{self.input_name}")

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield its input, of the kinds that its field takes. `path` is its place in the spec."""
        yield Input(self.input_name, self.source, path=path, kinds=self._kinds)


def text_or_mapping(value: object) -> str:
    """Return which of the two forms a value has, so that pydantic chooses the member of a union."""
    return "mapping" if isinstance(value, (Mapping, Settings)) else "text"


EnvironmentValue = Annotated[
    Annotated[str, Field(max_length=4096), Tag("text")] | Annotated[FromFact, Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""The value of an environment variable: text, or a fact."""
KeyReference = Annotated[
    Annotated[KeyArn, Tag("text")] | Annotated[FromFact, OfKind(("key arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A KMS key: its ARN, or a fact with it."""
VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""Names of environment variables."""


def input_name(fact: Fact) -> str:
    """Return the variable for a fact whose instance the spec names itself, as in `uses` and `{from: …}`.

    An input that a module decides on has a name by its role instead (docs/decisions/0015).
    """
    return fact.label


def environment_expression(value: str | FromFact) -> str | Expr:
    """Return the value of an environment variable: the text, or the variable of its fact."""
    return value.expression if isinstance(value, FromFact) else value


def fact_inputs(values: Mapping[str, str | FromFact], path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of environment values. `path` is the place of `values`."""
    for name, value in values.items():
        yield from reference_inputs(value, (*path, name))


def reference_inputs(value: object, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of a value that may be a reference; none of text, numbers or None. `path` is its place."""
    if isinstance(value, FromFact):
        yield from value.inputs(path)
