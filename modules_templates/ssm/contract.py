"""ssm: parameters; no file holds the value of a secret one."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    Variable,
    identifier,
    reference_inputs,
)

from .names import name_of
from .outputs import outputs
from .problems import problems
from .settings import SsmSettings
from .view import View, view_of

_READS = ("ssm:GetParameter", "ssm:GetParameters")
_WRITES = ("ssm:PutParameter",)
# By access: the statement's id, the actions, and those on the key of a secret.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadParameters", _READS, ("kms:Decrypt",)),
    "write": ("WriteParameters", _WRITES, ("kms:Encrypt",)),
    "full": ("UseParameters", (*_READS, *_WRITES), ("kms:Decrypt", "kms:Encrypt")),
}
_MORE_WRITES = (
    "ssm:DeleteParameter",
    "ssm:DeleteParameters",
    "ssm:LabelParameterVersion",
    "ssm:UnlabelParameterVersion",
)
# Service Authorization Reference, "AWS Systems Manager": the other actions on a parameter.
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": ("ssm:GetParameterHistory",),
    "write": _MORE_WRITES,
    "full": ("ssm:GetParameterHistory", *_MORE_WRITES),
}
_BY_PATH = ("ssm:GetParametersByPath",)


class Ssm(SsmSettings):
    """Parameters."""

    summary = "SSM parameters: plain values and facts, and secrets that no spec, plan or state contains."

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the parameters made here."""
        return {identifier(name): name_of(self, name, site) for name, one in self.parameters.items() if one.made_here}

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts that are written, the keys of secrets, and the account of parameters made elsewhere."""
        if any(not parameter.made_here for parameter in self.parameters.values()):
            yield from site.account_inputs()
        for name, parameter in self.parameters.items():
            for field, value in (("value", parameter.value), ("key", parameter.key)):
                yield from reference_inputs(value, ("parameters", name, field))

    def variables(self, site: Site) -> Iterable[Variable]:
        """The secrets."""
        for name, parameter in self.parameters.items():
            if parameter.secret:
                about = f" ({parameter.description.rstrip('.')})" if parameter.description else ""
                yield Variable(f"{identifier(name)}_value", f"Value of the parameter {name}{about}.")

    def outputs(self, site: Site) -> Iterable[Output]:
        """The name and the ARN of each parameter, and the key of a secret."""
        return outputs(self, site)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one parameter (the item)."""
        if item is None or item not in self.parameters:
            there = ", ".join(f"{site.instance}.{name}" for name in self.parameters)
            raise LookupError(f"Name the parameter: {there}.")
        if access not in _GRANTS:
            raise LookupError(f"A parameter can be used with {', '.join(_GRANTS)}.")
        sid, actions, key_actions = _GRANTS[access]
        label = identifier(item)
        more: tuple[tuple[str, str, tuple[str, ...]], ...] = ((f"{label}_parameter_arn", "", _MORE[access]),)
        if access != "write" and self.parameters[item].under:
            # IAM holds the path of the request against the policy, with a slash at its end where the request has one.
            more = (*more, (f"{label}_path_arn", "", _BY_PATH), (f"{label}_path_arn", "/", _BY_PATH))
        yield Grant(sid, actions, ((f"{label}_parameter_arn", ""),), more=more)
        if self.parameters[item].key != "aws":
            yield Grant(f"{sid[:-1]}Keys", key_actions, ((f"{label}_key_arn", ""),))

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of secrets under the key that AWS keeps."""
        for name, parameter in self.parameters.items():
            if parameter.secret and parameter.made_here and parameter.key == "aws":
                yield ScannerWaiver(
                    "CKV_AWS_337",
                    f"aws_ssm_parameter.{identifier(name)}",
                    "The AWS managed key encrypts it, and only granted roles read it.",
                )

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
