"""What Checkov minds in the policies of keys, whichever module makes them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.contract import ScannerWaiver

# AWS KMS developer guide, "Key policies": the resource of a key policy is `*`, and that is the key it hangs on.
_REASONS = {
    "CKV_AWS_109": "A key's policy has to let the account manage the key, or nobody ever could.",
    "CKV_AWS_111": "A key's policy hangs on one key, so that its `*` is that key alone.",
    "CKV_AWS_356": "A key's policy hangs on one key, so that its `*` is that key alone.",
}


def key_policy_waivers(document: str) -> Iterator[ScannerWaiver]:
    """The waivers of one key policy, by the address of its document."""
    for check, reason in _REASONS.items():
        yield ScannerWaiver(check, document, reason)
