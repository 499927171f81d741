"""Every policy has the size that AWS accepts.

IAM counts the characters of a policy without white space: 6,144 in a managed policy, 10,240 in all inline policies of a
role together, 5,120 of a group, 2,048 of a user, 2,048 in a trust policy (IAM User Guide, "IAM and AWS STS quotas").
SQS accepts 8 KiB in a queue policy, SNS 30 KiB in a topic policy, S3 20 KiB in a bucket policy, KMS 32 KiB in a key
policy; repositories, secrets, event buses, endpoints and logs have their limits too. Counted is what is certain: ARNs
that only AWS knows count as the shortest possible ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._policy_sizes import policy_sizes
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each policy that is too large, and each role, user or group whose inline policies are together."""
    for one in policy_sizes(parsed):
        if one.size > one.most:
            yield Finding(
                one.placed,
                f"{one.summary}, which is too large",
                f"AWS accepts {one.most:,} without white space. Give the users roles of their own, so that each has "
                "fewer permissions, or use fewer resources.",
            )
