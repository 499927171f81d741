"""Settings of the deployment and the scaling of a service."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Percent, Settings

Traffic = Literal[
    "all_at_once",
    "canary_10_percent_5_minutes",
    "canary_10_percent_15_minutes",
    "linear_10_percent_every_1_minute",
    "linear_10_percent_every_3_minutes",
]

# CodeDeploy User Guide, "Predefined deployment configurations for an Amazon ECS compute platform".
_CONFIGURATIONS: Mapping[Traffic, str] = {
    "all_at_once": "CodeDeployDefault.ECSAllAtOnce",
    "canary_10_percent_5_minutes": "CodeDeployDefault.ECSCanary10Percent5Minutes",
    "canary_10_percent_15_minutes": "CodeDeployDefault.ECSCanary10Percent15Minutes",
    "linear_10_percent_every_1_minute": "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
    "linear_10_percent_every_3_minutes": "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
}

Minutes = Annotated[int, Field(ge=0, le=2880)]
Seconds = Annotated[int, Field(ge=0, le=3600)]


class Rolling(Settings):
    """A deployment by ECS, which replaces tasks a few at a time and rolls back when the new tasks fail."""

    type: Literal["rolling"]
    """Kind of deployment."""
    minimum_percent: Annotated[int, Field(ge=0, le=100)] = 100
    """Tasks that stay in service meanwhile, in percent of those wanted."""
    maximum_percent: Annotated[int, Field(ge=100, le=200)] = 200
    """Tasks that may run meanwhile, in percent of those wanted."""
    circuit_breaker: bool = True
    """Whether ECS stops a deployment whose tasks keep failing, and rolls back."""

    @property
    def rebalances(self) -> bool:
        """Whether ECS may move tasks when one zone has too many."""
        return self.maximum_percent > 100


class BlueGreen(Settings):
    """A deployment by CodeDeploy, which starts a second set of tasks and moves the load balancer's traffic to it."""

    type: Literal["blue_green"]
    """Kind of deployment."""
    traffic: Traffic = "all_at_once"
    """Steps in which traffic moves to the new tasks."""
    wait_minutes: Minutes = 0
    """Minutes to try the new tasks through the test listener before somebody lets the deployment continue. Without an
    answer it stops. 0: it continues by itself."""
    terminate_after_minutes: Minutes = 5
    """Minutes that the old tasks are kept for a quick rollback."""
    alarms: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=255)], ...], Field(max_length=10)] = ()
    """CloudWatch alarms, by name, that end a deployment and roll it back."""

    @property
    def configuration(self) -> str:
        """The deployment configuration of AWS for these steps."""
        return _CONFIGURATIONS[self.traffic]

    @property
    def rollback_events(self) -> tuple[str, ...]:
        """The events on which CodeDeploy rolls back."""
        return ("DEPLOYMENT_FAILURE", *(("DEPLOYMENT_STOP_ON_ALARM",) if self.alarms else ()))


Deployment = Annotated[Rolling | BlueGreen, Field(discriminator="type")]


class Scaling(Settings):
    """Targets that the number of tasks follows, by Application Auto Scaling."""

    min: Annotated[int, Field(ge=0)]
    """Least number of tasks."""
    max: Annotated[int, Field(ge=1)]
    """Greatest number of tasks."""
    cpu: Percent | None = 70
    """Average CPU to keep, in percent. `null`: CPU does not matter."""
    memory: Percent | None = None
    """Average memory to keep, in percent."""
    requests_per_target: Annotated[int, Field(ge=1)] | None = None
    """Requests a minute that each task should get."""
    scale_out_cooldown: Seconds = 60
    """Seconds between two additions of tasks."""
    scale_in_cooldown: Seconds = 300
    """Seconds between two removals of tasks."""
