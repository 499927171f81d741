"""The sizes of policies, and the largest that AWS accepts.

Counted is what is certain: expressions that only AWS knows count as the shortest possible values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.checks._blocks import literal
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

_QUEUE, _TOPIC = (8_192, "A queue policy"), (30_720, "A topic policy")
_KEY, _BUCKET = (32 * 1024, "A key policy"), (20 * 1024, "A bucket policy")
_ALONE: Mapping[tuple[str, str], tuple[int, str]] = {
    ("aws_cloudwatch_event_bus_policy", "policy"): (10_240, "The policy of an event bus"),
    ("aws_cloudwatch_log_resource_policy", "policy_document"): (5_120, "A policy of logs"),
    ("aws_ecr_repository_policy", "policy"): (10_240, "A repository policy"),
    ("aws_iam_policy", "policy"): (6_144, "A managed policy"),
    ("aws_iam_role", "assume_role_policy"): (2_048, "A trust policy"),
    ("aws_kms_key", "policy"): _KEY,
    ("aws_kms_key_policy", "policy"): _KEY,
    ("aws_s3_bucket_policy", "policy"): _BUCKET,
    ("aws_secretsmanager_secret_policy", "policy"): (20_480, "A policy of a secret"),
    ("aws_sns_topic", "policy"): _TOPIC,
    ("aws_sns_topic_policy", "policy"): _TOPIC,
    ("aws_sqs_queue", "policy"): _QUEUE,
    ("aws_sqs_queue_policy", "policy"): _QUEUE,
    ("aws_vpc_endpoint", "policy"): (20_480, "A policy of an endpoint"),
}
_TOGETHER: Mapping[str, tuple[str, int]] = {
    "aws_iam_group_policy": ("group", 5_120),
    "aws_iam_role_policy": ("role", 10_240),
    "aws_iam_user_policy": ("user", 2_048),
}
_FRAME = '{"Version":"2012-10-17","Statement":[]}'
_SHORTEST_ARN = len("arn:aws:s3:::abc")
# The service, what stands before the name, and the argument with the name; without a region where there is None.
_ARNS: Mapping[str, tuple[str, str, str, bool]] = {
    "aws_cloudwatch_log_group": ("logs", "log-group:", "name", True),
    "aws_dynamodb_table": ("dynamodb", "table/", "name", True),
    "aws_iam_role": ("iam", "role/", "name", False),
    "aws_lambda_function": ("lambda", "function:", "function_name", True),
    "aws_secretsmanager_secret": ("secretsmanager", "secret:", "name", True),
    "aws_sns_topic": ("sns", "", "name", True),
    "aws_sqs_queue": ("sqs", "", "name", True),
    "aws_ssm_parameter": ("ssm", "parameter", "name", True),
}
_PIECE = re.compile(r"\$\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\.([\w-]+)")
_LOCAL = re.compile(r"local\.([\w-]+)")
_OUTPUT = re.compile(r"module\.([\w-]+)\.([\w-]+)")
_ATTRIBUTE = re.compile(r"(aws_\w+)\.([\w-]+)\.(\w+)")
_ACCOUNT = len("123456789012")
_ENCODED = "jsonencode("


class PolicySize(Struct, frozen=True):
    """The size of a policy, or of several that AWS counts together.

    Attributes:
        placed: the resource with the policy; the last one of several.
        summary: the policy with its size, such as `A queue policy has 9,000 characters`.
        size: the number of characters that it has at least.
        most: the number of characters that AWS accepts.
    """

    placed: PlacedBlock
    summary: str
    size: int
    most: int


def policy_sizes(parsed: ParsedStack) -> tuple[PolicySize, ...]:
    """Return the size of each policy that is written in the stack, counted once for all checks."""
    return parsed.once(_policy_sizes)


def _policy_sizes(parsed: ParsedStack) -> tuple[PolicySize, ...]:
    return tuple(_found(parsed))


def _found(parsed: ParsedStack) -> Iterator[PolicySize]:
    sizes = _Sizes(parsed)
    for (kind, argument), (most, name) in _ALONE.items():
        for placed in parsed.resources(kind):
            size = sizes.of_value(placed.block.attributes.get(argument), placed.instance)
            yield PolicySize(placed, f"{name} has {size:,} characters", size, most)
    for kind, (holder, most) in _TOGETHER.items():
        for address, policies in _by_holder(parsed, kind, holder).items():
            size = sum(sizes.of_inline(one) for one in policies)
            summary = f"The inline policies of {address} have {size:,} characters together"
            yield PolicySize(policies[-1], summary, size, most)


def _by_holder(parsed: ParsedStack, kind: str, holder: str) -> Mapping[str, list[PlacedBlock]]:
    """Return the inline policies by the address of the role, user or group; by their own where that is not known."""
    found: dict[tuple[str | None, str], list[PlacedBlock]] = {}
    for placed in parsed.resources(f"aws_iam_{holder}"):
        if any(True for _ in within(placed.block, "inline_policy")):
            found.setdefault((placed.instance, placed.address), []).append(placed)
    for placed in parsed.resources(kind):
        holders = [*parsed.referred_to(placed, holder)] or [placed]
        for one in holders:
            found.setdefault((one.instance, one.address), []).append(placed)
    return (
        {address: policies for (_, address), policies in found.items()}
        if _are_distinct(found)
        else {f"{address} ({instance})": policies for (instance, address), policies in found.items()}
    )


def _are_distinct(found: Mapping[tuple[str | None, str], list[PlacedBlock]]) -> bool:
    return len({address for _, address in found}) == len(found)


class _Sizes:
    """The number of characters that policies have at least."""

    def __init__(self, parsed: ParsedStack) -> None:
        self._documents = {(one.instance, one.address): one for one in parsed.data("aws_iam_policy_document")}
        self._resources = {(one.instance, one.address): one.block for one in parsed.resources()}
        self._regions = {one.name: one.site.region for one in parsed.stack.instances}
        self._home = parsed.stack.environment.region
        self._calls: dict[str, Block] = {}
        self._instances: dict[str, str] = {}
        for placed in parsed.modules[None]:
            if placed.block.type == "module":
                instance = str(placed.block.attributes.get("source")).rpartition("/")[2]
                self._calls[instance] = placed.block
                self._instances[placed.block.labels[0]] = instance
        self._outputs = {
            (placed.instance, placed.block.labels[0]): placed.block.attributes.get("value")
            for placed in parsed.blocks
            if placed.block.type == "output"
        }
        self._locals = {
            (placed.instance, name): value
            for placed in parsed.blocks
            if placed.block.type == "locals"
            for name, value in placed.block.attributes.items()
        }

    def of_inline(self, placed: PlacedBlock) -> int:
        """Return the size of an inline policy, or of those in the blocks of a role."""
        blocks = [*within(placed.block, "inline_policy")] or [placed.block]
        return sum(self.of_value(one.attributes.get("policy"), placed.instance) for one in blocks)

    def of_value(self, value: HclValue, instance: str | None) -> int:
        """Return the size of a policy: of a document, of `jsonencode(…)`, or of a text; 0 for what only AWS knows."""
        if not isinstance(value, Expr):
            return _of_text(value) if isinstance(value, str) else 0
        if value.startswith("data."):
            document = self._documents.get((instance, value.removesuffix(".json")))
            return 0 if document is None else self._of_document(document)
        if value.startswith(_ENCODED) and value.endswith(")"):
            try:
                return self._of_json(literal(Expr(value[len(_ENCODED) : -1])), instance)
            except Diagnosed:
                return 0
        if local := _LOCAL.fullmatch(value):
            return self.of_value(self._locals.get((instance, local[1])), instance)
        if value.startswith('"'):
            return self._size(Expr("".join(value.replace(r"\n", "").replace("\\", "").split())), instance)
        return 0

    def _of_document(self, document: PlacedBlock) -> int:
        statements = [
            self._statement(statement, one.instance)
            for one in self._with_sources(document)
            for statement in within(one.block, "statement")
        ]
        return len(_FRAME) + sum(statements) + max(0, len(statements) - 1)

    def _with_sources(self, document: PlacedBlock) -> Iterator[PlacedBlock]:
        """Yield a document and those it is made of, if none can replace a statement of another."""
        yield document
        listed = document.block.attributes.get("source_policy_documents")
        for one in listed if isinstance(listed, tuple) else ():
            source = self._documents.get((document.instance, str(one).removesuffix(".json")))
            if source is not None and not any(
                inner.attributes.get("sid") for inner in within(source.block, "statement")
            ):
                yield source

    def _of_json(self, value: HclValue, instance: str | None) -> int:
        if isinstance(value, dict):
            entries = [len(f'"{key}":') + self._of_json(one, instance) for key, one in value.items()]
            return len("{}") + sum(entries) + max(0, len(entries) - 1)
        if isinstance(value, tuple):
            items = [self._of_json(one, instance) for one in value]
            return len("[]") + sum(items) + max(0, len(items) - 1)
        if isinstance(value, Expr):
            size = self._size(value, instance)
            return size + len('""') if size else 0
        return len(json.dumps(str(value) if isinstance(value, Decimal) else value))

    def _statement(self, statement: Block, instance: str | None) -> int:
        parts = [len('"Effect":""') + len(str(statement.attributes.get("effect", "Allow")))]
        if statement.attributes.get("sid"):
            parts.append(len('"Sid":') + self._values((statement.attributes["sid"],), instance))
        for name, key in (("actions", "Action"), ("resources", "Resource"), ("not_actions", "NotAction")):
            listed = statement.attributes.get(name)
            if isinstance(listed, tuple) and listed:
                parts.append(len(f'"{key}":') + self._values(listed, instance))
        for principal in within(statement, "principals"):
            listed = principal.attributes.get("identifiers")
            if isinstance(listed, tuple):
                kind = str(principal.attributes.get("type"))
                parts.append(len(f'"Principal":{{"{kind}":}}') + self._values(listed, instance))
        for condition in within(statement, "condition"):
            listed = condition.attributes.get("values")
            if isinstance(listed, tuple):
                names = f'"{condition.attributes.get("variable")}":'
                parts.append(len(names) + self._values(listed, instance))
        return len("{}") + sum(parts) + len(parts) - 1

    def _values(self, values: tuple[HclValue, ...], instance: str | None) -> int:
        size = sum(self._size(one, instance) + len('""') for one in values)
        return size if len(values) == 1 else size + len("[]") + len(values) - 1

    def _size(self, value: HclValue, instance: str | None) -> int:
        if not isinstance(value, Expr):
            return len(str(value)) if isinstance(value, str | int | float | Decimal) else 0
        if value.startswith('"'):
            pieces = _PIECE.findall(value)
            fixed = len(_PIECE.sub("", value)) - len('""')
            return fixed + sum(self._size(Expr(piece), instance) for piece in pieces)
        if (variable := _VARIABLE.fullmatch(value)) and instance is not None:
            call = self._calls.get(instance)
            passed = None if call is None else call.attributes.get(variable[1])
            return 0 if passed is None else self._size(passed, None)
        if (output := _OUTPUT.fullmatch(value)) and instance is None:
            other = self._instances.get(output[1])
            told = self._outputs.get((other, output[2]))
            return 0 if told is None or other is None else self._size(told, other)
        if local := _LOCAL.fullmatch(value):
            return self._size(self._locals.get((instance, local[1])), instance)
        if attribute := _ATTRIBUTE.fullmatch(value):
            return self._attribute(attribute[1], attribute[2], attribute[3], instance)
        return 0

    def _attribute(self, kind: str, label: str, attribute: str, instance: str | None) -> int:
        if not attribute.endswith("arn"):
            return 0
        block = self._resources.get((instance, f"{kind}.{label}"))
        if block is None or kind not in _ARNS:
            return _SHORTEST_ARN
        service, before, argument, is_regional = _ARNS[kind]
        name = block.attributes.get(argument)
        region = self._regions.get(instance or "", self._home)
        size = len(f"arn:{partition_of(region)}:{service}:::{before}") + _ACCOUNT
        return size + (len(region) if is_regional else 0) + (0 if name is None else self._size(name, instance))


def _of_text(text: str) -> int:
    """Return the size of a policy written as JSON, without the white space between its parts."""
    try:
        return len(json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False))
    except ValueError:
        return len("".join(text.split()))
