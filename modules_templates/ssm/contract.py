"""ssm: parameters, whose secrets stand nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from msgspec import Struct
from pydantic import Field

from hclpress.aws.regions import partition_of
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, encode, fragment
from hclpress.module.facts import Input, Output, Variable
from hclpress.module.grant import Grant
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.uses import FromFact, environment_expression
from hclpress.module.waivers import ScannerWaiver
from hclpress.modules.ssm.parameter import Parameter, Tier, parameter_problems, written
from hclpress.spec.fields import ItemName

_TIERS: Mapping[Tier, str] = {"standard": "Standard", "advanced": "Advanced", "intelligent": "Intelligent-Tiering"}

_READS = ("ssm:GetParameter", "ssm:GetParameters")
_WRITES = ("ssm:PutParameter",)
# By access: the statement's id, the actions, and those on the key of a secret.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadParameters", _READS, ("kms:Decrypt",)),
    "write": ("WriteParameters", _WRITES, ("kms:Encrypt",)),
    "full": ("UseParameters", (*_READS, *_WRITES), ("kms:Decrypt", "kms:Encrypt")),
}


class Ssm(Module):
    """Parameters."""

    summary = "SSM parameters: plain values and facts, and secrets that stand in no spec, plan or state."

    parameters: Annotated[Mapping[ItemName, Parameter], Field(min_length=1)]
    """The parameters by name."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        taken: dict[str, str] = {}
        for name, parameter in self.parameters.items():
            path = ("parameters", name)
            full = self._name(name, site)
            yield from parameter_problems(parameter, full, site.region, path)
            holder = taken.setdefault(full, name)
            if holder != name:
                yield Problem(
                    (*path, "name") if parameter.name else path,
                    "parameter-twice",
                    f"Two parameters would be called {str(full)!r}",
                    f"{holder} is called so already. Give one of them another name.",
                )

    def _name(self, name: str, site: Site) -> Name:
        parameter = self.parameters[name]
        path = ("parameters", name)
        if parameter.name is not None:
            return Name(parameter.name, "aws_ssm_parameter", (*path, "name"))
        return site.name("aws_ssm_parameter", name, path, prefix=f"{parameter.under}/" if parameter.under else "")

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the parameters made here."""
        return {
            identifier(name): self._name(name, site)
            for name, parameter in self.parameters.items()
            if parameter.made_here
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts that are written, the keys of secrets, and the account of parameters made elsewhere."""
        if any(not parameter.made_here for parameter in self.parameters.values()):
            yield from site.account_inputs()
        for name, parameter in self.parameters.items():
            for field, value in (("value", parameter.value), ("key", parameter.key)):
                if isinstance(value, FromFact):
                    yield Input(value.input_name, value.source, path=("parameters", name, field))

    def variables(self, site: Site) -> Iterable[Variable]:
        """The secrets."""
        for name, parameter in self.parameters.items():
            if parameter.secret:
                about = f" ({parameter.description.rstrip('.')})" if parameter.description else ""
                yield Variable(f"{identifier(name)}_value", f"What the parameter {name} holds{about}.")

    def outputs(self, site: Site) -> Iterable[Output]:
        """Each parameter's name and ARN, and the key of a secret."""
        for name, parameter in self.parameters.items():
            label = identifier(name)
            if parameter.made_here:
                text, arn = Expr(f"aws_ssm_parameter.{label}.name"), Expr(f"aws_ssm_parameter.{label}.arn")
            else:
                full = self._name(name, site)
                text = encode(str(full))
                arn = Expr(
                    f'"arn:{partition_of(site.region)}:ssm:{site.region}:{site.account}:'
                    f'parameter/{fragment(full.lstrip("/"))}"'
                )
            yield Output(f"{label}_parameter_name", "string", text, f"Name of the parameter {name}.", exported=True)
            yield Output(f"{label}_parameter_arn", "string", arn, f"ARN of the parameter {name}.")
            if parameter.key != "aws":
                key = encode(environment_expression(parameter.key))
                yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.")

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Reading and writing one parameter (the item)."""
        if item is None or item not in self.parameters:
            there = ", ".join(f"{site.instance}.{name}" for name in self.parameters)
            raise LookupError(f"Say which parameter: {there}.")
        if access not in _GRANTS:
            raise LookupError(f"A parameter can be used with {', '.join(_GRANTS)}.")
        sid, actions, key_actions = _GRANTS[access]
        label = identifier(item)
        yield Grant(sid, actions, ((f"{label}_parameter_arn", ""),))
        if self.parameters[item].key != "aws":
            yield Grant(f"{sid[:-1]}Keys", key_actions, ((f"{label}_key_arn", ""),))

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Secrets under the key that AWS keeps."""
        for name, parameter in self.parameters.items():
            if parameter.secret and parameter.made_here and parameter.key == "aws":
                yield ScannerWaiver(
                    "CKV_AWS_337",
                    f"aws_ssm_parameter.{identifier(name)}",
                    "Encrypted with the key AWS keeps for the account; only who is granted it reads it.",
                )

    def view(self, site: Site) -> "View":
        """What the templates see."""
        return View(
            has_plain=any(one.made_here and not one.secret for one in self.parameters.values()),
            parameter_views=tuple(
                _parameter_view(name, parameter, self._name(name, site))
                for name, parameter in self.parameters.items()
                if parameter.made_here
            ),
        )


def _parameter_view(name: str, parameter: Parameter, full: Name) -> "ParameterView":
    value = parameter.value
    label = identifier(name)
    return ParameterView(
        label=label,
        name=full,
        settings=parameter,
        text=environment_expression(value) if isinstance(value, FromFact) else written(value or ""),
        variable=Expr(f"var.{label}_value"),
        version=parameter.version or 1,
        tier_name=None if parameter.tier == "standard" else _TIERS[parameter.tier],
        key_arn=None if parameter.key == "aws" else environment_expression(parameter.key),
    )


class ParameterView(Struct, frozen=True):
    """One parameter that is made here.

    Attributes:
        label: of its resource.
        name: in AWS.
        settings: what the spec says.
        text: what it holds, empty for a secret.
        variable: where a secret arrives.
        version: of a secret.
        tier_name: its tier in AWS's words, None for the standard one.
        key_arn: the key of your own that encrypts a secret.
    """

    label: str
    name: Name
    settings: Parameter
    text: str | Expr
    variable: Expr
    version: int
    tier_name: str | None
    key_arn: str | Expr | None


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        has_plain: whether some of them are no secrets.
        parameter_views: the parameters that are made here.
    """

    has_plain: bool
    parameter_views: tuple[ParameterView, ...]
