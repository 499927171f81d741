"""Every bucket refuses unencrypted requests.

S3 serves plain HTTP unless the bucket's policy denies it, and anybody on the way can read the objects and the signature
of the request.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.expression import Expr
from hclpress.hcl.references import ReferenceKind, references
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CIS = ("2.1.1",)
FSBP = ("S3.5",)
CHECKOV = ("CKV_AWS_379",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each bucket without a policy that denies requests without TLS."""
    refusing = set(_refusing(parsed))
    for placed in parsed.resources("aws_s3_bucket"):
        if (placed.instance, placed.address) not in refusing:
            yield Finding(
                placed,
                "The bucket accepts plain HTTP",
                "Deny every action in its policy if `aws:SecureTransport` is false.",
            )


def _refusing(parsed: ParsedStack) -> Iterator[tuple[str | None, str]]:
    """Yield each address that a policy with such a statement is for, with its instance."""
    documents = {(one.instance, one.address) for one in parsed.data("aws_iam_policy_document") if _refuses(one.block)}
    for policy in parsed.resources("aws_s3_bucket_policy"):
        used = _referred_to(policy.block.attributes.get("policy"), ReferenceKind.DATA)
        if any((policy.instance, address) in documents for address in used):
            for address in _referred_to(policy.block.attributes.get("bucket"), ReferenceKind.RESOURCE):
                yield policy.instance, address


def _referred_to(value: HclValue, kind: ReferenceKind) -> list[str]:
    return [one.address for one in references(value) if one.kind is kind] if isinstance(value, Expr) else []


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
