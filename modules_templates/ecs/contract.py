"""ecs: a cluster on Fargate and the services that run on it."""

from collections.abc import Iterator, Mapping

from hclpress.hcl import identifier
from hclpress.module import Alarm, Connection, Fact, Input, Name, Output, Problem, ScannerWaiver, Site

from .alarms import alarms_of
from .existing import ExistingEcs
from .inputs import connections_of, inputs_of
from .names import names_of
from .outputs import outputs_of
from .problems import problems
from .settings import EcsSettings
from .view import View, view_of
from .waivers import waivers_of


class Ecs(EcsSettings):
    """A cluster on Fargate and its services."""

    existing_form = ExistingEcs

    summary = "A Fargate cluster and its services: tasks, roles, logs, scaling, rolling or blue/green deployment."

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the cluster, and by the labels of the services those of each service."""
        return names_of(self, site)

    def inputs(self, site: Site) -> Iterator[Input]:
        """The network, the target groups of the load balancers, and the facts that the containers use."""
        return inputs_of(self, site)

    def outputs(self, site: Site) -> Iterator[Output]:
        """The names and ARNs that pipelines, alarms and neighbours use."""
        return outputs_of(self)

    def connections(self, site: Site) -> Iterator[Connection]:
        """The connections from the load balancer of each service, and to the instances that it uses."""
        return connections_of(self, site)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Services that are too busy or run too few tasks."""
        names, insights = self.names(site), self.insights_in(site) != "disabled" and self.cluster is None
        cluster = names["cluster"] if self.cluster is None else Fact(self.cluster, "cluster_name")
        for key, service in self.services.items():
            named = names[f"{identifier(key)}_service"]
            yield from alarms_of(key, cluster, named, service.tasks, insights=insights)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Container Insights, which costs extra, and the log groups."""
        return waivers_of(self, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
