"""References to facts where a spec may have a value: `{from: database.endpoint}`, or text with facts in it."""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, GetJsonSchemaHandler, PrivateAttr, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import fragment
from hclpress.module.facts import Fact, Input
from hclpress.module.field_annotations import OfKind
from hclpress.source.document import FORMAT, SpecPath
from hclpress.source.placeholders import FACT, Placeholder, pieces
from hclpress.spec.fields import KeyArn, QueueArn, TopicArn
from hclpress.spec.settings import Settings

_FACT = re.compile(FACT)


def _template(text: str) -> str:
    """Refuse what the stage `fill` has not seen, such as a mapping with the key `!format` in quotes."""
    wrong = [one.name for one in pieces(text) if isinstance(one, Placeholder) and not _FACT.fullmatch(one.name)]
    if wrong:
        raise ValueError(f"{wrong[0]!r} is no fact; write the text behind the tag {FORMAT}, without quotes around it")
    return text


class FactReference(Settings):
    """A value that only AWS decides, at least in part."""

    @property
    @abstractmethod
    def expression(self) -> Expr:
        """Return it as the templates of a module write it."""

    @abstractmethod
    def with_values(self, values: Mapping[str, Expr]) -> Expr:
        """Return it as the root module writes it. `values` has the expression of each input there."""

    @property
    def known_text(self) -> str:
        """The part of it that the spec itself states."""
        return ""

    @abstractmethod
    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield the inputs for its facts. `path` is its place in the spec."""


class FormattedText(FactReference):
    """Text with facts in it, which a spec tags `!format`."""

    template: Annotated[str, Field(alias=FORMAT, max_length=4096), AfterValidator(_template)]
    """The text, with facts in braces: `https://{alb.dns_name}/api`."""

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors that it is text, which is all they see behind the tag."""
        return {"type": "string"}

    @property
    def expression(self) -> Expr:
        """The text with the variables of its facts."""
        return self._written(lambda name: f"var.{name}")

    def with_values(self, values: Mapping[str, Expr]) -> Expr:
        """Return the text with the expressions of its facts."""
        return self._written(values.__getitem__)

    @property
    def known_text(self) -> str:
        """The text without its facts."""
        return "".join(one for one in pieces(self.template) if isinstance(one, str))

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield the input of each of its facts."""
        for one in pieces(self.template):
            if isinstance(one, Placeholder):
                fact = _fact_of(one.name)
                yield Input(input_name(fact), fact, path=path)

    def _written(self, of_input: Callable[[str], str]) -> Expr:
        written = (
            f"${{{of_input(input_name(_fact_of(one.name)))}}}" if isinstance(one, Placeholder) else fragment(one)
            for one in pieces(self.template)
        )
        return Expr(f'"{"".join(written)}"')


class FromFact(FactReference):
    """A value that only AWS decides."""

    fact: Annotated[str, Field(alias="from", pattern=f"^{FACT}$")]
    """The fact, as `instance.output`."""
    _kinds: tuple[str, ...] = PrivateAttr(default=())

    def of_kinds(self, kinds: tuple[str, ...]) -> None:
        """Remember the kinds that its field takes. `OfKind` calls it when a spec is read."""
        self._kinds = kinds

    @property
    def source(self) -> Fact:
        """The fact."""
        return _fact_of(self.fact)

    @property
    def input_name(self) -> str:
        """The name of its variable."""
        return input_name(self.source)

    @property
    def expression(self) -> Expr:
        """The variable that holds it."""
        return Expr(f"var.{self.input_name}")

    def with_values(self, values: Mapping[str, Expr]) -> Expr:
        """Return the expression of the fact."""
        return values[self.input_name]

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield its input, of the kinds that its field takes. `path` is its place in the spec."""
        yield Input(self.input_name, self.source, path=path, kinds=self._kinds)


def value_form(value: object) -> str:
    """Return which of the forms a value has: `text`, `format` for text with facts, or `mapping`."""
    if isinstance(value, FormattedText) or (isinstance(value, Mapping) and FORMAT in value):
        return "format"
    return text_or_mapping(value)


def text_or_mapping(value: object) -> str:
    """Return which of the two forms a value has, so that pydantic chooses the member of a union."""
    return "mapping" if isinstance(value, (Mapping, Settings)) else "text"


def word_or_own(*words: str) -> Discriminator:
    """Return the choice between the members `word`, which takes just these words, and `own` of a union."""
    return Discriminator(lambda value: "word" if value in words else "own")


EnvironmentValue = Annotated[
    Annotated[str, Field(max_length=4096), Tag("text")]
    | Annotated[FromFact, Tag("mapping")]
    | Annotated[FormattedText, Tag("format")],
    Discriminator(value_form),
]
"""The value of an environment variable: text, a fact, or text with facts."""
KeyReference = Annotated[
    Annotated[KeyArn, Tag("text")] | Annotated[FromFact, OfKind(("key arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A KMS key: its ARN, or a fact with it."""
QueueReference = Annotated[
    Annotated[QueueArn, Tag("text")] | Annotated[FromFact, OfKind(("queue arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""An SQS queue: its ARN, or the fact that gives it."""
TopicReference = Annotated[
    Annotated[TopicArn, Tag("text")] | Annotated[FromFact, OfKind(("topic arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""An SNS topic: its ARN, or the fact that gives it."""
VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""Names of environment variables."""


def input_name(fact: Fact) -> str:
    """Return the variable for a fact whose instance the spec names itself, as in `uses` and `{from: …}`.

    An input that a module decides on has a name by its role instead (docs/decisions/0015).
    """
    return fact.label


def environment_expression(value: str | FactReference) -> str | Expr:
    """Return the value of an environment variable: the text, or the variables of its facts."""
    return value.expression if isinstance(value, FactReference) else value


def known_text(value: str | FactReference) -> str:
    """Return the part of a value that the spec itself states: text, or that around the facts."""
    return value.known_text if isinstance(value, FactReference) else value


def fact_inputs(values: Mapping[str, str | FactReference], path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of environment values. `path` is the place of `values`."""
    for name, value in values.items():
        yield from reference_inputs(value, (*path, name))


def reference_inputs(value: object, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of a value that may be a reference; none of text, numbers or None. `path` is its place."""
    if isinstance(value, FactReference):
        yield from value.inputs(path)


def _fact_of(text: str) -> Fact:
    instance, _, output = text.partition(".")
    return Fact(instance, output)
