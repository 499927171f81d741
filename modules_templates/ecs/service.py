"""A service: its settings, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.module.facts import Fact
from hclpress.module.markers import ReferenceTo
from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.uses import KeyReference, UseEntry, use_problems
from hclpress.modules.alb.contract import Alb
from hclpress.modules.ecs.container import Container
from hclpress.modules.ecs.deployment import BlueGreen, Deployment, Rolling, Scaling
from hclpress.modules.ecs.fargate import Capacity, Cpu, fits, memory_values
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.fields import ItemName, LogDays
from hclpress.spec.settings import Settings


class LoadBalancer(Settings):
    """Where the service's requests come from."""

    instance: Annotated[str, ReferenceTo(("alb",))]
    """The load balancer."""
    target: ItemName
    """Which of its targets the tasks are."""
    container: ItemName | None = None
    """The container that listens. Left out: the only one with a port."""

    def fact(self, output: str) -> Fact:
        """A fact of the balancer."""
        return Fact(self.instance, output)

    def group(self, colour: str, output: str) -> Fact:
        """A fact of the target's group of one colour; of its only one when `colour` is empty."""
        middle = f"_{colour}" if colour else ""
        return self.fact(f"{identifier(self.target)}{middle}_target_group_{output}")


class Service(Item):
    """Tasks that are kept running."""

    cpu: Cpu = 256
    """CPU units of a task; 1024 are one vCPU."""
    memory: int = 512
    """MiB of memory of a task. What may stand here depends on `cpu`."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """The processors the images are built for."""
    desired: Annotated[int, Field(ge=0, le=5000)] | None = None
    """Number of tasks at first, and for good where nothing scales them. Left out: `scaling.min`, or 1."""
    containers: Annotated[Mapping[ItemName, Container], Field(min_length=1, max_length=10)]
    """The containers of a task by name."""
    subnets: ItemName = "private"
    """The tier of subnets tasks stand in. In a public one they get public addresses."""
    load_balancer: LoadBalancer | None = None
    """Where requests come from. Left out: nothing can connect to the tasks."""
    deployment: Deployment = Rolling(type="rolling")
    """How the next version comes: `type: rolling` by ECS itself, or `type: blue_green` by CodeDeploy."""
    image_managed_by: Literal["terraform", "ci"] | None = None
    """Who deploys new images: an apply, or a pipeline whose choice Terraform then leaves alone. Left out: `terraform`,
    and with blue/green `ci`."""
    scaling: Scaling | None = None
    """How the number of tasks follows the load. Left out: it does not."""
    uses: tuple[UseEntry, ...] = ()
    """The instances the containers use; from these follow the task role's statements and the connections."""
    secret_keys: tuple[KeyReference, ...] = ()
    """KMS keys that injected secrets are encrypted with, other than AWS's own: ARNs, or `{from: instance.fact}`."""
    execute_command: bool = False
    """Whether people may open a shell in the containers. Sessions are logged."""
    health_check_grace_seconds: Annotated[int, Field(ge=0, le=2_147_483_647)] | None = None
    """Seconds in which a new task may fail the load balancer's check. Left out: 60 behind one."""
    capacity: Capacity | None = None
    """Shares of Fargate and Fargate Spot. Left out: the cluster's; with blue/green always Fargate."""
    log_retention_days: LogDays | None = None
    """Days its logs are kept. Left out: the cluster's."""

    @property
    def blue_green(self) -> BlueGreen | None:
        """Its deployment by CodeDeploy, if that is the kind."""
        return self.deployment if isinstance(self.deployment, BlueGreen) else None

    @property
    def rolling(self) -> Rolling | None:
        """Its deployment by ECS itself, if that is the kind."""
        return self.deployment if isinstance(self.deployment, Rolling) else None

    @property
    def image_is_external(self) -> bool:
        """Whether somebody other than Terraform chooses the running task definition."""
        return self.blue_green is not None or self.image_managed_by == "ci"

    @property
    def tasks(self) -> int:
        """The number of tasks Terraform asks for."""
        if self.desired is not None:
            return self.desired
        return self.scaling.min if self.scaling else 1

    @property
    def grace_seconds(self) -> int:
        """Seconds in which the load balancer's check does not count."""
        return 60 if self.health_check_grace_seconds is None else self.health_check_grace_seconds

    def listening(self) -> tuple[str, Container] | None:
        """The container the load balancer sends requests to; None where that cannot be said."""
        ported = {name: one for name, one in self.containers.items() if one.port}
        wanted = self.load_balancer.container if self.load_balancer else None
        if wanted is not None:
            return (wanted, ported[wanted]) if wanted in ported else None
        return next(iter(ported.items())) if len(ported) == 1 else None

    def problems(self, site: Site, path: SpecPath) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it. `path` is where the service stands."""
        if not fits(self.cpu, self.memory):
            yield Problem(
                (*path, "memory"),
                "no-such-fargate-size",
                f"Fargate has no size with {self.cpu} CPU units and {self.memory} MiB",
                f"With {self.cpu} CPU units the memory may be: {memory_values(self.cpu)}.",
            )
        yield from self._container_problems(path)
        yield from self._deployment_problems(path)
        if self.load_balancer:
            yield from self._balancer_problems(self.load_balancer, site, path)
        elif self.health_check_grace_seconds is not None:
            yield Problem(
                (*path, "health_check_grace_seconds"),
                "grace-without-balancer",
                "Nobody checks the tasks' health from outside",
                "The grace period is about the load balancer's check, and the service has none. Take it away; a "
                "container's own check has `start_period`.",
            )
        if self.scaling:
            yield from self.scaling.problems(self.tasks, path)
            yield from self._request_scaling_problems(self.scaling, path)
        yield from use_problems(self.uses, site, (*path, "uses"))

    def _container_problems(self, path: SpecPath) -> Iterator[Problem]:
        ports: dict[int, str] = {}
        for name, container in self.containers.items():
            place = (*path, "containers", name)
            yield from container.problems(name, place)
            if container.port is None:
                continue
            if container.port in ports:
                yield Problem(
                    (*place, "port"),
                    "port-twice",
                    f"Port {container.port} belongs to {ports[container.port]} already",
                    "The containers of a task share one network address. Let one of them listen on another port.",
                )
            ports.setdefault(container.port, name)
        if not any(container.essential for container in self.containers.values()):
            yield Problem(
                (*path, "containers"),
                "no-essential-container",
                "No container is essential",
                "ECS wants at least one whose end is the task's. Take `essential: false` away from it.",
            )
        unwritable = [name for name, container in self.containers.items() if container.read_only_root]
        if self.execute_command and unwritable:
            yield Problem(
                (*path, "execute_command"),
                "shell-needs-writable-root",
                f"No shell can be opened in {', '.join(unwritable)}",
                "ECS Exec puts its agent into the container's own file system, which is read-only by default. Say "
                "`read_only_root: false` there, or leave `execute_command` out.",
            )

    def _deployment_problems(self, path: SpecPath) -> Iterator[Problem]:
        if self.rolling:
            yield from self.rolling.problems(self.tasks, (*path, "deployment"))
        if self.capacity is not None and not self.capacity.providers:
            yield Problem(
                (*path, "capacity"),
                "no-capacity",
                "No task could be placed",
                "Both shares are 0. Give `fargate` or `spot` a share.",
            )
        if self.blue_green is None:
            return
        if self.load_balancer is None:
            yield Problem(
                (*path, "deployment"),
                "blue-green-without-balancer",
                "Blue/green needs a load balancer",
                "CodeDeploy moves the traffic between two target groups. Name one under `load_balancer`, or say "
                "`type: rolling`.",
            )
        if self.image_managed_by == "terraform":
            yield Problem(
                (*path, "image_managed_by"),
                "blue-green-by-terraform",
                "Terraform cannot deploy this service",
                "ECS lets nobody but CodeDeploy change the task definition of a blue/green service. Say `ci` and "
                "start deployments from your pipeline, or say `type: rolling` under `deployment`.",
            )
        if self.capacity is not None and self.capacity.spot:
            yield Problem(
                (*path, "capacity"),
                "spot-with-blue-green",
                "A blue/green service runs on Fargate alone",
                "CodeDeploy starts the new tasks by launch type, which knows no shares of Spot. Take `capacity` away, "
                "or say `type: rolling` under `deployment`.",
            )

    def _balancer_problems(self, balancer: LoadBalancer, site: Site, path: SpecPath) -> Iterator[Problem]:
        place = (*path, "load_balancer")
        if self.listening() is None:
            ported = [name for name, container in self.containers.items() if container.port]
            there_is = f"There is: {', '.join(ported)}." if ported else "None of them has a `port` yet."
            yield Problem(
                (*place, "container") if balancer.container else place,
                "which-container",
                "Which container do the requests go to?",
                f"Name with `container:` one that has a port. {there_is}",
            )
        targets = site.neighbour(balancer.instance, Alb).targets
        if balancer.target not in targets:
            guess = nearest(balancer.target, targets)
            meant = f"Did you mean `{guess}`? " if guess else ""
            yield Problem(
                (*place, "target"),
                "no-such-target",
                f"{balancer.instance} has no target `{balancer.target}`",
                f"{meant}It has: {', '.join(targets)}.",
            )
        elif self.blue_green and not targets[balancer.target].blue_green:
            yield Problem(
                (*place, "target"),
                "target-without-pair",
                f"The target `{balancer.target}` has one target group, and blue/green needs two",
                f"Say `blue_green: true` at the target of {balancer.instance}, or `type: rolling` under `deployment`.",
            )
        elif self.rolling and targets[balancer.target].blue_green:
            yield Problem(
                (*place, "target"),
                "target-with-pair",
                f"The target `{balancer.target}` is a pair for blue/green, and this service is deployed rolling",
                "Say `type: blue_green` under `deployment`, or take `blue_green` away from the target of "
                f"{balancer.instance}.",
            )

    def _request_scaling_problems(self, scaling: Scaling, path: SpecPath) -> Iterator[Problem]:
        if scaling.requests_per_target is None:
            return
        place = (*path, "scaling", "requests_per_target")
        if self.load_balancer is None:
            yield Problem(
                place,
                "requests-without-balancer",
                "Without a load balancer nobody counts requests",
                "Name one under `load_balancer`, or scale on `cpu` or `memory`.",
            )
        elif self.blue_green:
            yield Problem(
                place,
                "requests-with-blue-green",
                "Scaling on requests does not follow the switch from blue to green",
                "The policy counts one target group's requests, and after a deployment the other one serves. Scale on "
                "`cpu` or `memory`, or say `type: rolling` under `deployment`.",
            )
