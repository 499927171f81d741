"""Facts that only AWS decides, and the inputs, outputs and variables they travel through."""

from typing import Self

from msgspec import Struct

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.source.document import SpecPath


class Fact(Struct, frozen=True):
    """A value only AWS decides, by the instance that gives it and the output's name."""

    instance: str
    output: str

    def __str__(self) -> str:
        return f"{self.instance}.{self.output}"

    @property
    def label(self) -> str:
        """What it is called outside its instance: `<instance>_<output>`, and `vpc_id` rather than `vpc_vpc_id`."""
        instance = identifier(self.instance)
        return self.output if self.output.startswith(f"{instance}_") else f"{instance}_{self.output}"

    @property
    def expression(self) -> Expr:
        """How the root module refers to it."""
        if not self.instance:
            return Expr("data.aws_caller_identity.current.account_id")
        return Expr(f"module.{identifier(self.instance)}.{self.output}")


ACCOUNT = Fact("", "account_id")
"""The account the credentials belong to: a fact of no instance, which the root module asks AWS for."""


class Output(Struct, frozen=True):
    """A fact a module gives.

    Attributes:
        name: of the output, `[a-z][a-z0-9_]*`.
        type: its Terraform type, such as `string` or `list(string)`; a wire's two ends must agree on it.
        value: the expression inside the module.
        description: a sentence for people.
        exported: whether the root module shows it as `<instance>_<name>` when the spec names no outputs.
        sensitive: whether Terraform must not print it.
        after: resources that must exist before anyone may use the value, such as a target group's listener.
    """

    name: str
    type: str
    value: Expr
    description: str
    exported: bool = False
    sensitive: bool = False
    after: tuple[Expr, ...] = ()

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
    ) -> Self:
        """The output of one attribute of a resource.

        Args:
            resource: Terraform type of the resource.
            label: its label.
            attribute: the attribute.
            description: a sentence for people.
            name: of the output; left out, `<label>_<attribute>`, and the attribute alone for the label `this`.
            type: Terraform type of the attribute.
            exported: as of the class.
            after: as of the class.
        """
        named = name or (attribute if label == "this" else f"{label}_{attribute}")
        return cls(named, type, Expr(f"{resource}.{label}.{attribute}"), description, exported, after=after)


class Input(Struct, frozen=True):
    """A fact a module needs.

    Attributes:
        name: of the variable inside the module, by its role there: `vpc_id`, and not `main_network_vpc_id`.
        fact: where it comes from.
        type: the Terraform type it must have.
        path: the place in the spec that asks for it, to blame when the fact does not exist.
    """

    name: str
    fact: Fact
    type: str = "string"
    path: SpecPath = ()

    @property
    def variable(self) -> Expr:
        """The variable as the module's templates refer to it."""
        return Expr(f"var.{self.name}")


class Variable(Struct, frozen=True):
    """A value people give when they apply, because it may stand in no spec, plan or state.

    Attributes:
        name: inside the module; the root module's variable is called `<instance>_<name>`.
        description: a sentence for people.
        ephemeral: whether Terraform must forget it after each run.
        type: its Terraform type.
    """

    name: str
    description: str
    ephemeral: bool = True
    type: str = "string"
