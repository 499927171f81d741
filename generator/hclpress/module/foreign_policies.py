"""Managed policies of another account, and the number of those that a role has."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.arn import arn_of
from hclpress.aws.quota import Quota
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.source.document import SpecPath

# IAM User Guide, "IAM and AWS STS quotas".
ATTACHED = Quota("AWS IAM", "Managed policies attached to an IAM role", 10)
"""The quota for the managed policies of one role."""


def foreign_policy_problems(policy: str | None, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Yield a problem for a managed policy of another account than the environment's: roles take those of their own.

    Args:
        policy: the name or the ARN of a policy.
        site: the site of the instance.
        path: the place of the policy.
    """
    arn = arn_of(policy) if policy else None
    own = site.environment.account_id
    if arn is not None and own is not None and arn.account not in ("aws", own):
        yield Problem(
            path,
            "policy-of-another-account",
            f"The policy belongs to the account {arn.account}",
            f"This environment is in {own}, and its roles take policies of that account or of AWS only. Name one of "
            "these.",
        )
