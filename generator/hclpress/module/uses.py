"""Uses of other instances: one line in a spec gives permissions, inputs and connections.

`uses: [database, {resource: tables.orders, access: read}]` names an instance, or an item of one after a dot. The used
module provides its permissions (`grants`) and its port (`listener`); the using one adds them to its role and its
security group.
"""

import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from hclpress.aws.arn import Arn, arn_of
from hclpress.contract_calls.method_calls import every
from hclpress.hcl.expression import Expr
from hclpress.hcl.values import encode
from hclpress.module.connection import Connection
from hclpress.module.fact_references import input_name, text_or_mapping
from hclpress.module.facts import Fact, Input
from hclpress.module.grant import Grant, narrowed
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.statement import Statement
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings

_EXAMPLES = {
    "dynamodb": "GetItem",
    "ecr": "BatchGetImage",
    "events": "PutEvents",
    "execute-api": "Invoke",
    "kinesis": "PutRecord",
    "kms": "Decrypt",
    "lambda": "InvokeFunction",
    "s3": "GetObject",
    "secretsmanager": "GetSecretValue",
    "sns": "Publish",
    "sqs": "SendMessage",
    "ssm": "GetParameter",
    "states": "StartExecution",
}
"""An action of a service, to show the form of a statement."""
_WITHIN = frozenset({"execute-api", "s3"})
"""Services whose action in `_EXAMPLES` is about what lies in the resource."""


class Use(Settings):
    """One use of another instance."""

    resource: str
    """An instance, or an item of one: `tables.orders`."""
    access: str = "full"
    """The level of access: `read`, `write` or `full`."""
    actions: tuple[Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")], ...] = ()
    """Only these actions, without their service: `[GetItem, BatchWriteItem]`. `hclpress facts` lists them; some are
    granted only where they are named."""


UseEntry = Annotated[Annotated[str, Tag("text")] | Annotated[Use, Tag("mapping")], Discriminator(text_or_mapping)]
"""An entry of `uses`: the name of an instance, or a `Use`."""


def use_problems(uses: Iterable[str | Use], site: Site, path: SpecPath) -> Iterator[Problem]:
    """Yield a problem for each use of something that does not exist or cannot be used like that."""
    for index, use in enumerate(uses):
        entry = _expanded(use)
        instance, _ = _target(entry)
        place = (*path, index, "resource") if isinstance(use, Use) else (*path, index)
        if (arn := arn_of(entry.resource)) is not None:
            yield _use_of_an_arn(entry.resource, arn, place)
            continue
        if instance not in site.neighbours or instance == site.instance:
            others = [name for name in site.neighbours if name != site.instance]
            guess = nearest(instance, others)
            meant = f"Did you mean `{guess}`? " if guess else ""
            yield Problem(
                place,
                "no-such-use",
                f"There is no other instance {instance!r}",
                f"{meant}Instances: {', '.join(others)}." if others else "The environment has no other one.",
            )
            continue
        try:
            _grants(entry, site)
        except LookupError as error:
            yield Problem(place, "cannot-be-used", f"{entry.resource!r} cannot be used like this", str(error.args[0]))


def use_statements(uses: Iterable[str | Use], site: Site) -> tuple[Statement, ...]:
    """Return a role's statements for its uses, in the order of the spec; equal actions share one statement.

    If two statements have the same id, the later one gets a number, since ids in a policy are unique.
    """
    return merged_statements(
        Statement(
            grant.sid,
            grant.actions,
            tuple(_resource(_target(use)[0], output, behind) for output, behind in grant.all_resources),
        )
        for use in map(_expanded, uses)
        for grant in _grants(use, site)
    )


def merged_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements without conditions, of which those with equal actions are one, and each has an id of its own.

    Args:
        statements: the statements, in their order.
    """
    merged: dict[tuple[str, ...], Statement] = {}
    for one in statements:
        before = merged.get(one.actions)
        resources = tuple(dict.fromkeys((*before.resources, *one.resources))) if before else one.resources
        sid = before.sid if before else _free_sid(one.sid, {other.sid for other in merged.values()})
        merged[one.actions] = Statement(sid, one.actions, resources)
    return tuple(merged.values())


def use_inputs(uses: Iterable[str | Use], site: Site, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs for the facts in the statements of uses. `path` is the place of `uses`."""
    for index, use in enumerate(map(_expanded, uses)):
        instance, _ = _target(use)
        for grant in _grants(use, site):
            for output in (output for output, _ in grant.all_resources if output):
                fact = Fact(instance, output)
                yield Input(input_name(fact), fact, path=(*path, index))


def use_connections(uses: Iterable[str | Use], site: Site, group: Fact, name: str) -> Iterator[Connection]:
    """Yield the connections to used instances that listen on a port.

    Args:
        uses: the uses.
        site: the site of the using instance.
        group: the security group of the connections' source.
        name: the name of the using side.
    """
    for instance, _ in map(_target, map(_expanded, uses)):
        listener = site.listener_of(instance)
        if listener is not None:
            yield Connection(group, listener.security_group, name, instance, listener.port)


def _use_of_an_arn(text: str, arn: Arn, place: SpecPath) -> Problem:
    action = f"{arn.service}:{_EXAMPLES.get(arn.service, 'Describe*')}"
    # Actions on objects do not hold for the bucket itself, and calls not for the API.
    resource = f"{text}/*" if arn.service in _WITHIN and "/" not in arn.resource else text
    return Problem(
        place,
        "use-of-an-arn",
        "`uses` names instances of the environment, and this is an ARN",
        f"State the permission itself, with the actions that it takes, beside `uses`: "
        f'`statements: [{{actions: ["{action}"], resources: ["{resource}"]}}]`.',
    )


def _free_sid(sid: str, taken: set[str]) -> str:
    numbered = (f"{sid}{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain((sid,), numbered) if one not in taken)


def _expanded(use: str | Use) -> Use:
    return use if isinstance(use, Use) else _full(use)


@lru_cache(maxsize=1024)
def _full(resource: str) -> Use:
    return Use(resource=resource)


def _target(use: Use) -> tuple[str, str | None]:
    instance, _, item = use.resource.partition(".")
    return instance, item or None


def _grants(use: Use, site: Site) -> tuple[Grant, ...]:
    """Return the grants of one use.

    Raises:
        LookupError: with a sentence for the user, if it cannot be used like that.
    """
    instance, item = _target(use)
    grants = every(Grant, site.neighbours[instance].grants, item, use.access, site.of(instance))
    return narrowed(grants, use.actions) if use.actions and grants else grants


def _resource(instance: str, output: str, behind: str) -> Expr:
    if not output:
        return encode(behind)
    variable = input_name(Fact(instance, output))
    return Expr(f'"${{var.{variable}}}{behind}"' if behind else f"var.{variable}")
