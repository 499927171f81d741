"""Functions that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    HttpApi,
    ItemName,
    LookUp,
    Output,
    Problem,
    Settings,
    Site,
    StandInResource,
    Ways,
    account_of,
    spelled,
    told_elsewhere,
)

from .grants import grants

# Lambda API reference, CreateFunction and CreateAlias.
FunctionName = Annotated[str, spelled(r"[A-Za-z0-9_-]{1,64}", "the name of a function", "shop-prod-report")]
FunctionArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}",
        "the ARN of a function without version and alias",
        "arn:aws:lambda:us-east-1:123456789012:function:shop-prod-report",
    ),
]
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}},
    ],
}
"""The trust policy of a stand-in's role."""
AliasName = Annotated[str, spelled(r"[0-9]*[A-Za-z_-][A-Za-z0-9_-]{0,127}", "the name of an alias", "live")]


class FoundFunction(Ways):
    """A function that exists already, found by its name or its ARN."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn")

    name: FunctionName | None = None
    """Name of the function."""
    arn: FunctionArn | None = None
    """ARN of the function."""
    alias: AliasName | None = None
    """Alias that callers use. Left out: none, and they call the newest code."""

    @property
    def timeout(self) -> int | None:
        """None: its owner decides."""
        return None

    @property
    def called_name(self) -> str:
        """Its name in Lambda."""
        return self.name or (self.arn or "").rpartition(":")[2]


class FoundFunctions(Settings):
    """Functions that exist already."""

    functions: Annotated[Mapping[ItemName, FoundFunction], Field(min_length=1)]
    """Functions by the names that the spec calls them."""


class ExistingLambda(Existing):
    """Functions that exist already."""

    existing: FoundFunctions
    """Functions to find."""

    @property
    def functions(self) -> Mapping[str, FoundFunction]:
        """The functions by the names that the spec calls them."""
        return self.existing.functions

    def called_name(self, function: str, site: Site) -> str:
        """The name of a function in Lambda."""
        return self.functions[function].called_name

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report functions of other regions and accounts."""
        for name, function in self.functions.items():
            if function.arn is not None:
                path = ("existing", "functions", name, "arn")
                yield from told_elsewhere(function.arn, "The function", site, path)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to call one of the functions; the only one needs no name."""
        named = item or (next(iter(self.functions)) if len(self.functions) == 1 else None)
        return grants(self.functions, named, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The aliases, and the room in the policies of the functions."""
        aliases = [f"`{one.alias}` of {name}" for name, one in self.functions.items() if one.alias]
        if aliases:
            yield f"its alias {' and '.join(aliases)} exists"
        if any(isinstance(one, HttpApi) and not isinstance(one, Existing) for one in site.neighbours.values()):
            yield "its policy has room for a statement for each route of an API here, and nobody replaces it as a whole"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The functions from an image that nobody starts, with their roles and aliases."""
        repository = f"123456789012.dkr.ecr.{site.region}.{dns_suffix_of(site.region)}/stand-in"
        for name, function in self.functions.items():
            label = _label(name, site)
            role = {"name": f"{label}-stand-in", "assume_role_policy": Expr(f"jsonencode({encode(_TRUST)})")}
            yield StandInResource("aws_iam_role", label, role, site.region)
            arguments = {
                "function_name": function.called_name,
                "role": Expr(f"aws_iam_role.{label}.arn"),
                "package_type": "Image",
                "image_uri": f"{repository}:1",
                "publish": True,
            }
            told = {function.arn: "arn"} if function.arn else {}
            yield StandInResource("aws_lambda_function", label, arguments, site.region, told=told)
            if function.alias is not None:
                own = f"aws_lambda_function.{label}"
                alias = {
                    "name": function.alias,
                    "function_name": Expr(f"{own}.function_name"),
                    "function_version": Expr(f"{own}.version"),
                }
                yield StandInResource("aws_lambda_alias", label, alias, site.region)

    def found(self, site: Site) -> Found:
        """The names, ARNs, roles and log groups of the functions."""
        facts: list[Output] = []
        look_ups: list[LookUp] = []
        for name, function in self.functions.items():
            found = _look_up(name, function, site)
            facts += _facts(name, function, found, site)
            look_ups.append(found)
        return Found(tuple(facts), tuple(look_ups))


def _label(name: str, site: Site) -> str:
    """The label of the look-up and the stand-in of a function."""
    return identifier(f"{site.instance}-{name}")


def _look_up(name: str, function: FoundFunction, site: Site) -> LookUp:
    group = f"/aws/lambda/{function.called_name}"
    answers = {
        "role": stand_in_arn(site.region, f"role/{name}"),
        "logging_config": ({"log_format": "Text", "log_group": group},),
    }
    return LookUp("aws_lambda_function", _label(name, site), {"function_name": function.called_name}, answers)


def _facts(name: str, function: FoundFunction, found: LookUp, site: Site) -> Iterator[Output]:
    label, called = identifier(name), function.called_name
    partition, region = partition_of(site.region), site.region
    arn = FoundValue.told(function.arn) if function.arn else _arn(called, site)
    arn = FoundValue.joined(arn, f":{function.alias}") if function.alias else arn
    invoke = FoundValue.joined(
        f"arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/", arn, "/invocations"
    )
    role = found.attribute("role")
    # A role's name follows its path: arn:aws:iam::123456789012:role/service/report
    role_name = Expr(f'reverse(split("/", {role}))[0]')
    group = Expr(f"{found.attribute('logging_config')}[0].log_group")
    for suffix, value, description in (
        ("function_name", encode(called), f"Name of {name} in Lambda."),
        ("function_id", encode(called), f"Id of {name}, for permissions."),
        ("function_arn", arn.expression, f"ARN of {name}, for callers."),
        ("invoke_arn", invoke.expression, f"Invoke ARN of {name}, for APIs."),
        ("log_group_name", group, f"Name of the log group of {name}."),
        ("role_arn", role, f"ARN of the role of {name}."),
        ("role_name", role_name, f"Name of the role of {name}."),
    ):
        yield Output(f"{label}_{suffix}", "string", value, description)


def _arn(called: str, site: Site) -> FoundValue:
    service = f"arn:{partition_of(site.region)}:lambda:{site.region}:"
    return FoundValue.joined(service, account_of(site), f":function:{called}")
