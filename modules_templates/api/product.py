"""The facts of one product of API Gateway, so that shared files ask them and not which product it is."""

from __future__ import annotations

from msgspec import Struct

from hclpress.hcl import Expr


class Product(Struct, frozen=True):
    """A product of API Gateway in the words of Terraform, CloudWatch and scanners.

    Attributes:
        api: type of the API.
        stage: type of its stage.
        stage_name: attribute of the stage that holds its name.
        stage_key: attribute of the stage by which a domain finds it.
        address: attribute with the URL that holds the host name.
        route: type of the resource that says who may call.
        authorizer: type of an authorizer.
        header: text in front of a header among the sources of an authorizer.
        open_checks: checks of scanners that report routes without authorization.
        errors: metric that counts errors of ours.
    """

    api: str
    stage: str
    stage_name: str
    stage_key: str
    address: str
    route: str
    authorizer: str
    header: str
    open_checks: tuple[str, ...]
    errors: str

    @property
    def api_id(self) -> Expr:
        """Id of the API."""
        return Expr(f"{self.api}.this.id")

    @property
    def stage_id(self) -> Expr:
        """The stage by which a domain finds it."""
        return Expr(f"{self.stage}.this.{self.stage_key}")

    @property
    def call_arn(self) -> Expr:
        """ARN of the calls that one entry of a map of permissions is about."""
        return Expr(f'"${{{self.api}.this.execution_arn}}/${{each.value.calls}}"')
