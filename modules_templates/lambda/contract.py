"""lambda: functions, the roles they run as, and what calls them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.alarm import Alarm
from hclpress.module.connection import Connection
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.markers import FromPosture
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.package import Package
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import (
    EnvironmentValue,
    FromFact,
    KeyReference,
    UseEntry,
    VariableName,
    fact_inputs,
    input_name,
    use_connections,
    use_inputs,
    use_problems,
    use_statements,
)
from hclpress.module.waivers import ScannerWaiver, log_waivers
from hclpress.spec.fields import ItemName, LogDays, arn_region

from .arns import BucketReference, expression
from .environment import size_problems, variable_problems
from .function import Function, ended_problem
from .network import Network
from .roles import ManagedPolicy, RoleChoice, Shared
from .runtime import ENDED, Runtime
from .triggers import source_of
from .view import FunctionView, NotificationView, RoleView
from .viewing import function_views, notification_views, role_views
from .waivers import function_waivers

# Milliseconds for each second of the timeout: nine tenths of it.
_CLOSE_TO_TIMEOUT = 900


class Lambda(Module):
    """Functions that share a purpose: their code, roles, logs and triggers."""

    summary = "Functions: their code, roles with just the rights they need, logs, a place in a network, triggers."

    functions: Annotated[Mapping[ItemName, Function], Field(min_length=1)]
    """The functions by name."""
    runtime: Runtime | None = None
    """What runs the functions that name nothing else, such as `python3.13`."""
    environment: Mapping[VariableName, EnvironmentValue] = {}
    """Environment variables of every function: text, or `{from: instance.fact}`."""
    kms_key: KeyReference | None = None
    """The KMS key environment variables are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    uses: tuple[UseEntry, ...] = ()
    """What every function makes use of; the roles' statements and the connections follow from it."""
    role: RoleChoice = "per_function"
    """`per_function`, or `{shared: …}` for one role that all functions run as."""
    managed_policies: tuple[ManagedPolicy, ...] = ()
    """AWS's policies to attach to each role. What one of them permits is not written a second time."""
    vpc: Network | None = None
    """The network the functions stand in. Left out: none, and they reach the internet by themselves."""
    tracing: Literal["active", "pass_through"] = "pass_through"
    """Whether X-Ray samples calls here, or only follows callers that do."""
    log_retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that logs are kept."""
    log_format: Literal["text", "json"] = "text"
    """How Lambda writes its own lines, and what the code logs through the runtime's logger."""
    log_kms_key: KeyReference | None = None
    """The KMS key logs are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    deployment_bucket: BucketReference | None = None
    """A bucket that packages are put into and deployed from: its name, or `{from: instance.fact}`. Left out: they are
    uploaded directly, one after another."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        if self.runtime is not None and self.runtime in ENDED:
            yield ended_problem(self.runtime, ("runtime",))
        yield from variable_problems(self.environment, ("environment",))
        yield from size_problems(self.environment, ("environment",))
        yield from self._use_problems(site)
        for name in ("kms_key", "log_kms_key"):
            key = getattr(self, name)
            if isinstance(key, str) and arn_region(key) != site.region:
                yield Problem(
                    (name,),
                    "key-of-another-region",
                    f"The key lies in {arn_region(key)}",
                    f"The functions lie in {site.region} and can use only keys from there.",
                )
        for name, function in self.functions.items():
            path = ("functions", name)
            yield from function.problems(function.runtime or self.runtime, self.environment, path)
            if function.uses and isinstance(self.role, Shared):
                yield Problem(
                    (*path, "uses"),
                    "uses-with-shared-role",
                    f"What {name} may use, every function might",
                    "The role is shared. Write these lines under the instance's own `uses`, or say "
                    "`role: per_function`.",
                )
        yield from self._label_problems()

    def _use_problems(self, site: Site) -> Iterator[Problem]:
        lists: list[tuple[tuple[str, ...], tuple[UseEntry, ...]]] = [(("uses",), self.uses)]
        lists += [(("functions", name, "uses"), function.uses) for name, function in self.functions.items()]
        services: set[str] = set()
        for path, uses in lists:
            wrong = list(use_problems(uses, site, path))
            yield from wrong or self._reach_problems(uses, site, path)
            if self.vpc and not wrong:
                actions = (action for one in use_statements(uses, site) for action in one.actions)
                services |= {action.partition(":")[0] for action in actions}
        if self.vpc:
            yield from self.vpc.problems(frozenset(services), site, ("vpc",))

    def _label_problems(self) -> Iterator[Problem]:
        taken: dict[str, str] = {}
        for name, function in self.functions.items():
            for trigger in function.triggers:
                holder = taken.setdefault(f"{name}-{trigger}", name)
                if holder != name:
                    yield Problem(
                        ("functions", name, "triggers", trigger),
                        "triggers-alike",
                        f"`{name}` with `{trigger}` reads like a trigger of `{holder}`",
                        f"Both would be called {name}-{trigger}. Give this one another name.",
                    )

    def _reach_problems(self, uses: tuple[UseEntry, ...], site: Site, path: tuple[str, ...]) -> Iterator[Problem]:
        for index, use in enumerate(uses):
            used = (use if isinstance(use, str) else use.resource).partition(".")[0]
            if self.vpc is None and used in site.neighbours and site.listener_of(used) is not None:
                yield Problem(
                    (*path, index),
                    "no-way-to-use",
                    f"From outside its network nothing can connect to {used}",
                    "Functions stand outside unless `vpc` puts them in. Add `vpc: {vpc: …, subnets: …}` with the "
                    f"network of {used}.",
                )

    def names(self, site: Site) -> Mapping[str, Name]:
        """What the functions and everything around them are called."""
        found: dict[str, Name] = {}
        if isinstance(self.role, Shared):
            shared = self.role.shared
            found["role"] = site.name("aws_iam_role", shared.name, ("role", "shared", "name"))
            if shared.policy.kind == "managed":
                place = ("role", "shared", "policy", "name")
                found["policy"] = site.name("aws_iam_policy", shared.policy.name, place)
        if self.vpc:
            found["security_group"] = site.name("aws_security_group", site.instance)
        for name, function in self.functions.items():
            label, path = identifier(name), ("functions", name)
            called = site.name("aws_lambda_function", name, path)
            found[f"{label}_function"] = called
            found[f"{label}_log_group"] = Name(f"/aws/lambda/{called}", "aws_cloudwatch_log_group", path)
            if self.role == "per_function":
                found[f"{label}_role"] = site.name("aws_iam_role", f"{name}-role", path)
            for trigger, settings in function.triggers.items():
                if settings.type == "schedule":
                    found[f"{label}_{identifier(trigger)}_rule"] = site.name(
                        "aws_cloudwatch_event_rule", f"{name}-{trigger}", (*path, "triggers", trigger)
                    )
        return found

    def inputs(self, site: Site) -> Iterable[Input]:
        """Whatever the functions are told, use, stand in and are called by."""
        for field in ("kms_key", "log_kms_key", "deployment_bucket"):
            yield from _input(getattr(self, field), (field,))
        if self.vpc:
            vpc, subnets = self.vpc.vpc_fact(site), self.vpc.subnets_fact(site)
            yield Input(input_name(vpc), vpc, path=("vpc",))
            yield Input(input_name(subnets), subnets, "list(string)", ("vpc",))
        yield from fact_inputs(self.environment, ("environment",))
        yield from use_inputs(self.uses, site, ("uses",))
        for name, function in self.functions.items():
            path = ("functions", name)
            yield from fact_inputs(function.environment, (*path, "environment"))
            yield from use_inputs(function.uses, site, (*path, "uses"))
            if function.package.s3:
                yield from _input(function.package.s3.bucket, (*path, "package", "s3", "bucket"))
            if function.dead_letter:
                yield from _input(function.dead_letter.queue, (*path, "dead_letter", "queue"))
                yield from _input(function.dead_letter.topic, (*path, "dead_letter", "topic"))
            for trigger, settings in function.triggers.items():
                source = source_of(settings)
                if source:
                    yield from _input(source[1], (*path, "triggers", trigger, source[0]))

    def packages(self, site: Site) -> Iterable[Package]:
        """A zip file for each function whose code lies in the project."""
        for name, function in self.functions.items():
            if function.package.sources:
                kind = "zip" if function.package.zip else "source"
                yield Package(name, function.package.sources, ("functions", name, "package", kind))

    def outputs(self, site: Site) -> Iterable[Output]:
        """What APIs, alarms and people name."""
        if self.vpc:
            value = Expr("aws_security_group.this.id")
            yield Output("security_group_id", "string", value, "Security group of the functions.")
        for name, function in self.functions.items():
            label = identifier(name)
            called = f"aws_lambda_{'alias' if function.alias else 'function'}.{label}"
            role = f"aws_iam_role.{label if self.role == 'per_function' else 'this'}"
            # Whoever is allowed to call an alias needs it to be there.
            after = (Expr(called),) if function.alias else ()
            yield Output(
                f"{label}_function_name",
                "string",
                Expr(f"aws_lambda_function.{label}.function_name"),
                f"Name of {name} in Lambda.",
                exported=True,
                after=after,
            )
            for fact, expr, what in (
                ("function_arn", f"{called}.arn", "ARN to call"),
                ("invoke_arn", f"{called}.invoke_arn", "What an API calls to reach"),
                ("log_group_name", f"aws_cloudwatch_log_group.{label}.name", "The log group of"),
                ("role_arn", f"{role}.arn", "ARN of the role of"),
                ("role_name", f"{role}.name", "Name of the role of"),
            ):
                description = f"{what} {name}{' by' if fact == 'function_arn' else ''}."
                yield Output(f"{label}_{fact}", "string", Expr(expr), description)

    def connections(self, site: Site) -> Iterable[Connection]:
        """To whatever the functions use that listens on a port."""
        if self.vpc is None:
            return
        group = Fact(site.instance, "security_group_id")
        for uses in (self.uses, *(function.uses for function in self.functions.values())):
            yield from use_connections(uses, site, group, site.instance)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Calling one of the functions."""
        if item is None or item not in self.functions:
            raise LookupError(
                f"Say which function is called: `{site.instance}.{next(iter(self.functions))}`. "
                f"There is: {', '.join(self.functions)}."
            )
        if access not in ("full", "invoke"):
            raise LookupError("A function can only be called: say `access: invoke`, or leave `access` out.")
        sid = "".join(part.capitalize() for part in item.split("-"))
        arn = f"{identifier(item)}_function_arn"
        yield Grant(f"Call{sid}", ("lambda:InvokeFunction",), ((arn, ""),))

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Calls that fail, that are refused, and that come close to being given up."""
        for name, function in self.functions.items():
            called = site.name("aws_lambda_function", name)
            for kind, metric, statistic, threshold, why in (
                ("errors", "Errors", "Sum", 5, f"Calls of {name} end in errors. Look at its log group."),
                ("throttles", "Throttles", "Sum", 1, f"Calls of {name} are refused: too many at a time."),
                (
                    "duration",
                    "Duration",
                    "p99",
                    function.timeout * _CLOSE_TO_TIMEOUT,
                    f"The slowest calls of {name} take nine tenths of its {function.timeout} seconds.",
                ),
            ):
                yield Alarm(
                    key=f"{name}-{kind}",
                    description=why,
                    namespace="AWS/Lambda",
                    metric=metric,
                    statistic=statistic,
                    dimensions={"FunctionName": str(called)},
                    threshold=threshold,
                    comparison="at_least",
                )

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Runtime and code of each function."""
        for name, function in self.functions.items():
            label = f"aws_lambda_function.{identifier(name)}"
            runtime = function.runtime or self.runtime
            if runtime is not None and function.package.image is None:
                yield Proof.equal(f"{label}.runtime", runtime, f"{name} must run on {runtime}.")
            yield Proof.equal(f"{label}.memory_size", function.memory, f"{name} must have {function.memory} MB.")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What the spec does not ask of a function, and why it need not."""
        for name, function in self.functions.items():
            yield from function_waivers(self, function, f"aws_lambda_function.{identifier(name)}")
            yield from log_waivers(
                function.log_retention_days or self.log_retention_days,
                own_key=self.log_kms_key is not None,
                label=identifier(name),
            )

    def view(self, site: Site) -> "View":
        """What the templates see."""
        roles = role_views(self, site)
        return View(
            role_views=roles,
            function_views=function_views(self, roles, site),
            notifications=notification_views(self.functions),
            account_ids=site.account_ids,
            traced=self.tracing == "active",
            log_key=None if self.log_kms_key is None else expression(self.log_kms_key),
            upload_bucket=None if self.deployment_bucket is None else expression(self.deployment_bucket),
            vpc_id=None if self.vpc is None else Expr(f"var.{input_name(self.vpc.vpc_fact(site))}"),
            subnet_ids=None if self.vpc is None else Expr(f"var.{input_name(self.vpc.subnets_fact(site))}"),
        )


def _input(value: str | FromFact | None, path: tuple[str, ...]) -> Iterator[Input]:
    if isinstance(value, FromFact):
        yield Input(value.input_name, value.source, path=path)


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        role_views: the roles functions run as.
        function_views: the functions.
        notifications: what buckets call.
        account_ids: the environment's account, if it is known.
        traced: whether X-Ray samples calls.
        log_key: KMS key of the logs.
        upload_bucket: the bucket packages are deployed from.
        vpc_id: the network.
        subnet_ids: the subnets.
    """

    role_views: tuple[RoleView, ...]
    function_views: tuple[FunctionView, ...]
    notifications: tuple[NotificationView, ...]
    account_ids: tuple[str, ...]
    traced: bool
    log_key: Expr | None
    upload_bucket: Expr | None
    vpc_id: Expr | None
    subnet_ids: Expr | None
