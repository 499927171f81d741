"""How a service gets its next version, and how many tasks it has."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath
from hclpress.spec.fields import Percent
from hclpress.spec.settings import Settings

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
    """ECS replaces tasks a few at a time, and goes back when the new ones do not come up."""

    type: Literal["rolling"]
    """The kind of deployment."""
    minimum_percent: Annotated[int, Field(ge=0, le=100)] = 100
    """Tasks that stay in service meanwhile, in percent of those wanted."""
    maximum_percent: Annotated[int, Field(ge=100, le=200)] = 200
    """Tasks that may run meanwhile, in percent of those wanted."""
    circuit_breaker: bool = True
    """Whether ECS gives up a deployment whose tasks keep failing, and rolls back."""

    def problems(self, desired: int, path: SpecPath) -> Iterator[Problem]:
        """Bounds between which not one task can be replaced."""
        # ECS rounds the lower bound up and the upper one down (Developer Guide, "Service definition parameters").
        least, most = -(-desired * self.minimum_percent // 100), desired * self.maximum_percent // 100
        if desired and most <= least:
            yield Problem(
                path,
                "rolling-cannot-move",
                "A deployment could neither start a task nor stop one",
                f"Of {desired} tasks {least} have to stay, and {most} may run. Raise `maximum_percent`, or lower "
                "`minimum_percent`.",
            )


class BlueGreen(Settings):
    """CodeDeploy starts a second set of tasks and moves the load balancer's traffic to it."""

    type: Literal["blue_green"]
    """The kind of deployment."""
    traffic: Traffic = "all_at_once"
    """How traffic moves to the new tasks."""
    wait_minutes: Minutes = 0
    """Minutes to try the new tasks through the test listener before somebody lets the deployment go on; it is given up
    when nobody does. 0: it goes on by itself."""
    terminate_after_minutes: Minutes = 5
    """Minutes the old tasks are kept for a quick way back."""
    alarms: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=255)], ...], Field(max_length=10)] = ()
    """Names of CloudWatch alarms that end a deployment and roll it back."""

    @property
    def configuration(self) -> str:
        """The name AWS gives this way of moving traffic."""
        return _CONFIGURATIONS[self.traffic]

    @property
    def rollback_events(self) -> tuple[str, ...]:
        """What makes CodeDeploy go back."""
        return ("DEPLOYMENT_FAILURE", *(("DEPLOYMENT_STOP_ON_ALARM",) if self.alarms else ()))


Deployment = Annotated[Rolling | BlueGreen, Field(discriminator="type")]


class Scaling(Settings):
    """Application Auto Scaling: targets that the number of tasks follows."""

    min: Annotated[int, Field(ge=0)]
    """Least number of tasks."""
    max: Annotated[int, Field(ge=1)]
    """Greatest number of tasks."""
    cpu: Percent | None = 70
    """Average CPU to keep to, in percent. `null`: CPU does not matter."""
    memory: Percent | None = None
    """Average memory to keep to, in percent."""
    requests_per_target: Annotated[int, Field(ge=1)] | None = None
    """Requests a minute each task should get."""
    scale_out_cooldown: Seconds = 60
    """Seconds after tasks were added before more are."""
    scale_in_cooldown: Seconds = 300
    """Seconds after tasks were taken away before more are."""

    def problems(self, desired: int, path: SpecPath) -> Iterator[Problem]:
        """Bounds that contradict each other. `path` is where the service stands."""
        if self.min > self.max:
            yield Problem(
                (*path, "scaling", "min"),
                "scaling-min-above-max",
                f"At least {self.min} tasks are more than at most {self.max}",
                "Lower `min`, or raise `max`.",
            )
        elif not self.min <= desired <= self.max:
            yield Problem(
                (*path, "desired"),
                "desired-outside-scaling",
                f"{desired} tasks lie outside the scaling",
                f"It keeps between {self.min} and {self.max}. Choose a number between them, or leave `desired` out.",
            )
        if self.cpu is None and self.memory is None and self.requests_per_target is None:
            yield Problem(
                (*path, "scaling"),
                "scaling-without-target",
                "There is nothing the number of tasks could follow",
                "Set `cpu`, `memory` or `requests_per_target`, or write `scaling: null`.",
            )
