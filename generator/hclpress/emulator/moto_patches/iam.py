"""Gaps in AWS IAM."""

from __future__ import annotations

from moto.iam.exceptions import DeleteConflictException
from moto.iam.models import IAMBackend

from hclpress.emulator.moto_patch import Patch, before


class RefuseAttachedPolicies(Patch):
    """A managed policy that is attached cannot be deleted."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for attachments first."""

        @before(IAMBackend, "delete_policy")
        def _(self: IAMBackend, policy_arn: str) -> None:
            if self.get_policy(policy_arn).attachment_count > 0:
                raise DeleteConflictException("Cannot delete a policy attached to entities.")
