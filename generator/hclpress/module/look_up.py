"""Look-ups: data sources of the root module that find what is not made in it."""

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.tag_map import tags_literal
from hclpress.hcl.values import attributes, encode
from hclpress.module.facts import ACCOUNT
from hclpress.module.site import Site


class LookUp(Struct, frozen=True):
    """A data source of the root module.

    Attributes:
        kind: its Terraform type, such as `aws_vpc`.
        label: its label.
        arguments: its arguments by name, in the order in which they are written.
        filters: the values of its `filter` blocks, by the name that AWS gives the filter.
        answers: for each attribute that is read, a value of the right form. It stands for AWS's answer in a plan
            without an account and in `terraform test`.
    """

    kind: str
    label: str
    arguments: Mapping[str, object]
    answers: Mapping[str, object]
    filters: Mapping[str, tuple[object, ...]] = {}

    @classmethod
    def by_tags(cls, kind: str, label: str, tags: Mapping[str, str], answers: Mapping[str, object]) -> "LookUp":
        """Return the look-up of the only thing that has these tags.

        Args:
            kind: as of the class.
            label: as of the class.
            tags: the tags.
            answers: as of the class.
        """
        return cls(kind, label, {"tags": tags_literal(None, tags)}, answers)

    @property
    def address(self) -> str:
        """Its address, `data.<kind>.<label>`."""
        return f"data.{self.kind}.{self.label}"

    @property
    def given(self) -> Expr:
        """The answers as an object."""
        nested: dict[str, object] = {}
        for path, answer in self.answers.items():
            *above, last = path.split(".")
            place = nested
            for step in above:
                place = place.setdefault(step, {})  # type: ignore[assignment]
            place[last] = answer
        return encode(_bare(nested))

    def attribute(self, name: str) -> Expr:
        """Return the expression of one attribute.

        Args:
            name: the attribute, one of `answers`.
        """
        if name not in self.answers:
            raise KeyError(f"{self.address} has no answer for {name}")
        return Expr(f"{self.address}.{name}")

    @property
    def expressions(self) -> tuple[Expr, ...]:
        """The values of its arguments and its filters."""
        return tuple(encode(value) for value in (*self.arguments.values(), *self.filters.values()))

    def is_read_by(self, expression: str) -> bool:
        """Return whether an expression reads one of its attributes."""
        return f"{self.address}." in expression


def parameter(name: str, label: str, answer: str) -> LookUp:
    """Return the look-up of an SSM parameter that holds an id, a name or a list of them.

    Args:
        name: the parameter's name, such as `/network/prod/vpc_id`.
        label: the label of the data source.
        answer: a value of the right form.
    """
    # `value` is sensitive, and would hide every plan that it takes part in; an id is no secret.
    return LookUp("aws_ssm_parameter", label, {"name": name}, {"insecure_value": answer})


def _bare(value: object) -> object:
    """The value with mappings as objects whose keys are names of attributes."""
    return attributes({key: _bare(one) for key, one in value.items()}) if isinstance(value, Mapping) else value


class FoundValue(Struct, frozen=True):
    """A value that the spec tells, or that a look-up finds.

    Attributes:
        expression: the value in the root module.
        text: the value itself, where the spec tells it.
    """

    expression: Expr
    text: str | None = None

    @classmethod
    def told(cls, text: str) -> "FoundValue":
        """Return a value that the spec tells."""
        return cls(encode(text), text)

    @classmethod
    def joined(cls, *parts: "str | FoundValue") -> "FoundValue":
        """Return a text of several parts, such as an ARN with an account and a name.

        Args:
            parts: the parts in their order.
        """
        told = [part if isinstance(part, str) else part.text for part in parts]
        if all(part is not None for part in told):
            return cls.told("".join(part for part in told if part is not None))
        return cls(Expr('"' + "".join(_piece(part) for part in parts) + '"'))

    def within(self, before: str, after: str = "") -> Expr:
        """Return a text with the value in it, such as an ARN with a name.

        Args:
            before: the text in front of the value.
            after: the text behind it.
        """
        return FoundValue.joined(before, self, after).expression


def told_or_held(told: str | None, name: str | None, label: str, answer: str) -> tuple[FoundValue, list[LookUp]]:
    """Return a value that the spec tells, or else the one of an SSM parameter, and the look-ups that it takes.

    Args:
        told: the value; None where a parameter holds it.
        name: the name of the parameter.
        label: the label of its data source.
        answer: a value of the right form.
    """
    if told is not None or name is None:
        return FoundValue.told(told or ""), []
    holder = parameter(name, label, answer)
    return FoundValue(holder.attribute("insecure_value")), [holder]


def account_of(site: Site) -> FoundValue:
    """Return the account of an environment: the one that its spec tells, or the one of the credentials."""
    told = site.environment.account_id
    return FoundValue(ACCOUNT.expression) if told is None else FoundValue.told(told)


def _piece(part: str | FoundValue) -> str:
    text = part if isinstance(part, str) else part.text
    if text is not None:
        return fragment(text)
    assert isinstance(part, FoundValue)  # noqa: S101  (text has been written)
    written = str(part.expression)
    # What `joined` wrote is a quoted template already.
    return written[1:-1] if written.startswith('"') else f"${{{written}}}"
