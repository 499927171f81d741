"""The managed policies of AWS, by name: a policy's ARN has a path that its name does not tell.

`managed_policies.txt` lists them as moto 5.2 has them, without those that only services attach. A newer one is named by
its ARN.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("managed_policies.txt")


@cache
def managed_policies() -> Mapping[str, str]:
    """Return the part of each ARN behind `policy/`, such as `service-role/AWSLambdaRole`, by the policy's name."""
    return {line.rpartition("/")[2]: line for line in _TABLE.read_text("utf-8").split()}


def is_broad(policy: str) -> bool:
    """Whether a managed policy of AWS, by name or ARN, permits all actions of a service or of the account."""
    path = policy.partition(":policy/")[2] or policy
    name = path.rpartition("/")[2]
    return (
        name == "PowerUserAccess"
        or name.startswith("AdministratorAccess")
        or name.endswith(("FullAccess", "AdministratorAccess", "Administrator"))
    )
