"""lambda: functions, the roles they run as, and their triggers."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Alarm,
    Connection,
    Fact,
    Grant,
    Input,
    Name,
    Output,
    Package,
    Problem,
    ScannerWaiver,
    Site,
    identifier,
    use_connections,
)

from .alarms import alarms
from .existing import ExistingLambda
from .grants import grants
from .inputs import inputs
from .names import names
from .outputs import outputs
from .problems import problems
from .settings import LambdaSettings
from .view import View, view_of
from .waivers import waivers


class Lambda(LambdaSettings):
    """Functions that share a purpose: their code, roles, logs and triggers."""

    existing_form = ExistingLambda
    summary = "Functions: code, least-privilege roles, logs, placement in a network, triggers."
    accesses = ("full", "invoke")

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the functions, their log groups, their roles and their rules."""
        return names(self, site)

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts that the functions are told, use, stand in and are called by."""
        return inputs(self, site)

    def packages(self, site: Site) -> Iterable[Package]:
        """A zip file for each function whose code lies in the project."""
        for name, function in self.functions.items():
            if function.package.sources:
                kind = "zip" if function.package.zip else "source"
                yield Package(name, function.package.sources, ("functions", name, "package", kind))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The facts that APIs, alarms and people name."""
        return outputs(self)

    def connections(self, site: Site) -> Iterable[Connection]:
        """The connections to the instances that the functions use and that listen on a port."""
        if self.vpc is None:
            return
        group = Fact(site.instance, "security_group_id")
        for uses in (self.uses, *(function.uses for function in self.functions.values())):
            yield from use_connections(uses, site, group, site.instance)

    def called_name(self, function: str, site: Site) -> str:
        """The name of a function in Lambda."""
        return str(self.names(site)[f"{identifier(function)}_function"])

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to call one of the functions."""
        return grants(self.functions, item, access, site)

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Calls that fail, that are refused, and that nearly reach the timeout."""
        return alarms(self, site)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of every function and of its log group."""
        return waivers(self)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
