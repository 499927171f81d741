"""Every policy has the size that AWS accepts.

IAM counts the characters of a policy without white space: 6,144 in a managed policy, 10,240 in all inline policies of a
role together, 2,048 in a trust policy (IAM User Guide, "IAM and AWS STS quotas"). S3 accepts 20 kB in a bucket policy,
KMS 32 kB in a key policy. Counted is what is certain: ARNs that only AWS knows count as the shortest possible ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.aws.regions import partition_of
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

_ALONE: Mapping[tuple[str, str], tuple[int, str]] = {
    ("aws_iam_policy", "policy"): (6_144, "A managed policy"),
    ("aws_iam_role", "assume_role_policy"): (2_048, "A trust policy"),
    ("aws_s3_bucket_policy", "policy"): (20 * 1024, "A bucket policy"),
    ("aws_kms_key", "policy"): (32 * 1024, "A key policy"),
}
_INLINE = 10_240
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
_OUTPUT = re.compile(r"module\.([\w-]+)\.([\w-]+)")
_ATTRIBUTE = re.compile(r"(aws_\w+)\.([\w-]+)\.(\w+)")
_ACCOUNT = len("123456789012")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each policy that is too large, and each role whose inline policies are together."""
    sizes = _Sizes(parsed)
    inline: dict[tuple[str | None, str], list[PlacedBlock]] = {}
    for (kind, argument), (most, what) in _ALONE.items():
        for placed in parsed.resources(kind):
            if (size := sizes.of_policy(placed, argument)) > most:
                yield _too_large(placed, f"{what} of {size:,} characters is too large", most)
    for placed in parsed.resources("aws_iam_role_policy"):
        for role in parsed.referred_to(placed, "role"):
            inline.setdefault((role.instance, role.address), []).append(placed)
    for (_, address), policies in inline.items():
        if (size := sum(sizes.of_policy(one, "policy") for one in policies)) > _INLINE:
            summary = f"The inline policies of {address} have {size:,} characters together"
            yield _too_large(policies[-1], summary, _INLINE)


def _too_large(placed: PlacedBlock, summary: str, most: int) -> Finding:
    return Finding(
        placed,
        summary,
        f"AWS accepts {most:,} without white space. Give the users roles of their own, so that each has fewer "
        "permissions, or use fewer resources.",
    )


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
                instance = str(placed.block.attributes["source"]).rpartition("/")[2]
                self._calls[instance] = placed.block
                self._instances[placed.block.labels[0]] = instance
        self._outputs = {
            (placed.instance, placed.block.labels[0]): placed.block.attributes.get("value")
            for placed in parsed.blocks
            if placed.block.type == "output"
        }

    def of_policy(self, placed: PlacedBlock, argument: str) -> int:
        """Return the size of the document that an argument refers to; 0 for any other value."""
        value = placed.block.attributes.get(argument)
        if not isinstance(value, Expr) or not value.startswith("data."):
            return 0
        document = self._documents.get((placed.instance, value.removesuffix(".json")))
        if document is None:
            return 0
        statements = [self._statement(one, placed.instance) for one in within(document.block, "statement")]
        return len(_FRAME) + sum(statements) + max(0, len(statements) - 1)

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
            return len(str(value))
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
