"""Settings of a service."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl import identifier
from hclpress.module import (
    Fact,
    Item,
    ItemName,
    KeyReference,
    LogDays,
    ManagedPolicy,
    OwnStatement,
    ReferenceTo,
    Settings,
    UseEntry,
)

from .container import Container
from .deployment import BlueGreen, Deployment, Rolling, Scaling
from .fargate import Capacity, Cpu


class BalancerReference(Settings):
    """A target of a load balancer that sends the service its requests."""

    instance: Annotated[str, ReferenceTo(("alb",))]
    """Load balancer."""
    target: ItemName
    """Target of the load balancer that the tasks register with."""
    container: ItemName | None = None
    """Container that listens. Left out: the only one with a port."""

    def fact(self, output: str) -> Fact:
        """A fact of the load balancer."""
        return Fact(self.instance, output)

    def group(self, colour: str, output: str) -> Fact:
        """A fact of the target group of one colour; of the only target group when `colour` is empty."""
        middle = f"_{colour}" if colour else ""
        return self.fact(f"{identifier(self.target)}{middle}_target_group_{output}")


class ExecutionRole(Settings):
    """Permissions of an execution role beside those that follow from the containers."""

    statements: tuple[OwnStatement, ...] = ()
    """Permissions to start a task, as IAM has them, such as those on a secret that an image's registry needs."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """Managed policies to attach to it: names of AWS's, or ARNs."""


class Service(Item):
    """Tasks that ECS keeps running."""

    cpu: Cpu = 256
    """CPU units of a task; 1024 are one vCPU."""
    memory: int = 512
    """MiB of memory of a task. The sizes that exist depend on `cpu`."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """Processors that the images are built for."""
    desired: Annotated[int, Field(ge=0)] | None = None
    """Number of tasks at first, and for good without scaling. Left out: `scaling.min`, or 1."""
    containers: Annotated[Mapping[ItemName, Container], Field(min_length=1, max_length=10)]
    """Containers of a task by name."""
    subnets: ItemName = "private"
    """Tier of subnets that tasks stand in. In a public tier they get public addresses."""
    load_balancer: BalancerReference | None = None
    """Load balancer that sends the requests. Left out: nothing can connect to the tasks."""
    deployment: Deployment = Rolling(type="rolling")
    """Deployment of the next version: `type: rolling` by ECS itself, or `type: blue_green` by CodeDeploy."""
    image_managed_by: Literal["terraform", "ci"] | None = None
    """Deployer of new images: an apply of Terraform, or a pipeline whose choice Terraform then leaves alone. Left out:
    `terraform`, and with blue/green `ci`."""
    scaling: Scaling | None = None
    """Scaling of the number of tasks with the load. Left out: none."""
    uses: tuple[UseEntry, ...] = ()
    """Instances that the containers use; the statements of the task role and the connections follow from these."""
    statements: tuple[OwnStatement, ...] = ()
    """Permissions of the containers that `uses` cannot state, as IAM has them."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """Managed policies to attach to the task role: names of AWS's, or ARNs."""
    execution_role: ExecutionRole = ExecutionRole()
    """Further permissions of the role that ECS starts tasks with."""
    secret_keys: tuple[KeyReference, ...] = ()
    """KMS keys other than AWS's own that encrypt injected secrets: ARNs, or `{from: instance.fact}`."""
    execute_command: bool = False
    """Whether people may open a shell in the containers. Sessions are logged."""
    health_check_grace_seconds: Annotated[int, Field(ge=0, le=2_147_483_647)] | None = None
    """Seconds in which a new task may fail the check of its load balancer. Left out: 60."""
    capacity: Capacity | None = None
    """Shares of Fargate and Fargate Spot. Left out: the cluster's; with blue/green always Fargate."""
    log_retention_days: LogDays | None = None
    """Days that its logs are kept. Left out: the cluster's."""

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
        """Whether a pipeline or CodeDeploy chooses the running task definition, and not Terraform."""
        return self.blue_green is not None or self.image_managed_by == "ci"

    @property
    def tasks(self) -> int:
        """The number of tasks that Terraform asks for."""
        if self.desired is not None:
            return self.desired
        return self.scaling.min if self.scaling else 1

    @property
    def grace_seconds(self) -> int:
        """The seconds in which the load balancer's check does not count."""
        return 60 if self.health_check_grace_seconds is None else self.health_check_grace_seconds

    @property
    def image_from_pipeline(self) -> bool:
        """Whether a pipeline, without CodeDeploy, chooses the task definition."""
        return self.rolling is not None and self.image_is_external

    @property
    def cpu_architecture(self) -> str:
        """The processors in the words of ECS."""
        return self.architecture.upper()

    @property
    def volumes(self) -> tuple[str, ...]:
        """The names of the volumes that its containers write to."""
        return tuple(volume for name, one in sorted(self.containers.items()) for volume in one.volumes(name))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The remarks on its containers."""
        return tuple(f"{name}: {one.note}" for name, one in self.containers.items() if one.note)

    def listening(self) -> tuple[str, Container] | None:
        """The container that gets the requests, with its name; None without a unique answer."""
        ported = {name: one for name, one in self.containers.items() if one.port}
        wanted = self.load_balancer.container if self.load_balancer else None
        if wanted is not None:
            return (wanted, ported[wanted]) if wanted in ported else None
        return next(iter(ported.items())) if len(ported) == 1 else None
