"""Proofs: main facts of an instance for `terraform test`."""

from typing import Self

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.values import encode


class Proof(Struct, frozen=True):
    """One main fact of an instance, which `terraform test` checks in the plan of its module.

    Attributes:
        condition: an expression over the module's own resources, true on a plan of the module.
        message: the error if it is false, as a full sentence, which Terraform requires.
    """

    condition: Expr
    message: str

    @classmethod
    def equal(cls, attribute: str, value: object, message: str) -> Self:
        """Return the proof that an attribute has a value."""
        return cls(Expr(f"{attribute} == {encode(value)}"), message)
