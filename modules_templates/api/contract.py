"""api: a REST or an HTTP API whose routes lead to functions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from hclpress.module import (
    Alarm,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    fact_inputs,
)

from .alarms import alarms
from .existing import ExistingApi
from .grants import grants
from .http.view import HttpView, http_view
from .names import names
from .outputs import outputs
from .problems import problems
from .rest.view import RestView, rest_view
from .settings import ApiSettings
from .waivers import waivers


class Api(ApiSettings):
    """A REST or an HTTP API whose routes lead to functions."""

    summary = "A REST or HTTP API: routes to functions, authorization, CORS, validation, a stage with its logs."
    accesses = ("full", "invoke")
    existing_form = ExistingApi

    @property
    def carries_waf(self) -> Literal["regional"] | None:  # type: ignore[override]  # it depends on the kind
        """A web ACL can stand before a REST API, and before no HTTP API."""
        return "regional" if self.kind == "rest" else None

    def template_folders(self) -> tuple[str, ...]:
        """The folder of its product."""
        return (self.kind,)

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the API, of its access log and of the account's role."""
        return names(self, site)

    def inputs(self, site: Site) -> Iterable[Input]:
        """The functions, the certificate and the zone of the domain, and the key of the logs."""
        for key, route in self.opened.items():
            yield from self.callees[route.function].inputs(self.function_path(key))
        for name, function in self.asked_functions.items():
            yield from self.callees[function].inputs(("authorizers", name, "function"))
        if self.domain is not None:
            yield from self.domain.inputs()
        if self.log_kms_key is not None:
            yield from fact_inputs({"log_kms_key": self.log_kms_key}, ())

    def outputs(self, site: Site) -> Iterable[Output]:
        """The addresses of the API and of its paths, and the facts that distributions and firewalls need."""
        return outputs(self, site)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to call the routes that ask for `iam`."""
        return grants(self.stage_name(site), item, access, site)

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Calls that end in errors of ours."""
        return alarms(self, site)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of routes, of the stage and of the log groups."""
        return waivers(self, site)

    def view(self, site: Site) -> RestView | HttpView:
        """Values that the templates see beside the settings."""
        return rest_view(self, site) if self.kind == "rest" else http_view(self, site)
