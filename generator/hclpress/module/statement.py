"""IAM statements as templates see them."""

from msgspec import Struct

from hclpress.hcl.expression import Expr


class Condition(Struct, frozen=True):
    """A condition of a statement.

    Attributes:
        test: the operator of IAM, such as `StringEquals`.
        variable: the key that is compared.
        values: the values, as expressions over the module's own variables.
    """

    test: str
    variable: str
    values: tuple[Expr, ...]


class Statement(Struct, frozen=True):
    """An IAM statement for a template.

    Attributes:
        sid: its id.
        actions: the permitted actions.
        resources: ARNs, as expressions over the module's own variables.
        conditions: the conditions under which it holds.
        note: a remark that becomes a comment.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[Expr, ...]
    conditions: tuple[Condition, ...] = ()
    note: str = ""
