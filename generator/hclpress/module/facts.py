"""Facts that only AWS decides, and the inputs, outputs and variables that pass them on."""

from typing import Self

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.module.fact_kind import kind_of_expression, kind_of_name
from hclpress.module.forms import Identifier, TypeConstraint, Words
from hclpress.source.document import SpecPath


class Fact(Struct, frozen=True):
    """A value that only AWS decides, by its instance and the output's name."""

    instance: str
    output: str

    def __str__(self) -> str:
        return f"{self.instance}.{self.output}"

    @property
    def label(self) -> str:
        """The name outside its instance: `<instance>_<output>`, and `vpc_id` rather than `vpc_vpc_id`."""
        instance = identifier(self.instance)
        return self.output if self.output.startswith(f"{instance}_") else f"{instance}_{self.output}"

    @property
    def expression(self) -> Expr:
        """The expression for it in the root module."""
        if not self.instance:
            return Expr("data.aws_caller_identity.current.account_id")
        return Expr(f"module.{identifier(self.instance)}.{self.output}")


ACCOUNT = Fact("", "account_id")
"""The account of the credentials: a fact of no instance, which the root module reads from AWS."""


class Output(Struct, frozen=True):
    """A fact that a module provides.

    Attributes:
        name: the name of the output, `[a-z][a-z0-9_]*`.
        type: its Terraform type, such as `string` or `list(string)`, equal at both ends of a wire.
        value: the expression inside the module.
        description: a sentence for the reader.
        exported: whether the root module outputs it as `<instance>_<name>` if the spec names no outputs.
        sensitive: whether Terraform must not print it.
        after: resources that must exist before the value is used, such as a target group's listener.
        kind: the kind of fact, such as `key arn`. None: the value says it, where that is one attribute, or the name.
    """

    name: Identifier
    type: TypeConstraint
    value: Expr
    description: str
    exported: bool = False
    sensitive: bool = False
    after: tuple[Expr, ...] = ()
    kind: Words | None = None

    @property
    def fact_kind(self) -> str | None:
        """The kind of fact: as declared, or as its value or else its name says; None if nothing says it."""
        return self.kind or kind_of_expression(self.value) or kind_of_name(self.name)

    @classmethod
    def of(
        cls,
        resource: str,
        label: str,
        attribute: str,
        description: str,
        *,
        name: str | None = None,
        type: str = "string",  # noqa: A002  (the word of Terraform)
        exported: bool = False,
        after: tuple[Expr, ...] = (),
        kind: str | None = None,
    ) -> Self:
        """Return the output of one attribute of a resource.

        Args:
            resource: Terraform type of the resource.
            label: its label.
            attribute: the attribute.
            description: a sentence for the reader.
            name: the name of the output; by default `<label>_<attribute>`, and the attribute alone for the label
                `this`.
            type: Terraform type of the attribute.
            exported: as of the class.
            after: as of the class.
            kind: as of the class.
        """
        named = name or (attribute if label == "this" else f"{label}_{attribute}")
        return cls(named, type, Expr(f"{resource}.{label}.{attribute}"), description, exported, after=after, kind=kind)


class Input(Struct, frozen=True):
    """A fact that a module needs.

    Attributes:
        name: the name of the variable inside the module, by its role there: `vpc_id`, not `main_network_vpc_id`.
        fact: the instance and output that provide it.
        type: its required Terraform type.
        path: the place in the spec that requests it, for the error if the fact does not exist.
        kinds: the kinds of facts that may provide it, such as `key arn`; none: any.
    """

    name: Identifier
    fact: Fact
    type: TypeConstraint = "string"
    path: SpecPath = ()
    kinds: tuple[str, ...] = ()

    @property
    def variable(self) -> Expr:
        """The variable as the module's templates refer to it."""
        return Expr(f"var.{self.name}")


class Variable(Struct, frozen=True):
    """A value that users provide at an apply, because no spec, plan or state may contain it.

    Attributes:
        name: the name inside the module; the root module's variable is called `<instance>_<name>`.
        description: a sentence for the reader.
        ephemeral: whether Terraform must not store it after a run.
        type: its Terraform type.
    """

    name: Identifier
    description: str
    ephemeral: bool = True
    type: TypeConstraint = "string"
