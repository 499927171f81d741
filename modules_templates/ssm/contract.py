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

from .existing import ExistingSsm
from .grants import grants
from .names import name_of
from .outputs import outputs
from .problems import problems
from .settings import SsmSettings
from .view import View, view_of


class Ssm(SsmSettings):
    """Parameters."""

    summary = "SSM parameters: plain values and facts, and secrets that no spec, plan or state contains."
    existing_form = ExistingSsm

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
        return grants(self.parameters, item, access, site)

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
