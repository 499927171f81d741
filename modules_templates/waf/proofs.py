"""Main facts of a web ACL, which `terraform test` verifies."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Proof


def association_proofs(protects: tuple[str, ...]) -> Iterator[Proof]:
    """The number of associations. `protects` are the protected instances."""
    if protects:
        count = len(protects)
        yield Proof.equal(
            "length(aws_wafv2_web_acl_association.this)", count, f"The web ACL must protect {count} targets."
        )
