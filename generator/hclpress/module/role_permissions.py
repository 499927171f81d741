"""Permissions of a role that the spec states itself: statements, managed policies, a boundary.

`uses` names instances of the environment. For anything else a spec writes the statement, as IAM has it, or attaches a
policy that exists.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.aws.arn import arn_of
from hclpress.aws.managed_policies import managed_policies
from hclpress.aws.regions import partition_of
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import encode
from hclpress.module.fact_references import (
    EnvironmentValue,
    FactReference,
    FormattedText,
    FromFact,
    reference_inputs,
    value_form,
)
from hclpress.module.facts import Input
from hclpress.module.field_annotations import OfKind
from hclpress.module.item import Item
from hclpress.module.statement import Condition, Statement
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings

_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9*?]+")
_POLICY_ARN = re.compile(r"arn:aws(-cn|-us-gov)?:iam::([0-9]{12}|aws):policy/[A-Za-z0-9+=,.@_/-]+")
# IAM JSON policy elements, "Condition operators".
_OPERATOR = (
    r"^(ForAllValues:|ForAnyValue:)?"
    r"((String|Arn|Numeric|Date)(Not)?(Equals|Like)|StringNotEqualsIgnoreCase|StringEqualsIgnoreCase"
    r"|(Numeric|Date)(LessThan|GreaterThan)(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Null)(IfExists)?$"
)


def _action(text: str) -> str:
    if text == "*":
        raise ValueError("`*` permits every action of AWS; name the actions, such as sqs:SendMessage")
    if not _ACTION.fullmatch(text):
        raise ValueError(f"{text!r} is no action; write its service and its name, such as sqs:SendMessage")
    return text


def _resource(text: str) -> str:
    if text != "*" and arn_of(text) is None:
        raise ValueError(f"{text!r} is no ARN; write one such as arn:aws:sqs:us-east-1:123456789012:mails")
    return text


def _formatted_resource(text: FormattedText) -> FormattedText:
    if not text.template.startswith(("arn:", "{")):
        raise ValueError('an ARN begins with `arn:` or with a fact, as in "{store.uploads_bucket_arn}/*"')
    return text


def _managed_policy(text: str) -> str:
    if text.startswith("arn:"):
        if not _POLICY_ARN.fullmatch(text):
            raise ValueError(f"{text!r} is no ARN of a policy; write one such as arn:aws:iam::123456789012:policy/ours")
    elif text not in managed_policies():
        guess = nearest(text, managed_policies())
        meant = f"did you mean {guess}? " if guess else ""
        raise ValueError(f"no policy of AWS is called {text!r}; {meant}One of yours is named by its ARN")
    return text


ManagedPolicy = Annotated[str, AfterValidator(_managed_policy)]
"""A managed policy: the name of one of AWS's, or the ARN of any."""
PermissionsBoundary = Annotated[str, Field(pattern=f"^{_POLICY_ARN.pattern}$")]
"""The ARN of a managed policy that bounds the permissions of a role."""
ResourceReference = Annotated[
    Annotated[str, AfterValidator(_resource), Tag("text")]
    | Annotated[FromFact, OfKind(("arn",)), Tag("mapping")]
    | Annotated[FormattedText, AfterValidator(_formatted_resource), Tag("format")],
    Discriminator(value_form),
]
"""A resource of a statement: its ARN, in which `*` may stand for any text, a fact with it, or text with such a fact."""


class StatementCondition(Settings):
    """A condition under which a statement holds."""

    test: Annotated[str, Field(pattern=_OPERATOR)]
    """The operator of IAM, such as `StringEquals` or `ForAnyValue:StringLike`."""
    variable: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+:[A-Za-z0-9:/_.${}-]+$")]
    """The key that is compared, such as `aws:SourceVpce`."""
    values: Annotated[tuple[EnvironmentValue, ...], Field(min_length=1)]
    """The values it is compared with: text, `{from: instance.fact}`, or `!format` text."""


class OwnStatement(Item):
    """A permission as IAM has it. It allows; a role denies what nothing allows."""

    actions: Annotated[tuple[Annotated[str, AfterValidator(_action)], ...], Field(min_length=1)]
    """The actions, such as `sqs:SendMessage`. `*` may stand for a part of a name."""
    resources: Annotated[tuple[ResourceReference, ...], Field(min_length=1)]
    """The ARNs of the resources, `{from: instance.fact}`, or `!format "{instance.fact}/*"`."""
    conditions: tuple[StatementCondition, ...] = ()
    """The conditions, all of which must hold."""

    def statement(self, sid: str) -> Statement:
        """Return it as templates see it."""
        return Statement(
            sid,
            self.actions,
            tuple(_expression(one) for one in self.resources),
            tuple(
                Condition(one.test, one.variable, tuple(_expression(value) for value in one.values))
                for one in self.conditions
            ),
            self.note,
        )


def own_statements(statements: Iterable[OwnStatement]) -> tuple[Statement, ...]:
    """Return the statements of a role that the spec states itself, in its order."""
    return tuple(one.statement(f"Own{number}") for number, one in enumerate(statements, start=1))


def statement_inputs(statements: Iterable[OwnStatement], path: SpecPath) -> Iterator[Input]:
    """Yield the inputs for the facts in statements. `path` is their place in the spec."""
    for index, one in enumerate(statements):
        for position, resource in enumerate(one.resources):
            yield from reference_inputs(resource, (*path, index, "resources", position))
        for number, condition in enumerate(one.conditions):
            for position, value in enumerate(condition.values):
                yield from reference_inputs(value, (*path, index, "conditions", number, "values", position))


def policy_attachments(policies: Iterable[str], region: str) -> tuple[tuple[str, str], ...]:
    """Return the label of the attachment and the ARN of each of some managed policies, each once."""
    found = {}
    for policy in dict.fromkeys(policies):
        if policy.startswith("arn:"):
            name = policy.rpartition("/")[2]
            found[policy] = _label(name) if ":aws:policy/" in policy else f"own_{_label(name)}"
        else:
            found[f"arn:{partition_of(region)}:iam::aws:policy/{managed_policies()[policy]}"] = _label(policy)
    return tuple((label, arn) for arn, label in found.items())


def _label(name: str) -> str:
    """Return a policy's name as a label: `AmazonSSMReadOnlyAccess` is `amazon_ssm_read_only_access`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return identifier(re.sub(r"[^A-Za-z0-9_]+", "_", words).lower())


def _expression(value: str | FactReference) -> Expr:
    return value.expression if isinstance(value, FactReference) else encode(value)
