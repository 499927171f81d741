"""Every bucket refuses unencrypted requests.

S3 serves plain HTTP unless the bucket's policy denies it, and anybody on the way can read the objects and the signature
of the request.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beside, refers_to, within
from hclpress.hcl.expression import Expr
from hclpress.hcl.references import ReferenceKind, references
from hclpress.hcl.structure import Block
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each bucket without a policy that denies requests without TLS."""
    for placed in parsed.resources("aws_s3_bucket"):
        policies = [
            one
            for one in beside(placed, parsed, "aws_s3_bucket_policy")
            if refers_to(one.block.attributes.get("bucket"), placed.address)
        ]
        if not any(_refuses(document) for policy in policies for document in _documents(policy, parsed)):
            yield Finding(
                placed,
                "The bucket accepts plain HTTP",
                "Deny every action in its policy if `aws:SecureTransport` is false.",
            )


def _documents(policy: PlacedBlock, parsed: ParsedStack) -> Iterator[Block]:
    text = policy.block.attributes.get("policy")
    wanted = (
        {one.address for one in references(text) if one.kind is ReferenceKind.DATA} if isinstance(text, Expr) else set()
    )
    for other in parsed.modules[policy.instance]:
        if other.block.type == "data" and other.address in wanted:
            yield other.block


def _refuses(document: Block) -> bool:
    return any(
        statement.attributes.get("effect") == "Deny"
        and any(
            condition.attributes.get("variable") == "aws:SecureTransport"
            and condition.attributes.get("values") == ("false",)
            for condition in within(statement, "condition")
        )
        for statement in within(document, "statement")
    )
