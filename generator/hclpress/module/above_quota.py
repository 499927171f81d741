"""Warnings about more of a thing than AWS's default quota permits."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.quota import Quota
from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath


def above_quota(quota: Quota, count: int, things: str, path: SpecPath) -> Iterator[Problem]:
    """Yield a warning if `count` is above a quota that an account can have raised.

    Args:
        quota: the quota.
        count: the number that the spec asks for.
        things: the word for what is counted, such as `routes`.
        path: the place in the instance's spec that decides it.
    """
    excess = quota.excess(count, things)
    if excess is not None:
        yield Problem.warning(path, "above-quota", *excess)
