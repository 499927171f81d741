"""The statements of every policy in a stack, whatever form it is written in.

A policy is a data source `aws_iam_policy_document`, or JSON: in `jsonencode(…)`, in a heredoc, in quoted text, as an
object that a local holds. So it may stand in any argument of any block: `policy`, `assume_role_policy`, the block
`inline_policy`, a variable of a module. Only a file that has the word `Statement` can hold one in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from hclpress.checks._blocks import literal
from hclpress.checks._literals import texts
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import ReferenceKind
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

DOCUMENT = "aws_iam_policy_document"
_STATEMENTS = "Statement"
_ENCODED = re.compile(r"jsonencode\(")
_GAP = re.compile(r"\$\{[^{}]*\}")
_HEREDOC = re.compile(r"<<-?\w+\n(.*)\n\s*\w+$", re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')


class PolicyCondition(Struct, frozen=True):
    """One condition of a statement.

    Attributes:
        test: the operator, such as `StringEquals`.
        key: the condition key, in small letters.
        values: the values that it is compared with.
    """

    test: str
    key: str
    values: tuple[str, ...]


class Principal(Struct, frozen=True):
    """Principals of one kind.

    Attributes:
        kind: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*`.
        identifiers: their ARNs, accounts or names.
    """

    kind: str
    identifiers: tuple[str, ...]


class PolicyStatement(Struct, frozen=True):
    """One statement of a policy.

    Attributes:
        allows: whether its effect is Allow.
        principals: the principals that it is about; none in a policy of an identity.
        not_principals: the principals that it is not about.
        actions: the actions that it is about.
        not_actions: the actions that it is not about.
        resources: the resources that it is about.
        not_resources: the resources that it is not about.
        conditions: the conditions that must all hold.
    """

    allows: bool
    principals: tuple[Principal, ...]
    not_principals: tuple[Principal, ...]
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    conditions: tuple[PolicyCondition, ...]


class Policy(Struct, frozen=True):
    """A policy, and the block in which its statements are written."""

    placed: PlacedBlock
    statements: tuple[PolicyStatement, ...]


def allowing(parsed: ParsedStack) -> Iterator[tuple[PlacedBlock, PolicyStatement]]:
    """Yield each statement that allows something, with the block it is written in."""
    for policy in policies(parsed):
        for statement in policy.statements:
            if statement.allows:
                yield policy.placed, statement


def is_of_endpoint(placed: PlacedBlock, parsed: ParsedStack) -> bool:
    """Return whether it is the policy of a VPC endpoint, which permits nothing that no other policy permits."""
    kinds = ("aws_vpc_endpoint", "aws_vpc_endpoint_policy")
    if placed.block.type == "resource":
        return placed.block.labels[0] in kinds
    return any(
        one.instance == placed.instance
        and any(told.kind is ReferenceKind.DATA and told.address == placed.address for told in one.block.references)
        for one in parsed.resources(*kinds)
    )


def policies(parsed: ParsedStack) -> tuple[Policy, ...]:
    """Return every policy of a stack, read once for all checks."""
    return parsed.once(_policies)


def _policies(parsed: ParsedStack) -> tuple[Policy, ...]:
    documents = [
        Policy(placed, tuple(_of_block(one, placed, parsed) for one in _statement_blocks(placed.block)))
        for placed in parsed.data(DOCUMENT)
    ]
    files = {file.source.path for file in parsed.files if _STATEMENTS.encode() in file.source.content}
    written = (
        Policy(placed, tuple(_of_json(one, placed, parsed) for one in found))
        for placed in (parsed.blocks if files else ())
        if placed.path in files and (found := [*_json_statements([*_values(placed.block)])])
    )
    return (*documents, *written)


def _statement_blocks(document: Block) -> Iterator[Block]:
    for inner in document.blocks:
        if inner.type == "statement":
            yield inner
        elif inner.type == "dynamic" and inner.labels == ("statement",):
            yield from within(inner, "content")


def _of_block(statement: Block, placed: PlacedBlock, parsed: ParsedStack) -> PolicyStatement:
    def listed(block: Block, name: str) -> tuple[str, ...]:
        value = block.attributes.get(name)
        return () if value is None else tuple(texts(value, parsed, placed.instance, placed.block))

    def principals(name: str) -> tuple[Principal, ...]:
        return tuple(
            Principal(str(one.attributes.get("type")), listed(one, "identifiers"))
            for one in statement.blocks
            if one.type == name
        )

    return PolicyStatement(
        statement.attributes.get("effect", "Allow") != "Deny",
        principals("principals"),
        principals("not_principals"),
        listed(statement, "actions"),
        listed(statement, "not_actions"),
        listed(statement, "resources"),
        listed(statement, "not_resources"),
        tuple(
            PolicyCondition(
                str(one.attributes.get("test")), str(one.attributes.get("variable")).lower(), listed(one, "values")
            )
            for one in statement.blocks
            if one.type == "condition"
        ),
    )


def _of_json(statement: dict[str, HclValue], placed: PlacedBlock, parsed: ParsedStack) -> PolicyStatement:
    def listed(value: HclValue) -> tuple[str, ...]:
        if isinstance(value, bool):
            return (str(value).lower(),)
        return tuple(texts(value, parsed, placed.instance, placed.block))

    def principals(name: str) -> tuple[Principal, ...]:
        told = statement.get(name)
        if isinstance(told, dict):
            return tuple(Principal(str(kind), listed(value)) for kind, value in told.items())
        return () if told is None else (Principal("*", listed(told)),)

    told = statement.get("Condition")
    return PolicyStatement(
        statement.get("Effect", "Allow") != "Deny",
        principals("Principal"),
        principals("NotPrincipal"),
        listed(statement.get("Action")),
        listed(statement.get("NotAction")),
        listed(statement.get("Resource")),
        listed(statement.get("NotResource")),
        tuple(
            PolicyCondition(str(test), str(key).lower(), listed(value))
            for test, keys in (told.items() if isinstance(told, dict) else ())
            for key, value in (keys.items() if isinstance(keys, dict) else ())
        ),
    )


def _values(block: Block) -> Iterator[HclValue]:
    yield from block.attributes.values()
    for inner in block.blocks:
        yield from _values(inner)


def _json_statements(values: Iterable[HclValue]) -> Iterator[dict[str, HclValue]]:
    """Yield the statements of each policy in values, at any depth."""
    for value in values:
        if isinstance(value, dict):
            if _STATEMENTS in value:
                yield from _statements_in(value[_STATEMENTS])
            else:
                yield from _json_statements(value.values())
        elif isinstance(value, tuple):
            yield from _json_statements(value)
        elif isinstance(value, str) and _STATEMENTS in value:
            yield from _json_statements(_decoded(value))


def _statements_in(value: HclValue) -> Iterator[dict[str, HclValue]]:
    if isinstance(value, dict):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _statements_in(one)
    elif isinstance(value, Expr):
        # `concat`, a `for` or a condition: the objects in it are the statements.
        for written in _bracketed(value, "{", "}"):
            found = _literal(written)
            if isinstance(found, dict) and "Effect" in found:
                yield found


def _decoded(text: str) -> Iterator[HclValue]:
    """Yield the values that a text or an expression holds as JSON or as objects of HCL."""
    if not isinstance(text, Expr):
        yield from _json(text)
    elif text.startswith("<<"):
        heredoc = _HEREDOC.match(text)
        yield from _json(heredoc[1] if heredoc else "")
    elif text.startswith('"'):
        yield from _json(_ESCAPED.sub(r"\1", text[1:-1].replace(r"\n", " ")))
    elif _ENCODED.search(text):
        for found in _ENCODED.finditer(text):
            for written in islice(_bracketed(text[found.end() - 1 :], "(", ")"), 1):
                yield _literal(written[1:-1])
    else:
        for written in _bracketed(text, "{", "}"):
            yield _literal(written)


def _json(text: str) -> Iterator[HclValue]:
    try:
        found: HclValue = json.loads(_GAP.sub(lambda gap: gap[0].replace('"', "'"), text), object_pairs_hook=_pairs)
    except ValueError:
        return
    yield _as_tuples(found)


def _pairs(pairs: list[tuple[str, HclValue]]) -> dict[str, HclValue]:
    return {name: _as_tuples(value) for name, value in pairs}


def _as_tuples(value: object) -> HclValue:
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value  # type: ignore[return-value]  # JSON


def _literal(written: str) -> HclValue:
    try:
        return literal(Expr(written))
    except Diagnosed:
        return None


def _bracketed(text: str, opening: str, closing: str) -> Iterator[str]:
    """Yield each outermost pair of brackets with what is between them; brackets within quotes do not count."""
    depth = start = 0
    quoted = escaped = False
    for index, character in enumerate(text):
        if quoted:
            quoted, escaped = escaped or character != '"', character == "\\" and not escaped
        elif character == '"':
            quoted = True
        elif character == opening:
            start = start if depth else index
            depth += 1
        elif character == closing and depth:
            depth -= 1
            if not depth:
                yield text[start : index + 1]
